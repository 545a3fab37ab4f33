package org.shaodao.whistle.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.Speciality;
import org.shaodao.organisation.UnitId;
import org.shaodao.organisation.UnitKind;
import org.shaodao.shared.RuleViolation;
import org.shaodao.whistle.JointMatter;
import org.shaodao.whistle.JointStep;
import org.shaodao.whistle.service.JointMatterBook;

/** A template of a joint matter as it is typed; {@code area}: whose it is. Empty rows are left out. */
@Getter
@Setter
class JointMatterForm {

    private @Nullable AreaId area;
    private String name = "";
    private @Nullable String problem;
    private long version = -1;
    private int lead;
    private List<Row> rows = new ArrayList<>();

    /** One step; {@code who}: {@code unit:ID} or {@code kind:KIND:SPECIALITY}. */
    @Getter
    @Setter
    static class Row {

        private String task = "";
        private String who = "";
        private @Nullable Integer days;

        boolean isEmpty() {
            return task.isBlank() && who.isBlank();
        }

        JointStep step(boolean leads) {
            String[] parts = who.split(":");
            boolean unit = parts.length == 2 && parts[0].equals("unit");
            boolean kind = parts.length == 3 && parts[0].equals("kind");
            RuleViolation.require(unit || kind, "whistle.matter.step-unit");
            try {
                return new JointStep(
                        task,
                        unit ? UnitId.of(parts[1]) : null,
                        kind ? UnitKind.valueOf(parts[1]) : null,
                        kind ? Speciality.valueOf(parts[2]) : null,
                        Objects.requireNonNullElse(days, 0),
                        leads);
            } catch (IllegalArgumentException unreadable) {
                throw new RuleViolation("whistle.matter.step-unit");
            }
        }
    }

    static JointMatterForm of(JointMatterBook.Sheet sheet) {
        JointMatterForm form = new JointMatterForm();
        form.area = sheet.areaId();
        form.name = sheet.name();
        form.problem = sheet.problem();
        form.version = sheet.version();
        for (JointMatterBook.Line line : sheet.steps()) {
            JointStep step = line.step();
            Row row = new Row();
            row.task = step.task();
            row.who = step.unit() != null ? "unit:" + step.unit() : "kind:" + step.kind() + ":" + step.speciality();
            row.days = step.days();
            if (step.leads()) {
                form.lead = form.rows.size();
            }
            form.rows.add(row);
        }
        return form;
    }

    /** Empty rows up to {@code least}, and {@code more} behind what is there. */
    void grow(int least, int more) {
        int wanted = Math.min(JointMatter.MOST, Math.max(least, rows.size() + more));
        while (rows.size() < wanted) {
            rows.add(new Row());
        }
    }

    /** The steps that were typed; throws a rule for one without a unit or a limit. */
    List<JointStep> steps() {
        List<JointStep> steps = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).isEmpty()) {
                steps.add(rows.get(i).step(i == lead));
            }
        }
        return steps;
    }
}
