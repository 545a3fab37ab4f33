package org.shaodao.whistle.web;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Zone;
import org.shaodao.whistle.ArrivalMode;
import org.shaodao.whistle.PlannedTask;
import org.shaodao.whistle.SourceKind;
import org.shaodao.whistle.WhistleId;
import org.shaodao.whistle.WhistleKind;
import org.shaodao.whistle.WhistleLevel;
import org.shaodao.whistle.service.FileWhistle;
import org.springframework.format.annotation.DateTimeFormat;

/** What the form of a new whistle sends; {@code id} was made with the empty form. */
@Getter
@Setter
public class WhistleForm {

    private @Nullable String id;
    private long version = -1;
    private @Nullable WhistleId adopts;
    private @Nullable WhistleId again;
    private boolean seen;
    private WhistleKind kind = WhistleKind.PUBLIC_CONCERN;
    private WhistleLevel level = WhistleLevel.ROUTINE;
    private SourceKind source = SourceKind.CASE;
    private @Nullable String sourceNote;
    private Set<CaseId> cases = new LinkedHashSet<>();
    private @Nullable String moreCases;
    private @Nullable CategoryId category;
    private @Nullable AreaId place;
    private @Nullable String address;
    private @Nullable String title;
    private @Nullable String problem;
    private @Nullable String tried;
    private @Nullable UnitId lead;
    private Set<UnitId> coUnits = new LinkedHashSet<>();
    private @Nullable String leadTask;
    private @Nullable String task;
    private List<PlanRow> plan = new ArrayList<>();

    @DateTimeFormat(pattern = "yyyy-MM-dd'T'HH:mm")
    private @Nullable LocalDateTime reportInAt;

    private @Nullable String reportInPlace;
    private ArrivalMode reportInMode = ArrivalMode.ON_SITE;
    private Set<UnitId> coStreets = new LinkedHashSet<>();
    private @Nullable String coordinator;

    /** The id of the form; a new one where it cannot be read. */
    WhistleId whistleId() {
        try {
            return WhistleId.of(String.valueOf(id));
        } catch (IllegalArgumentException unreadable) {
            WhistleId made = WhistleId.next();
            id = made.toString();
            return made;
        }
    }

    /** The command; {@code where} is the place typed or the only one there is. */
    FileWhistle toCommand(AreaId where) {
        UnitId first = lead;
        return new FileWhistle(
                adopts == null ? whistleId() : adopts,
                kind,
                level,
                source,
                sourceNote,
                cases,
                category,
                text(title),
                text(problem),
                text(tried),
                where,
                address,
                reportInAt == null ? null : reportInAt.atZone(Zone.ID).toInstant(),
                reportInPlace,
                reportInMode,
                lead,
                coUnits,
                text(task),
                first == null || text(leadTask).isBlank() ? Map.of() : Map.of(first, text(leadTask)),
                planned(),
                coStreets,
                coordinator,
                again);
    }

    private List<PlannedTask> planned() {
        List<PlannedTask> tasks = new ArrayList<>();
        for (PlanRow row : plan) {
            if (!row.getTask().isBlank()) {
                UnitId unit = row.getUnit();
                RuleViolation.require(unit != null, "whistle.matter.unit-missing", row.getTask());
                tasks.add(new PlannedTask(
                        Objects.requireNonNull(unit), row.getTask(), Objects.requireNonNullElse(row.getDays(), 0)));
            }
        }
        return tasks;
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
