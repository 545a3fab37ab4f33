package org.shaodao.catalogue.web;

import jakarta.validation.constraints.NotNull;
import lombok.Getter;
import lombok.Setter;
import org.shaodao.deadline.Limit;
import org.shaodao.deadline.LimitClass;
import org.shaodao.deadline.LimitMode;

/** The four limits of a class as a person sets them. */
@Getter
@Setter
class LimitForm {

    @NotNull
    private LimitMode handlingMode = LimitMode.WORKING_DAYS_TO_CLOSE;

    private int handlingAmount;

    @NotNull
    private LimitMode contactMode = LimitMode.WORKING_DAYS_TO_CLOSE;

    private int contactAmount;

    @NotNull
    private LimitMode signMode = LimitMode.WORKING_DAYS_TO_CLOSE;

    private int signAmount;

    @NotNull
    private LimitMode acceptMode = LimitMode.WORKING_DAYS_TO_CLOSE;

    private int acceptAmount;

    private long version = -1;

    static LimitForm from(LimitClass limits, long version) {
        LimitForm form = new LimitForm();
        form.handlingMode = limits.handling().mode();
        form.handlingAmount = limits.handling().amount();
        form.contactMode = limits.contact().mode();
        form.contactAmount = limits.contact().amount();
        form.signMode = limits.sign().mode();
        form.signAmount = limits.sign().amount();
        form.acceptMode = limits.accept().mode();
        form.acceptAmount = limits.accept().amount();
        form.version = version;
        return form;
    }

    LimitClass toLimits(String code) {
        return new LimitClass(
                code,
                new Limit(handlingMode, handlingAmount),
                new Limit(contactMode, contactAmount),
                new Limit(signMode, signAmount),
                new Limit(acceptMode, acceptAmount));
    }
}
