package org.shaodao.intake;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.RowReading.Remark;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.RuleViolation;

/** Turns the rows of one file into orders; remembers the numbers it has seen, for a number may stand in a file once. */
public final class RowReader {

    private static final int SHORT = 200;
    private static final int NAME = 50;
    private static final int TITLE = 100;
    private static final int DESCRIPTION_AT_LEAST = 5;
    private static final Set<String> YES = Set.of("是", "保密", "需保密", "要求保密", "1", "true", "yes", "y", "√");
    private static final Set<String> NO = Set.of("", "否", "不保密", "公开", "不需保密", "无", "0", "false", "no", "n", "×");
    private static final Set<String> URGENT = Set.of(
            "紧急", "特急", "加急", "突发", "重大紧急", "非常紧急", "急", "急件", "高", "是", "urgent", "emergency", "high", "yes", "true");

    private final ColumnMapping mapping;
    private final boolean from1904;
    private final Instant now;
    private final Set<String> seen = new HashSet<>();

    /** Rows received later than {@code now}, with some minutes of grace for clocks, are refused. */
    public RowReader(ColumnMapping mapping, boolean from1904, Instant now) {
        this.mapping = mapping;
        this.from1904 = from1904;
        this.now = now.plus(Duration.ofMinutes(10));
    }

    /** Reads one row; {@code row} is the number a person sees. */
    public RowReading read(int row, List<String> cells) {
        String number = shortText(cells, HotlineField.NUMBER);
        try {
            return readable(row, number, cells);
        } catch (Unreadable reason) {
            return new RowReading.Refused(row, number, reason.remark);
        }
    }

    private RowReading readable(int row, @Nullable String number, List<String> cells) {
        if (number == null) {
            throw new Unreadable(Remark.of(HotlineField.NUMBER, "intake.row.number-missing"));
        }
        if (number.length() > 64) {
            throw new Unreadable(Remark.of(HotlineField.NUMBER, "intake.row.number-too-long", "64"));
        }
        if (!seen.add(number)) {
            throw new Unreadable(Remark.of(HotlineField.NUMBER, "intake.row.number-twice"));
        }
        List<Remark> remarks = new ArrayList<>();
        Instant received = received(cells);
        String title = PlainText.clean(raw(cells, HotlineField.TITLE)).replaceAll("\\s+", " ");
        String description = description(PlainText.clean(raw(cells, HotlineField.DESCRIPTION)), title);
        String urgency = shortText(cells, HotlineField.URGENCY);
        return new RowReading.Readable(
                row,
                new HotlineOrder(
                        number,
                        received,
                        cut(title.isEmpty() ? firstLine(description) : title, TITLE),
                        description,
                        name(cells),
                        phone(cells, remarks),
                        shortText(cells, HotlineField.ADDRESS),
                        shortText(cells, HotlineField.PLACE),
                        confidential(cells),
                        urgency != null && URGENT.contains(folded(urgency)),
                        shortText(cells, HotlineField.NATURE),
                        shortText(cells, HotlineField.CATEGORY),
                        urgency,
                        shortText(cells, HotlineField.CHANNEL),
                        longText(cells, HotlineField.OPINION),
                        shortText(cells, HotlineField.DUE),
                        shortText(cells, HotlineField.TAKEN_BY)),
                remarks);
    }

    private Instant received(List<String> cells) {
        String text = raw(cells, HotlineField.RECEIVED);
        if (text.isBlank()) {
            throw new Unreadable(Remark.of(HotlineField.RECEIVED, "intake.row.time-missing"));
        }
        Instant received = TimeReading.read(text, from1904)
                .orElseThrow(() -> new Unreadable(Remark.of(
                        HotlineField.RECEIVED, "intake.row.time-unreadable", cut(PlainText.clean(text), 40))));
        if (received.isAfter(now)) {
            throw new Unreadable(Remark.of(HotlineField.RECEIVED, "intake.row.time-in-future"));
        }
        return received.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private static String description(String text, String title) {
        String description = codePoints(text) >= DESCRIPTION_AT_LEAST
                ? text
                : (title.isEmpty() || title.equals(text) ? text : title + "\n" + text).strip();
        if (description.isEmpty()) {
            throw new Unreadable(Remark.of(HotlineField.DESCRIPTION, "intake.row.text-missing"));
        }
        if (codePoints(description) < DESCRIPTION_AT_LEAST) {
            throw new Unreadable(Remark.of(
                    HotlineField.DESCRIPTION, "intake.row.text-too-short", String.valueOf(DESCRIPTION_AT_LEAST)));
        }
        if (codePoints(description) > PlainText.LONG) {
            throw new Unreadable(Remark.of(
                    HotlineField.DESCRIPTION,
                    "intake.row.text-too-long",
                    String.valueOf(PlainText.LONG),
                    String.valueOf(codePoints(description))));
        }
        return description;
    }

    private boolean confidential(List<String> cells) {
        String text = folded(raw(cells, HotlineField.CONFIDENTIAL));
        if (YES.contains(text)) {
            return true;
        }
        if (NO.contains(text)) {
            return false;
        }
        throw new Unreadable(Remark.of(HotlineField.CONFIDENTIAL, "intake.row.flag-unreadable", cut(text, 20)));
    }

    /** The first number that can be dialled; one that cannot, masked for instance, is left out with a remark. */
    private @Nullable String phone(List<String> cells, List<Remark> remarks) {
        String text = PlainText.clean(raw(cells, HotlineField.CONTACT_PHONE));
        if (text.isEmpty()) {
            return null;
        }
        for (String part : text.split("[/,;、，；\\n\\t]+")) {
            Optional<PhoneNumber> phone = phone(part);
            if (phone.isPresent()) {
                return phone.get().value();
            }
        }
        remarks.add(Remark.of(HotlineField.CONTACT_PHONE, "intake.row.phone-left-out"));
        return null;
    }

    private static Optional<PhoneNumber> phone(String text) {
        try {
            return Optional.ofNullable(PhoneNumber.ofNullable(text));
        } catch (RuleViolation unreadable) {
            return Optional.empty();
        }
    }

    private @Nullable String name(List<String> cells) {
        String name = shortText(cells, HotlineField.CONTACT_NAME);
        return name == null ? null : cut(name, NAME);
    }

    private @Nullable String shortText(List<String> cells, HotlineField field) {
        String text = PlainText.clean(raw(cells, field)).replaceAll("\\s+", " ");
        return text.isEmpty() ? null : cut(text, SHORT);
    }

    private @Nullable String longText(List<String> cells, HotlineField field) {
        String text = PlainText.clean(raw(cells, field));
        return text.isEmpty() ? null : cut(text, PlainText.LONG);
    }

    private String raw(List<String> cells, HotlineField field) {
        List<Integer> columns = mapping.columns(field);
        if (columns.size() == 1) {
            return cell(cells, columns.get(0));
        }
        return columns.stream()
                .map(column -> cell(cells, column).strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" / "));
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text, int most) {
        return codePoints(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** Leaves the reading of a row; never leaves this class. */
    private static final class Unreadable extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1;

        private final transient Remark remark;

        Unreadable(Remark remark) {
            super(remark.key(), null, false, false);
            this.remark = remark;
        }
    }
}
