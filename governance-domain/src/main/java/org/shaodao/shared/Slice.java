package org.shaodao.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of an endless list by keyset; {@code next} is the cursor of the following page, null at the end. */
public record Slice<T>(List<T> rows, @Nullable String next) {

    public Slice {
        rows = List.copyOf(rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
