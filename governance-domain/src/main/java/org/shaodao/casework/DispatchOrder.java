package org.shaodao.casework;

import static org.shaodao.shared.RuleViolation.require;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.deadline.Deadline;
import org.shaodao.organisation.AccountId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.AggregateRoot;

/** One dispatch of a case to a unit, with its own sign and handling due times (rulings 10). */
@Entity
@Table(name = "dispatch_order")
@Getter
public class DispatchOrder extends AggregateRoot<DispatchOrderId> {

    /** How an order ends whose case is merged into another one. */
    static final String MERGED = "MERGED";

    /** How an order ends that is given back with consent; it is in nobody's figures. */
    static final String RETURNED = "RETURNED";

    /** How an order ends that its dispatcher takes back; it is in nobody's figures. */
    static final String RECALLED = "RECALLED";

    private static final String EXCLUDED = "EXCLUDED";

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private DispatchOrderId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private CaseId caseId;

    private int sequence;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    private UnitId unitId;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "dispatcher_unit_id"))
    private UnitId dispatcherUnitId;

    @Enumerated(EnumType.STRING)
    private DispatchKind kind;

    private @Nullable String opinion;

    private Instant dispatchedAt;

    private @Nullable Instant signDueAt;

    private @Nullable String signLimit;

    private @Nullable Instant signedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "signed_by"))
    private @Nullable AccountId signedBy;

    private @Nullable String contactPerson;

    private @Nullable String contactPhone;

    private @Nullable Instant dueAt;

    private @Nullable String dueRule;

    private @Nullable Integer dueCalendar;

    private boolean dueProvisional;

    private @Nullable Instant endedAt;

    private @Nullable String endKind;

    private @Nullable String leftOut;

    private int coUnitCount;

    private String routedBy;

    private @Nullable String routingFacts;

    @ElementCollection
    @CollectionTable(name = "dispatch_co_unit", joinColumns = @JoinColumn(name = "order_id"))
    @AttributeOverride(name = "value", column = @Column(name = "unit_id"))
    @Getter(AccessLevel.NONE)
    private Set<UnitId> coUnits = new HashSet<>();

    /** Makes the order; {@code sequence} is the number of orders the case had before. */
    static DispatchOrder make(
            CaseId caseId, int sequence, DispatchKind kind, Dispatch dispatch, UnitId dispatcher, Instant at) {
        DispatchOrder order = new DispatchOrder();
        order.id = new DispatchOrderId(org.shaodao.shared.Ids.at(at));
        order.caseId = caseId;
        order.sequence = sequence;
        order.unitId = dispatch.lead();
        order.dispatcherUnitId = dispatcher;
        order.kind = kind;
        order.opinion = dispatch.opinion();
        order.dispatchedAt = at;
        Deadline sign = dispatch.sign();
        order.signDueAt = sign == null ? null : sign.dueAt();
        order.signLimit = sign == null ? null : sign.limit().toString();
        Deadline handling = dispatch.handling();
        order.dueAt = handling == null ? null : handling.dueAt();
        order.dueRule = handling == null ? null : handling.limit().toString();
        order.dueCalendar = handling == null ? null : handling.calendarVersion();
        order.dueProvisional = handling != null && handling.provisional();
        order.routedBy = dispatch.routedBy();
        order.routingFacts = dispatch.routingFacts();
        order.coUnits = new HashSet<>(dispatch.coUnits());
        order.coUnitCount = order.coUnits.size();
        if (kind == DispatchKind.SELF) {
            order.signedAt = at;
        }
        return order;
    }

    /** The unit takes the order (T13); the contact is the unit's public duty contact. */
    void sign(AccountId by, String person, String phone, Instant at) {
        signedAt = at;
        signedBy = by;
        contactPerson = person;
        contactPhone = phone;
    }

    /** The unit gets until {@code due}, never less than before. */
    void extendTo(Instant due) {
        if (dueAt == null || due.isAfter(dueAt)) {
            dueAt = due;
        }
    }

    /** The order is over for its unit: resolved, escalated or recalled. */
    void end(String how, Instant at) {
        endedAt = at;
        endKind = how;
    }

    /** The order is over and leaves its unit's figures (rulings 10). */
    void leaveOut(String how, Instant at) {
        end(how, at);
        leftOut = how;
    }

    /** The order leaves its unit's figures by a decision of the district. */
    void exclude() {
        if (leftOut == null) {
            leftOut = EXCLUDED;
        }
    }

    /** Whoever asks to return an order has seen it: that counts as signing. */
    void noticed(Instant at) {
        if (signedAt == null) {
            signedAt = at;
        }
    }

    void moveDue(@Nullable Instant due) {
        dueAt = due;
    }

    void addCoUnit(UnitId unit) {
        require(!unit.equals(unitId), "casework.lead-is-co-unit");
        require(coUnits.add(unit), "casework.co-unit-already");
        coUnitCount++;
    }

    /** Whether the unit gave the order to itself. */
    public boolean isOwn() {
        return unitId.equals(dispatcherUnitId);
    }

    /** Rework: the order is open again (T22, T25). */
    void reopen() {
        endedAt = null;
        endKind = null;
    }

    /** Open again where it ended in this way. */
    void reopenIf(String how) {
        if (how.equals(endKind)) {
            reopen();
        }
    }

    public Set<UnitId> coUnits() {
        return Set.copyOf(coUnits);
    }

    @SuppressWarnings("NullAway.Init")
    protected DispatchOrder() {
        // for Hibernate
    }
}
