package org.shaodao.casework.service;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.RuleViolation;
import org.springframework.stereotype.Component;

/**
 * Makes a new picture out of the pixels of an uploaded one: upright, at most {@value #LONGEST} pixels long, JPEG, and
 * without anything that was written beside the pixels (place, device, time, other files).
 */
@Component
class Pictures {

    /** Longest side that is kept, in pixels. */
    static final int LONGEST = 2560;

    /** Longest side of the small picture, in pixels. */
    static final int SMALL = 320;

    /** Pixels an upload may have; more is a mistake or a trap, and is refused before anything is decoded. */
    static final long MOST_PIXELS = 50_000_000;

    private static final double QUALITY = 0.85;
    private static final int APP1 = 0xe1;
    private static final int START_OF_PIXELS = 0xda;

    /** Decoding takes memory: not more than this many at a time. */
    private final Semaphore places = new Semaphore(2);

    /** What is kept of an upload. */
    record Picture(byte[] content, byte[] thumbnail, int width, int height) {}

    /** Throws {@link RuleViolation} for too many pixels or what cannot be decoded as a picture of that type. */
    Picture read(FileType type, String name, byte[] raw) {
        places.acquireUninterruptibly();
        try {
            return encode(decode(type, name, raw));
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof RuleViolation rule) {
                throw rule;
            }
            throw new RuleViolation("casework.file.unreadable", name);
        } finally {
            places.release();
        }
    }

    private static BufferedImage decode(FileType type, String name, byte[] raw) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(type.name()).next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(raw))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            RuleViolation.require(
                    (long) width * height <= MOST_PIXELS, "casework.file.too-many-pixels", name, width, height);
            Orientation held = type == FileType.JPEG ? orientation(raw) : null;
            ImageReadParam param = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * LONGEST));
            param.setSourceSubsampling(step, step, 0, 0);
            return upright(reader.read(0, param), held);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage upright(BufferedImage decoded, @Nullable Orientation held) {
        BufferedImage plain = new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = plain.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, plain.getWidth(), plain.getHeight());
            graphics.drawImage(decoded, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return held == null
                ? plain
                : ExifFilterUtils.getFilterForOrientation(held).apply(plain);
    }

    /** How the camera was held: the segments before the pixels are walked for the one that says so. */
    private static @Nullable Orientation orientation(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) != START_OF_PIXELS) {
            int length = (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff;
            int end = Math.min(jpeg.length, at + 2 + length);
            if ((jpeg[at + 1] & 0xff) == APP1 && length > 8 && jpeg[at + 4] == 'E' && jpeg[at + 5] == 'x') {
                return orientationOf(Arrays.copyOfRange(jpeg, at + 4, end));
            }
            at += 2 + length;
        }
        return null;
    }

    private static @Nullable Orientation orientationOf(byte[] exif) {
        try {
            return ExifUtils.getOrientationFromExif(exif);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static Picture encode(BufferedImage image) throws IOException {
        BufferedImage kept = Math.max(image.getWidth(), image.getHeight()) > LONGEST
                ? Thumbnails.of(image).size(LONGEST, LONGEST).asBufferedImage()
                : image;
        return new Picture(jpeg(kept, LONGEST), jpeg(kept, SMALL), kept.getWidth(), kept.getHeight());
    }

    private static byte[] jpeg(BufferedImage image, int longest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thumbnails.Builder<BufferedImage> builder = Thumbnails.of(image);
        (Math.max(image.getWidth(), image.getHeight()) > longest ? builder.size(longest, longest) : builder.scale(1))
                .outputFormat("jpg")
                .outputQuality(QUALITY)
                .toOutputStream(out);
        return out.toByteArray();
    }
}
