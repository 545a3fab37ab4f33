package org.shaodao.shared;

/** The password of all demo accounts: random and printed at start, or the one in {@code SHAODAO_DEMO_PASSWORD}. */
public record DemoPassword(String value) {

    @Override
    public String toString() {
        return "DemoPassword[…]";
    }
}
