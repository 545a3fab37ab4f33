package org.shaodao.whistle;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaId;
import org.shaodao.shared.AggregateRoot;

/**
 * The template of a joint matter (一件事): the steps of something that several units always do together (feature A3.25).
 * A street keeps its own, a district keeps those of all its streets. Whistles take a copy; changing a template changes no
 * whistle.
 */
@Entity
@Table(name = "joint_matter")
@Getter
public class JointMatter extends AggregateRoot<JointMatterId> {

    /** Steps a template may have, and tasks a whistle may be blown with. */
    public static final int MOST = 20;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private JointMatterId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "area_id"))
    private AreaId areaId;

    private String name;

    private @Nullable String problem;

    private @Nullable Instant retiredAt;

    private Instant changedAt;

    @ElementCollection
    @CollectionTable(name = "joint_matter_step", joinColumns = @JoinColumn(name = "matter_id"))
    @OrderColumn(name = "position")
    @Getter(AccessLevel.NONE)
    private List<JointStep> steps = new ArrayList<>();

    /**
     * A new template of a street or a district.
     *
     * @param problem words the whistle may begin with
     */
    public JointMatter(
            JointMatterId id, AreaId area, String name, @Nullable String problem, List<JointStep> steps, Instant at) {
        this();
        this.id = id;
        this.areaId = area;
        change(name, problem, steps, at);
    }

    /** Says it anew; throws a rule for no step, more than twenty, or none or several that lead. */
    public final void change(String name, @Nullable String problem, List<JointStep> steps, Instant at) {
        require(!steps.isEmpty(), "whistle.matter.no-step");
        require(steps.size() <= MOST, "whistle.matter.steps", MOST);
        require(steps.stream().filter(JointStep::leads).count() == 1, "whistle.matter.one-lead");
        this.name = name;
        this.problem = problem;
        this.changedAt = at;
        this.steps.clear();
        this.steps.addAll(steps);
    }

    /** Not offered any more; whistles that came of it stay. */
    public void retire(Instant at) {
        require(retiredAt == null, "whistle.matter.retired-already");
        retiredAt = at;
        changedAt = at;
    }

    /** Offered again. */
    public void restore(Instant at) {
        require(retiredAt != null, "whistle.matter.not-retired");
        retiredAt = null;
        changedAt = at;
    }

    public List<JointStep> steps() {
        return List.copyOf(steps);
    }

    @SuppressWarnings("NullAway.Init")
    protected JointMatter() {
        // for Hibernate
    }
}
