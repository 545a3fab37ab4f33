package org.shaodao.guidance;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PostType;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;

/**
 * One edition of the duties of a kind of post in a district (feature A2.33). An edition never changes; a correction is
 * the next edition, so that everybody can read what was asked at the time.
 */
@Entity
@Getter
public class DutyList extends AggregateRoot<DutyListId> {

    private static final int MOST = 60;
    private static final int LONGEST = 300;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private DutyListId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "district_id"))
    private AreaId districtId;

    @Enumerated(EnumType.STRING)
    private PostType postType;

    private int edition;

    private @Nullable String documentNumber;

    private LocalDate validFrom;

    @Getter(AccessLevel.NONE)
    private String duties;

    private Instant publishedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "published_by"))
    private AccountId publishedBy;

    /**
     * Publishes an edition. Throws {@link RuleViolation} without a duty, for more than {@value #MOST} duties or one longer
     * than {@value #LONGEST} characters.
     *
     * @param edition one more than the last of this post
     * @param documentNumber of the document it stands in; null or blank = none
     * @param validFrom the day from which it counts
     * @param typed one duty a line
     */
    public static DutyList publish(
            DutyListId id,
            AreaId district,
            PostType post,
            int edition,
            @Nullable String documentNumber,
            LocalDate validFrom,
            @Nullable String typed,
            AccountId by,
            Instant at) {
        List<String> lines = lines(PlainText.checked(typed, 0, MOST * (LONGEST + 1), "guidance.duties"));
        RuleViolation.require(!lines.isEmpty(), "guidance.duty.none");
        RuleViolation.require(lines.size() <= MOST, "guidance.duty.too-many", MOST);
        for (String line : lines) {
            RuleViolation.require(line.length() <= LONGEST, "guidance.duty.too-long", LONGEST);
        }
        String number = PlainText.checked(documentNumber, 0, 60, "guidance.number");
        DutyList list = new DutyList();
        list.id = id;
        list.districtId = district;
        list.postType = post;
        list.edition = edition;
        list.documentNumber = number.isEmpty() ? null : number;
        list.validFrom = validFrom;
        list.duties = String.join("\n", lines);
        list.publishedAt = at;
        list.publishedBy = by;
        list.record(new Recorded(
                "duty-list",
                id.value(),
                by.value(),
                null,
                null,
                at,
                "guidance.event.duties-published",
                List.of(),
                null));
        return list;
    }

    /** The duties in their order. */
    public static List<String> lines(String text) {
        return Arrays.stream(text.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @SuppressWarnings("NullAway.Init")
    protected DutyList() {
        // for Hibernate
    }
}
