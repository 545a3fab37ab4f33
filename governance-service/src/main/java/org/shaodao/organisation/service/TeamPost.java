package org.shaodao.organisation.service;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.Employment;
import org.shaodao.organisation.PostType;

/** A post with the people in it now; {@code missing} is how many more it needs. */
public record TeamPost(
        UUID id, PostType type, int required, @Nullable String place, List<Holder> holders) {

    /** Someone in the post. The private number is masked. */
    public record Holder(
            UUID holding,
            UUID person,
            String name,
            @Nullable String maskedPhone,
            boolean deputy,
            Employment employment,
            boolean partyMember,
            LocalDate from,
            @Nullable LocalDate to) {}

    public int missing() {
        long filled = holders.stream().filter(holder -> !holder.deputy()).count();
        return (int) Math.max(0, required - filled);
    }
}
