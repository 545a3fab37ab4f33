package org.shaodao.organisation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import lombok.AccessLevel;
import lombok.Getter;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.AggregateRoot;
import org.shaodao.shared.PersonalDataVault;
import org.shaodao.shared.PhoneNumber;
import org.shaodao.shared.PlainText;

/** Someone who holds posts: a name, a sealed private number, and how the Party membership is kept (feature A1.12). */
@Entity
@Getter
public class Person extends AggregateRoot<PersonId> {

    /** Subject type of its events. */
    public static final String SUBJECT = "person";

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PersonId id;

    private String name;

    @Getter(AccessLevel.NONE)
    private byte @Nullable [] phoneSealed;

    @Getter(AccessLevel.NONE)
    private byte @Nullable [] phoneIndex;

    private boolean partyMember;

    /** The membership itself is kept here; otherwise the member only reported in. */
    private boolean managedHere;

    /** A new person. */
    public static Person create(
            String name,
            @Nullable PhoneNumber phone,
            boolean partyMember,
            boolean managedHere,
            PersonalDataVault vault,
            Change change) {
        Person person = new Person();
        person.id = PersonId.next();
        person.fill(name, phone, partyMember, managedHere, vault);
        person.record(change.event(SUBJECT, person.id.value(), "created"));
        return person;
    }

    /** Name and membership; a null phone leaves the number as it is. */
    public void edit(
            String newName,
            @Nullable PhoneNumber newPhone,
            boolean member,
            boolean managed,
            PersonalDataVault vault,
            Change change) {
        if (newPhone == null) {
            name = PlainText.checked(newName, 1, 40, "organisation.person-name");
            partyMember = member;
            managedHere = member && managed;
            record(change.event(SUBJECT, id.value(), "edited", "name", "party-member", "managed-here"));
        } else {
            fill(newName, newPhone, member, managed, vault);
            record(change.event(SUBJECT, id.value(), "edited", "name", "phone", "party-member", "managed-here"));
        }
    }

    private void fill(
            String newName, @Nullable PhoneNumber phone, boolean member, boolean managed, PersonalDataVault vault) {
        name = PlainText.checked(newName, 1, 40, "organisation.person-name");
        phoneSealed = phone == null ? null : vault.seal(phone.value());
        phoneIndex = phone == null ? null : vault.index(phone.value());
        partyMember = member;
        managedHere = member && managed;
    }

    @SuppressWarnings("NullAway.Init")
    protected Person() {
        // for Hibernate
    }
}
