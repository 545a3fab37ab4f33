package org.shaodao.shared.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.shaodao.shared.RuleViolation;

/** A stream that refuses to give more than it may. */
final class BoundedStream extends FilterInputStream {

    private final long bound;
    private long given;

    BoundedStream(InputStream in, long bound) {
        super(in);
        this.bound = bound;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(n);
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int n) {
        given += Math.max(n, 0);
        RuleViolation.require(given <= bound, "sheet.too-large", bound >> 20);
    }
}
