package org.shaodao.organisation.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.PostType;
import org.shaodao.organisation.Role;
import org.shaodao.shared.DemoPassword;
import org.shaodao.shared.StartUpSummary;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Prints the demonstration accounts with their posts and the one password. */
@Component
@Profile("demo & !command")
@Order(0)
@RequiredArgsConstructor
class DemoAccountsSummary implements StartUpSummary {

    private final JdbcClient jdbc;
    private final DemoPassword password;
    private final DemoPasswords passwords;
    private final MessageSource messages;

    private record Line(
            String login,
            @Nullable PostType type,
            @Nullable String place,
            @Nullable Role administrator) {}

    @Override
    public List<String> lines() {
        List<Line> accounts = jdbc.sql("""
                        select ac.login, min(t.type) as type, min(coalesce(a.name, u.name)) as place, min(ad.role) as administrator
                          from account ac
                          left join administrator ad on ad.account_id = ac.id
                          left join post_holding h on h.person_id = ac.person_id and h.held_to is null
                          left join post t on t.id = h.post_id
                          left join area a on a.id = t.area_id
                          left join unit u on u.id = t.unit_id
                         where ac.login in (:logins)
                         group by ac.login
                        """)
                .param("logins", DemoDistrict.LOGINS)
                .query(Line.class)
                .list();
        Set<String> own = passwords.ownPasswords();
        List<String> lines = new ArrayList<>();
        DemoDistrict.LOGINS.forEach(login -> accounts.stream()
                .filter(account -> account.login().equals(login))
                .map(account -> String.format("  %-14s %s", account.login(), describe(account))
                        + (own.contains(account.login()) ? " " + text("organisation.demo.own-password") : ""))
                .forEach(lines::add));
        if (!lines.isEmpty()) {
            lines.add(
                    0,
                    messages.getMessage(
                            "organisation.demo.accounts", new Object[] {password.value()}, Locale.getDefault()));
        }
        return lines;
    }

    private String text(String key) {
        return messages.getMessage(key, null, Locale.getDefault());
    }

    private String describe(Line account) {
        Enum<?> what = account.administrator() != null ? account.administrator() : account.type();
        if (what == null) {
            return "";
        }
        String key = what.getDeclaringClass().getSimpleName() + "." + what.name();
        String label = messages.getMessage(key, null, what.name(), Locale.getDefault());
        return account.place() == null ? String.valueOf(label) : label + " · " + account.place();
    }
}
