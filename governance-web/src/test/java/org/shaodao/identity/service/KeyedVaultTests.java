package org.shaodao.identity.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedVaultTests {

    private static final String PHONE = "13812345678";
    private static final String OLD = "k1:" + key(1);
    private static final String NEW = "k2:" + key(2);
    private static final String INDEX = key(3);

    @Test
    void opensWhatItSealedAndNeverSealsAlike() {
        KeyedVault vault = vault(OLD);

        byte[] once = vault.seal(PHONE);
        byte[] twice = vault.seal(PHONE);

        assertThat(vault.open(once)).isEqualTo(PHONE);
        assertThat(once).isNotEqualTo(twice);
        assertThat(new String(once, StandardCharsets.ISO_8859_1))
                .doesNotContain(PHONE)
                .contains("k1");
        assertThat(vault.seal(null)).isNull();
        assertThat(vault.open(null)).isNull();
    }

    @Test
    void readsOldValuesAfterARotationAndSealsWithTheNewKey() {
        byte[] before = vault(OLD).seal(PHONE);
        KeyedVault rotated = vault(NEW + "," + OLD);

        assertThat(rotated.open(before)).isEqualTo(PHONE);
        assertThat(new String(rotated.seal(PHONE), StandardCharsets.ISO_8859_1)).contains("k2");
        assertThat(rotated.index(PHONE)).isEqualTo(vault(OLD).index(PHONE));
    }

    @Test
    void refusesWhatWasChangedOrSealedElsewhere() {
        byte[] sealed = vault(OLD).seal(PHONE);
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> vault(OLD).open(sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault(NEW).open(vault(OLD).seal(PHONE))).hasMessageContaining("no key");
        assertThatThrownBy(() -> vault(OLD).open(new byte[] {9, 9})).hasMessageContaining("not a sealed value");
    }

    @Test
    void indexesEqualValuesAlikeAndOnlyWithItsKey() {
        assertThat(vault(OLD).index(" " + PHONE)).isEqualTo(vault(OLD).index(PHONE));
        assertThat(new KeyedVault(VaultKeys.parse(OLD, key(4))).index(PHONE))
                .isNotEqualTo(vault(OLD).index(PHONE));
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> VaultKeys.parse("k1:short", INDEX)).hasMessageContaining("shaodao.vault.keys");
        assertThatThrownBy(() -> VaultKeys.parse(OLD, "AAAA")).hasMessageContaining("index-key");
        assertThatThrownBy(() -> VaultKeys.parse(OLD + "," + OLD, INDEX)).hasMessageContaining("twice");
        assertThatThrownBy(() -> VaultConfiguration.keys(new VaultProperties(null, null, null)))
                .hasMessageContaining("SHAODAO_VAULT_KEYS");
        assertThatThrownBy(() -> VaultConfiguration.keys(new VaultProperties(OLD, null, null)))
                .hasMessageContaining("both");
    }

    @Test
    void makesAKeyFileForItsOwnerAloneAndReadsItAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep").resolve("data.keys");

        VaultKeys made = VaultConfiguration.keys(new VaultProperties(null, null, file));
        VaultKeys read = VaultConfiguration.keys(new VaultProperties(null, null, file));

        assertThat(new KeyedVault(read).open(new KeyedVault(made).seal(PHONE))).isEqualTo(PHONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void cutsAddressesDownToBlocks() {
        assertThat(SourceBlock.of("192.168.3.77")).isEqualTo("192.168.3.0/24");
        assertThat(SourceBlock.of("2001:db8:1:2::5")).isEqualTo("2001:db8:1::/48");
        assertThat(SourceBlock.of("::1")).isEqualTo("0:0:0::/48");
        assertThat(SourceBlock.of("?")).isEqualTo("?");
    }

    private static KeyedVault vault(String keys) {
        return new KeyedVault(VaultKeys.parse(keys, INDEX));
    }

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
