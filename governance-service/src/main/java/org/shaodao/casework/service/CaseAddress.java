package org.shaodao.casework.service;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseSource;
import org.shaodao.casework.CaseStatus;
import org.shaodao.catalogue.CategoryId;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.UnitId;
import org.shaodao.shared.Zone;

/**
 * A filter as the address of its list and back, so that what a figure links to is what the list reads. Parameters:
 * {@code open} (true, the default; false; any), {@code status} (repeatable), {@code light}, {@code overdue},
 * {@code triage}, {@code category}, {@code district}, {@code street}, {@code community}, {@code grid} ({@code none} =
 * not known yet), {@code holder}, {@code source}, {@code ext}, {@code q}, {@code from}/{@code to} (receipt) and
 * {@code closedFrom}/{@code closedTo}: dates or instants, the end exclusive; {@code excluded} (only, without).
 */
public final class CaseAddress {

    private static final String ANY = "any";
    private static final String NONE = "none";
    private static final String ONLY = "only";
    private static final String WITHOUT = "without";

    /** The address of the list of the own area with this filter. */
    public static String of(CaseFilter filter) {
        StringJoiner address = new StringJoiner("&", "/cases?", "");
        address.add("view=area");
        address.add("open=" + (filter.open() == null ? ANY : filter.open()));
        filter.statuses().stream().sorted().forEach(status -> address.add("status=" + status.name()));
        add(address, "light", filter.light());
        add(address, "overdue", filter.overdue());
        add(address, "triage", filter.triage());
        add(address, "category", filter.category());
        add(address, "district", filter.district());
        add(address, "street", area(filter.street()));
        add(address, "community", area(filter.community()));
        add(address, "grid", area(filter.grid()));
        add(address, "holder", filter.holder());
        add(address, "source", filter.source());
        add(address, "ext", filter.externalSource());
        add(address, "q", filter.query());
        add(address, "from", day(filter.reportedFrom()));
        add(address, "to", day(filter.reportedTo()));
        add(address, "closedFrom", day(filter.closedFrom()));
        add(address, "closedTo", day(filter.closedTo()));
        add(address, "excluded", filter.excluded() == null ? null : filter.excluded() ? ONLY : WITHOUT);
        return address.toString();
    }

    /** The filter of the parameters of a request; what cannot be read does not filter. */
    public static CaseFilter read(Map<String, String[]> parameters) {
        Function<String, @Nullable String> one = name -> {
            String[] values = parameters.get(name);
            return values == null || values.length == 0 || values[0].isBlank() ? null : values[0].strip();
        };
        String open = one.apply("open");
        return new CaseFilter(
                open == null ? Boolean.TRUE : ANY.equals(open) ? null : Boolean.valueOf(open),
                statuses(parameters.get("status")),
                read(one.apply("light"), Light::valueOf),
                read(one.apply("overdue"), CaseAddress::whether),
                read(one.apply("category"), value -> new CategoryId(UUID.fromString(value))),
                read(one.apply("street"), CaseAddress::area),
                read(one.apply("community"), CaseAddress::area),
                read(one.apply("grid"), CaseAddress::area),
                read(one.apply("holder"), value -> new UnitId(UUID.fromString(value))),
                read(one.apply("source"), CaseSource::valueOf),
                one.apply("ext"),
                read(one.apply("triage"), CaseAddress::whether),
                one.apply("q"),
                read(one.apply("from"), CaseAddress::instant),
                read(one.apply("to"), CaseAddress::instant),
                read(one.apply("closedFrom"), CaseAddress::instant),
                read(one.apply("closedTo"), CaseAddress::instant),
                read(one.apply("district"), AreaId::of),
                read(one.apply("excluded"), CaseAddress::excluded));
    }

    private static Set<CaseStatus> statuses(String @Nullable [] values) {
        Set<String> names = values == null ? Set.of() : Set.copyOf(Arrays.asList(values));
        return Arrays.stream(CaseStatus.values())
                .filter(status -> names.contains(status.name()))
                .collect(Collectors.toSet());
    }

    private static <T> @Nullable T read(@Nullable String value, Function<String, T> reader) {
        try {
            return value == null ? null : reader.apply(value);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return null;
        }
    }

    private static AreaId area(String value) {
        return value.equals(NONE) ? CaseFilter.UNKNOWN : AreaId.of(value);
    }

    private static @Nullable String area(@Nullable AreaId area) {
        return CaseFilter.UNKNOWN.equals(area) ? NONE : area == null ? null : area.toString();
    }

    private static Boolean whether(String value) {
        if (value.equals("true") || value.equals("on")) {
            return true;
        }
        throw new IllegalArgumentException(value);
    }

    private static Boolean excluded(String value) {
        if (value.equals(ONLY) || value.equals(WITHOUT)) {
            return value.equals(ONLY);
        }
        throw new IllegalArgumentException(value);
    }

    private static Instant instant(String value) {
        return value.length() == 10
                ? LocalDate.parse(value).atStartOfDay(Zone.ID).toInstant()
                : Instant.parse(value);
    }

    private static @Nullable String day(@Nullable Instant at) {
        if (at == null) {
            return null;
        }
        var local = at.atZone(Zone.ID);
        return local.equals(local.toLocalDate().atStartOfDay(Zone.ID))
                ? local.toLocalDate().toString()
                : at.toString();
    }

    private static void add(StringJoiner address, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank() && !Boolean.FALSE.equals(value)) {
            address.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    private CaseAddress() {}
}
