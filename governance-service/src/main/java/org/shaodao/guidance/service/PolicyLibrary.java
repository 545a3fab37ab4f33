package org.shaodao.guidance.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.service.FileChecking;
import org.shaodao.casework.service.IncomingFile;
import org.shaodao.casework.service.PreparedFile;
import org.shaodao.guidance.PolicyDocument;
import org.shaodao.guidance.PolicyDocumentId;
import org.shaodao.guidance.PolicyDocuments;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.AreaId;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The policy documents of a district (feature A2.34): read by everybody there, kept by supervisor and administrator. */
@Service
@RequiredArgsConstructor
public class PolicyLibrary {

    private static final int PAGE = 20;
    private static final int MOST_WORDS = 8;

    private static final String ROW = """
            select d.id, d.district_id, d.number, d.title, d.issuer, d.issued_on, d.file_name, d.media_type, d.size,
                   d.added_at, p.name as added_by, d.withdrawn_at, d.withdrawn_reason, d.version
              from policy_document d
              left join account a on a.id = d.added_by
              left join person p on p.id = a.person_id
            """;

    private final PolicyDocuments documents;
    private final GuidanceAccess access;
    private final FileChecking checking;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** One document; {@code size} in bytes. */
    public record Row(
            PolicyDocumentId id,
            AreaId districtId,
            String number,
            String title,
            String issuer,
            LocalDate issuedOn,
            String fileName,
            String mediaType,
            int size,
            Instant addedAt,
            @Nullable String addedBy,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnReason,
            long version) {

        public boolean isWithdrawn() {
            return withdrawnAt != null;
        }

        /** Size in whole kilobytes, at least one. */
        public int kilobytes() {
            return Math.max(1, size / 1024);
        }
    }

    /** A file to be handed over. */
    public record Opened(String name, String mediaType, byte[] content) {}

    /**
     * The documents of a district the reader belongs to, the newest first; throws {@link NotFound} elsewhere.
     *
     * @param words all of them must stand in number, title or issuer; null or blank = all documents
     * @param after cursor of the page before; null = the first page
     */
    @Transactional(readOnly = true)
    public Slice<Row> list(Actor actor, AreaId district, @Nullable String words, @Nullable String after) {
        StringBuilder sql = new StringBuilder(ROW + " where d.district_id = :district");
        Map<String, Object> params = new HashMap<>();
        params.put("district", access.district(actor, district).id().value());
        List<String> wanted = words(words);
        for (int n = 0; n < wanted.size(); n++) {
            sql.append(" and strpos(lower(concat_ws(' ', d.number, d.title, d.issuer)), :word")
                    .append(n)
                    .append(") > 0");
            params.put("word" + n, wanted.get(n));
        }
        cursor(after).ifPresent(from -> {
            sql.append(" and (d.issued_on, d.id) < (:day, :id)");
            params.put("day", from.day());
            params.put("id", from.id());
        });
        sql.append(" order by d.issued_on desc, d.id desc limit ").append(PAGE + 1);
        List<Row> rows =
                jdbc.sql(sql.toString()).params(params).query(Row.class).list();
        if (rows.size() <= PAGE) {
            return new Slice<>(rows, null);
        }
        Row last = rows.get(PAGE - 1);
        return new Slice<>(rows.subList(0, PAGE), last.issuedOn() + "_" + last.id());
    }

    /** One document; throws {@link NotFound} outside the reader's districts. */
    @Transactional(readOnly = true)
    public Row row(Actor actor, PolicyDocumentId id) {
        Row row = jdbc.sql(ROW + " where d.id = ?")
                .param(id.value())
                .query(Row.class)
                .optional()
                .orElseThrow(() -> new NotFound("policy-document"));
        access.district(actor, row.districtId());
        return row;
    }

    /** The file of a document, withdrawn or not; throws as {@link #row}. */
    @Transactional(readOnly = true)
    public Opened open(Actor actor, PolicyDocumentId id) {
        Row row = row(actor, id);
        byte[] content = jdbc.sql("select content from policy_document_content where document_id = ?")
                .param(id.value())
                .query(byte[].class)
                .single();
        return new Opened(row.fileName(), row.mediaType(), content);
    }

    /**
     * Adds a document with its file; the file is looked at before a connection is taken. Throws
     * {@link org.shaodao.shared.Forbidden} for who does not keep the library, {@link RuleViolation} for a number that is
     * there, a missing file, and a file that is too large or of a kind that is not taken.
     */
    public PolicyDocumentId add(Actor actor, AreaId district, PolicyDocument.Facts facts, @Nullable IncomingFile file) {
        AreaId own = access.district(actor, district).id();
        access.requireKeeper(actor, own);
        RuleViolation.require(file != null, "guidance.policy.no-file");
        PreparedFile ready =
                checking.any(List.of(java.util.Objects.requireNonNull(file))).get(0);
        return java.util.Objects.requireNonNull(transaction.execute(status -> keep(actor, own, facts, ready)));
    }

    private PolicyDocumentId keep(Actor actor, AreaId own, PolicyDocument.Facts facts, PreparedFile file) {
        requireFree(own, facts.number());
        PolicyDocument added = PolicyDocument.add(
                PolicyDocumentId.next(),
                own,
                facts,
                file.name(),
                file.mediaType(),
                file.content().length,
                actor.account(),
                now());
        documents.save(added);
        documents.flush();
        jdbc.sql("insert into policy_document_content (document_id, content) values (?, ?)")
                .params(added.getId().value(), file.content())
                .update();
        return added.getId();
    }

    /** Puts right what is said about a document; {@code version} as the person saw it. Throws as {@link #add}. */
    @Transactional
    public void correct(Actor actor, PolicyDocumentId id, long version, PolicyDocument.Facts facts) {
        PolicyDocument document = document(actor, id, version);
        if (!document.getNumber().equals(facts.number())) {
            requireFree(document.getDistrictId(), facts.number());
        }
        document.correct(facts, actor.account(), now());
        documents.save(document);
    }

    /** Marks a document as no longer in force, with the reason; {@code version} as the person saw it. */
    @Transactional
    public void withdraw(Actor actor, PolicyDocumentId id, long version, @Nullable String reason) {
        PolicyDocument document = document(actor, id, version);
        document.withdraw(reason, actor.account(), now());
        documents.save(document);
    }

    private PolicyDocument document(Actor actor, PolicyDocumentId id, long version) {
        access.requireKeeper(actor, row(actor, id).districtId());
        PolicyDocument document = documents.findById(id).orElseThrow(() -> new NotFound("policy-document"));
        if (document.version() != version) {
            throw new Conflict(null, null, null);
        }
        return document;
    }

    private void requireFree(AreaId district, String number) {
        RuleViolation.require(
                !documents.existsByDistrictIdAndNumberAndWithdrawnAtIsNull(district, number),
                "guidance.policy.number-taken",
                number);
    }

    private record From(LocalDate day, UUID id) {}

    private static java.util.Optional<From> cursor(@Nullable String after) {
        try {
            return after == null || after.length() < 12
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(
                            new From(LocalDate.parse(after.substring(0, 10)), UUID.fromString(after.substring(11))));
        } catch (RuntimeException strange) {
            return java.util.Optional.empty();
        }
    }

    private static List<String> words(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Arrays.stream(typed.toLowerCase(Locale.ROOT).split("[\\s,，、;；]+"))
                        .filter(word -> !word.isEmpty())
                        .limit(MOST_WORDS)
                        .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
