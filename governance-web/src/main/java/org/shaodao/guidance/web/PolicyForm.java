package org.shaodao.guidance.web;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Objects;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.guidance.PolicyDocument;
import org.shaodao.guidance.service.PolicyLibrary;
import org.shaodao.organisation.AreaId;
import org.springframework.format.annotation.DateTimeFormat;

/** What a person says about a policy document. */
@Getter
@Setter
class PolicyForm {

    private @Nullable AreaId district;

    private String number = "";

    private String title = "";

    private String issuer = "";

    @NotNull(message = "{guidance.policy.day-missing}")
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate issuedOn;

    private long version;

    static PolicyForm from(PolicyLibrary.Row row) {
        PolicyForm form = new PolicyForm();
        form.district = row.districtId();
        form.number = row.number();
        form.title = row.title();
        form.issuer = row.issuer();
        form.issuedOn = row.issuedOn();
        form.version = row.version();
        return form;
    }

    PolicyDocument.Facts facts() {
        return new PolicyDocument.Facts(number, title, issuer, Objects.requireNonNull(issuedOn));
    }
}
