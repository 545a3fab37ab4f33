package org.shaodao.identity.web;

import java.util.EnumMap;
import java.util.Map;
import lombok.Getter;
import lombok.Setter;
import org.shaodao.identity.service.Bootstrap;
import org.shaodao.organisation.Role;

/** The token and three people. */
@Getter
@Setter
class BootstrapForm {

    private String token = "";
    private String systemName = "";
    private String systemLogin = "";
    private String systemPassword = "";
    private String securityName = "";
    private String securityLogin = "";
    private String securityPassword = "";
    private String auditName = "";
    private String auditLogin = "";
    private String auditPassword = "";

    Map<Role, Bootstrap.First> people() {
        Map<Role, Bootstrap.First> people = new EnumMap<>(Role.class);
        people.put(Role.SYSTEM_ADMINISTRATOR, new Bootstrap.First(systemName, systemLogin, systemPassword));
        people.put(Role.SECURITY_ADMINISTRATOR, new Bootstrap.First(securityName, securityLogin, securityPassword));
        people.put(Role.AUDIT_ADMINISTRATOR, new Bootstrap.First(auditName, auditLogin, auditPassword));
        return people;
    }
}
