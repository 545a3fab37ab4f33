package org.shaodao.identity.service;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.PersonalDataVault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Finds the vault's keys: settings first, then the key file, which is made when it is missing. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    PersonalDataVault personalDataVault(VaultProperties properties, Environment environment) {
        return new KeyedVault(keys(withDefaultFile(properties, environment)));
    }

    /** Beside the folder of the embedded database; with a database server the operator has to say where. */
    private static VaultProperties withDefaultFile(VaultProperties properties, Environment environment) {
        boolean embedded = !isSet(environment.getProperty("spring.datasource.url"));
        if (!embedded || properties.file() != null) {
            return properties;
        }
        String data = environment.getProperty("shaodao.data", "./data").replaceAll("/+$", "");
        return new VaultProperties(properties.keys(), properties.indexKey(), Path.of(data + ".keys"));
    }

    static VaultKeys keys(VaultProperties properties) {
        if (isSet(properties.keys()) || isSet(properties.indexKey())) {
            if (!isSet(properties.keys()) || !isSet(properties.indexKey())) {
                throw new IllegalStateException(
                        "set both shaodao.vault.keys and shaodao.vault.index-key (or neither, and shaodao.vault.file)");
            }
            return VaultKeys.parse(String.valueOf(properties.keys()), String.valueOf(properties.indexKey()));
        }
        Path file = properties.file();
        if (file == null) {
            throw new IllegalStateException("no keys for personal data: set SHAODAO_VAULT_KEYS and "
                    + "SHAODAO_VAULT_INDEX_KEY, or SHAODAO_VAULT_FILE to a file outside the database");
        }
        try {
            return read(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the key file cannot be read or made: " + file, unreadable);
        }
    }

    private static VaultKeys read(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        Properties lines = new Properties();
        try (Reader reader = new StringReader(Files.readString(file))) {
            lines.load(reader);
        }
        return VaultKeys.parse(lines.getProperty("keys", ""), lines.getProperty("index-key", ""));
    }

    private static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        String text = "# Keys of the personal data vault. Keep a copy apart from the database backup; without it\n"
                + "# sealed values cannot be read again. A new key goes in front: keys=k2:...,k1:...\n"
                + "keys=k1:" + random() + "\nindex-key=" + random() + "\n";
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] owner = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            Files.createFile(file, owner);
            Files.writeString(file, text, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException another) {
            // a second process was faster; its keys are the keys
        }
    }

    private static String random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
