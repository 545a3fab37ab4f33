package org.shaodao.shared;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;

/**
 * One thing with an identity, a version and the events it has recorded since it was loaded.
 * <p>A null version means "never saved", so an id made by the caller is inserted without a select.
 */
@MappedSuperclass
public abstract class AggregateRoot<I> {

    @Version
    private @Nullable Long version;

    @Transient
    private final transient List<DomainEvent> events = new ArrayList<>();

    public abstract I getId();

    /** The version last read or written; -1 before the first save. */
    public long version() {
        return version == null ? -1 : version;
    }

    protected void record(DomainEvent event) {
        events.add(event);
    }

    @DomainEvents
    protected Collection<DomainEvent> recordedEvents() {
        return List.copyOf(events);
    }

    @AfterDomainEventPublication
    protected void forgetEvents() {
        events.clear();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof AggregateRoot<?> that
                && Hibernate.getClass(this) == Hibernate.getClass(that)
                && getId().equals(that.getId());
    }

    @Override
    public final int hashCode() {
        return Objects.hashCode(getId());
    }

    @Override
    public final String toString() {
        return Hibernate.getClass(this).getSimpleName() + "[" + getId() + "]";
    }
}
