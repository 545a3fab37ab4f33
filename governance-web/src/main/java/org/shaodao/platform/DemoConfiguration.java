package org.shaodao.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.shaodao.shared.DemoPassword;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.util.StringUtils;

/** The password of the demo accounts: from the setting, else made once and kept beside the embedded database. */
@Configuration(proxyBeanMethods = false)
@Profile(LaunchMode.DEMO_PROFILE)
class DemoConfiguration {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";

    @Bean
    @ConditionalOnMissingBean
    DemoPassword demoPassword(@Value("${shaodao.demo.password:}") String chosen, @Value("${shaodao.data}") Path folder)
            throws IOException {
        if (StringUtils.hasText(chosen)) {
            return new DemoPassword(chosen);
        }
        Path file = folder.resolve("demo-password");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Files.createFile(file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(file, random());
        }
        return new DemoPassword(Files.readString(file).strip());
    }

    /** Letters of both cases, digits and a sign, none easily mistaken for another; 65 bits. */
    private static String random() {
        SecureRandom random = new SecureRandom();
        return pick(random, LETTERS.toUpperCase(java.util.Locale.ROOT), 1)
                + pick(random, LETTERS, 4)
                + "-"
                + pick(random, DIGITS, 5)
                + "-"
                + pick(random, LETTERS, 6);
    }

    private static String pick(SecureRandom random, String from, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}
