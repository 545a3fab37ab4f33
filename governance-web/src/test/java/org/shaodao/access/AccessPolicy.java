package org.shaodao.access;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.shaodao.organisation.Role;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The rows of {@code access/*.csv}; the README beside them says how to write one. */
final class AccessPolicy {

    static final String ANONYMOUS = "ANONYMOUS";
    static final String NOBODY = "NOBODY";

    /** Every kind of visitor: the roles, an account without any, and no account at all. */
    static final List<String> VISITORS = visitors();

    /** Who reaches what through one handler. */
    record Row(
            String file,
            String method,
            String path,
            Map<String, String> objects,
            String params,
            Map<String, Reach> access) {

        String key() {
            return method + " " + path;
        }

        Reach reachOf(String visitor) {
            return access.get(visitor);
        }
    }

    static Map<String, Row> read() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:access/*.csv")) {
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                CSVFormat format = CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setCommentMarker('#')
                        .setIgnoreEmptyLines(true)
                        .setTrim(true)
                        .get();
                for (CSVRecord line : format.parse(reader)) {
                    Row row = row(String.valueOf(file.getFilename()), line);
                    if (rows.put(row.key(), row) != null) {
                        throw new IllegalStateException("two rows for " + row.key());
                    }
                }
            }
        }
        return rows;
    }

    private static Row row(String file, CSVRecord line) {
        try {
            Map<String, String> objects = new LinkedHashMap<>();
            if (!line.get("objects").equals("-")) {
                for (String pair : line.get("objects").split("\\s+")) {
                    objects.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
                }
            }
            String params = line.get("params").equals("-") ? "" : line.get("params");
            return new Row(file, line.get("method"), line.get("path"), objects, params, access(line.get("access")));
        } catch (RuntimeException unreadable) {
            throw new IllegalStateException(file + ", line " + line.getRecordNumber() + ": " + line, unreadable);
        }
    }

    private static Map<String, Reach> access(String text) {
        Map<String, Reach> access = new LinkedHashMap<>();
        VISITORS.forEach(visitor -> access.put(visitor, Reach.REFUSED));
        for (String grant : text.strip().split("\\s+")) {
            int equals = grant.indexOf('=');
            Reach reach = Reach.of(grant.substring(equals + 1));
            for (String visitor : grant.substring(0, equals).split("\\|")) {
                if (visitor.equals("*")) {
                    VISITORS.stream().filter(one -> !one.equals(ANONYMOUS)).forEach(one -> access.put(one, reach));
                } else if (VISITORS.contains(visitor)) {
                    access.put(visitor, reach);
                } else {
                    throw new IllegalArgumentException("unknown role " + visitor);
                }
            }
        }
        return access;
    }

    private static List<String> visitors() {
        List<String> all = new ArrayList<>(Arrays.stream(Role.values())
                .filter(role -> role != Role.SYSTEM)
                .map(Role::name)
                .toList());
        all.add(NOBODY);
        all.add(ANONYMOUS);
        return List.copyOf(all);
    }

    private AccessPolicy() {}
}
