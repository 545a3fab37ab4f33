package org.shaodao.casework.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.MediationKind;
import org.shaodao.casework.service.MediationKeeping;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Zone;
import org.springframework.format.annotation.DateTimeFormat;

/** What the forms of a mediation send; each reads its own few fields. */
@Getter
@Setter
public class MediationForm {

    private static final int LINES = 4;

    private long version;
    private MediationKind kind = MediationKind.MEDIATION;
    private @Nullable String mediator;
    private List<PartyLine> parties = lines(PartyLine::new);

    @DateTimeFormat(pattern = "yyyy-MM-dd'T'HH:mm")
    private @Nullable LocalDateTime when;

    private @Nullable String place;
    private Set<UnitId> units = new LinkedHashSet<>();
    private @Nullable String note;
    private @Nullable String agreement;
    private List<CommitmentLine> commitments = lines(CommitmentLine::new);
    private @Nullable String outcome;

    /** A side of the dispute. */
    @Getter
    @Setter
    public static class PartyLine {
        private @Nullable String name;
        private @Nullable String phone;
    }

    /** Something promised. */
    @Getter
    @Setter
    public static class CommitmentLine {
        private @Nullable String who;
        private @Nullable String what;

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        private @Nullable LocalDate dueOn;
    }

    List<MediationKeeping.Party> typedParties() {
        return parties.stream()
                .map(line -> new MediationKeeping.Party(line.getName(), line.getPhone()))
                .toList();
    }

    List<MediationKeeping.Commitment> typedCommitments() {
        return commitments.stream()
                .map(line -> new MediationKeeping.Commitment(line.getWho(), line.getWhat(), line.getDueOn()))
                .toList();
    }

    @Nullable
    Instant instant() {
        return when == null ? null : when.atZone(Zone.ID).toInstant();
    }

    private static <L> List<L> lines(java.util.function.Supplier<L> line) {
        return new ArrayList<>(Stream.generate(line).limit(LINES).toList());
    }
}
