package org.shaodao.routing.web;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseSource;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.catalogue.RuleDetails;
import org.shaodao.catalogue.service.RuleBook;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.springframework.format.annotation.DateTimeFormat;

/** What a person chooses about a routing rule. */
@Getter
@Setter
class RuleForm {

    private String name = "";

    private @Nullable CategoryId category;

    private @Nullable AreaId area;

    @DateTimeFormat(iso = DateTimeFormat.ISO.TIME)
    private @Nullable LocalTime from;

    @DateTimeFormat(iso = DateTimeFormat.ISO.TIME)
    private @Nullable LocalTime to;

    /** {@code WORKING}, {@code OFF} or empty. */
    private String day = "";

    private @Nullable CaseSource source;

    private String words = "";

    /** {@code YES}, {@code NO} or empty. */
    private String urgency = "";

    @NotNull(message = "{routing.rule.target-missing}")
    private @Nullable UnitId target;

    private String limitClass = "";

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate until;

    private long version = -1;

    /** How many of the last cases a dry run asks; 0 = save. */
    private int tryWith;

    /** Only show it again as it is. */
    private boolean again;

    /** What the effects were shown for; saving the same goes through. */
    private String seen = "";

    static RuleForm from(RuleBook.Row row) {
        RuleForm form = new RuleForm();
        form.name = row.name();
        form.category = row.categoryId();
        form.area = row.areaId();
        form.from = row.fromTime();
        form.to = row.toTime();
        form.day = row.workingDay() == null ? "" : row.workingDay() ? "WORKING" : "OFF";
        form.source = row.source() == null ? null : CaseSource.valueOf(row.source());
        form.words = row.words() == null ? "" : row.words();
        form.urgency = row.urgent() == null ? "" : row.urgent() ? "YES" : "NO";
        form.target = row.targetUnitId();
        form.limitClass = row.limitClass() == null ? "" : row.limitClass();
        form.until = row.lastDay();
        form.version = row.version();
        return form;
    }

    RuleDetails toDetails() {
        return new RuleDetails(
                name,
                category,
                area,
                from,
                to,
                day.isEmpty() ? null : day.equals("WORKING"),
                source == null ? null : source.name(),
                RuleDetails.words(words),
                urgency.isEmpty() ? null : urgency.equals("YES"),
                Objects.requireNonNull(target),
                limitClass,
                until);
    }
}
