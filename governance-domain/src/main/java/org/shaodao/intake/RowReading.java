package org.shaodao.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a row when it was read: an order, or a named reason why not. */
public sealed interface RowReading {

    /** The row a person sees in the spreadsheet. */
    int row();

    /** A row that can become a case, with what was left out of it. */
    record Readable(int row, HotlineOrder order, List<Remark> remarks) implements RowReading {
        public Readable {
            remarks = List.copyOf(remarks);
        }
    }

    /** A row that cannot. */
    record Refused(int row, @Nullable String number, Remark reason) implements RowReading {}

    /** A sentence about a row: the field, the message key and its arguments; never a personal value. */
    record Remark(@Nullable HotlineField field, String key, List<String> arguments) {
        public Remark {
            arguments = List.copyOf(arguments);
        }

        /** A remark without arguments. */
        public static Remark of(@Nullable HotlineField field, String key, String... arguments) {
            return new Remark(field, key, List.of(arguments));
        }
    }
}
