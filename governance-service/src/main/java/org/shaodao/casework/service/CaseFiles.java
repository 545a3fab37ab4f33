package org.shaodao.casework.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseAction;
import org.shaodao.casework.CaseFileId;
import org.shaodao.casework.CaseFileKind;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.Doer;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.PostGrant;
import org.shaodao.organisation.Role;
import org.shaodao.organisation.service.AreaScopes;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.Ids;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.PlainText;
import org.shaodao.shared.Recorded;
import org.shaodao.shared.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Photos and files of a case (rulings 31). They never move its version: a photo added by one person does not cost
 * another the text he is typing (rulings 17).
 */
@Service
@Transactional
@RequiredArgsConstructor
public class CaseFiles {

    /** Most files a case keeps. */
    public static final int MOST = 40;

    private static final Set<Role> DESKS = Set.of(Role.COMMUNITY_DESK, Role.STREET_DESK, Role.DISTRICT_DESK);

    private static final String ROWS = """
            select f.id, f.kind, f.name, f.media_type, f.size, f.width, f.height, f.added_at, f.added_by as adder,
                   p.name as added_by,
                   u.name as unit, f.removed_at, q.name as removed_by, f.removed_reason
              from case_file f
              left join account a on a.id = f.added_by
              left join person p on p.id = a.person_id
              left join account b on b.id = f.removed_by
              left join person q on q.id = b.person_id
              left join unit u on u.id = f.unit_id
             where f.case_id = ?
             order by f.added_at, f.id
            """;

    private final CaseAccess access;
    private final AreaScopes scopes;
    private final FileStore store;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** A file to be handed over. */
    public record Opened(String name, String mediaType, boolean image, byte[] content) {}

    private record Fact(
            UUID addedBy,
            String name,
            String mediaType,
            @Nullable Integer width) {}

    /** All files of a case, removed ones as placeholders; throws {@link NotFound} out of scope. */
    @Transactional(readOnly = true)
    public CaseFileSheet sheet(Actor actor, CaseId id) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        List<CaseFileSheet.Row> rows =
                jdbc.sql(ROWS).param(id.value()).query(CaseFileSheet.Row.class).list();
        Optional<PostGrant> remover = access.post(actor, kase, CaseAction.REMOVE_FILE);
        Set<CaseFileId> removable = rows.stream()
                .filter(row -> remover.isPresent() && !row.removed())
                .filter(row -> DESKS.contains(remover.get().role())
                        || row.adder().equals(actor.account().value()))
                .map(CaseFileSheet.Row::id)
                .collect(Collectors.toUnmodifiableSet());
        boolean mayAdd = access.post(actor, kase, CaseAction.ADD_FILE).isPresent();
        return new CaseFileSheet(id, rows, mayAdd, removable);
    }

    /**
     * Adds files to a case; one that is there already is not kept twice. Throws {@link NotFound} out of scope,
     * {@link Forbidden} without a post that grants it, {@link RuleViolation} beyond {@value #MOST} files or without any.
     */
    public void add(Actor actor, CaseId id, CaseFileKind kind, List<PreparedFile> files) {
        Granted granted = grant(actor, id, CaseAction.ADD_FILE);
        RuleViolation.require(!files.isEmpty(), "casework.file.none-chosen");
        attach(id, kind, files, granted.doer());
    }

    /** Keeps files in the transaction of the verb that brought them; the verb has been granted. */
    void attach(CaseId id, CaseFileKind kind, List<PreparedFile> files, Doer doer) {
        Instant at = now();
        boolean any = false;
        for (int n = 0; n < files.size(); n++) {
            any |= keep(id, kind, files.get(n), doer, at.plus(n, ChronoUnit.MICROS));
        }
        if (any) {
            Integer kept = jdbc.sql("select count(*) from case_file where case_id = ? and removed_at is null")
                    .param(id.value())
                    .query(Integer.class)
                    .single();
            RuleViolation.require(kept <= MOST, "casework.file.too-many", MOST);
            record(id, doer, at, CaseAction.ADD_FILE, kind.name());
        }
    }

    private boolean keep(CaseId id, CaseFileKind kind, PreparedFile file, Doer doer, Instant at) {
        CaseFileId made = new CaseFileId(Ids.at(at));
        int inserted = jdbc.sql("""
                        insert into case_file (id, case_id, kind, name, media_type, size, width, height, original_hash,
                                               added_at, added_by, unit_id)
                        values (:id, :case, :kind, :name, :type, :size, :width, :height, :hash, :at, :by, :unit)
                        on conflict do nothing
                        """)
                .param("id", made.value())
                .param("case", id.value())
                .param("kind", kind.name())
                .param("name", file.name())
                .param("type", file.mediaType())
                .param("size", file.content().length)
                .param("width", file.width())
                .param("height", file.height())
                .param("hash", file.originalHash())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", doer.account().value())
                .param("unit", doer.unit() == null ? null : doer.unit().value())
                .update();
        if (inserted == 1) {
            store.put(made, file.content(), file.thumbnail());
        }
        return inserted == 1;
    }

    /** The content of one file of a case; throws {@link NotFound} out of scope, for a removed file and for none. */
    @Transactional(readOnly = true)
    public Opened open(Actor actor, CaseId id, CaseFileId file) {
        Fact fact = fact(actor, id, file);
        byte[] content = store.content(file).orElseThrow(() -> new NotFound("file"));
        return new Opened(fact.name(), fact.mediaType(), fact.width() != null, content);
    }

    /** The small picture of one file; throws as {@link #open} and where it is no picture. */
    @Transactional(readOnly = true)
    public byte[] thumbnail(Actor actor, CaseId id, CaseFileId file) {
        fact(actor, id, file);
        return store.thumbnail(file).orElseThrow(() -> new NotFound("file"));
    }

    /**
     * Takes the content away and leaves a placeholder with who, when and why. Desks may remove every file of their
     * cases, others what they brought themselves. Throws as {@link #add}, {@link RuleViolation} without a reason.
     */
    public void remove(Actor actor, CaseId id, CaseFileId file, @Nullable String reason) {
        Granted granted = grant(actor, id, CaseAction.REMOVE_FILE);
        String why = PlainText.checked(reason, 2, 200, "reason");
        if (!DESKS.contains(granted.post().role())
                && !fact(actor, id, file).addedBy().equals(actor.account().value())) {
            throw new Forbidden("CaseAction.REMOVE_FILE");
        }
        Instant at = now();
        int removed = jdbc.sql("""
                        update case_file set removed_at = :at, removed_by = :by, removed_reason = :why
                         where id = :id and case_id = :case and removed_at is null
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", actor.account().value())
                .param("why", why)
                .param("id", file.value())
                .param("case", id.value())
                .update();
        if (removed == 0) {
            throw new NotFound("file");
        }
        store.remove(file);
        record(id, granted.doer(), at, CaseAction.REMOVE_FILE, "file");
    }

    private Granted grant(Actor actor, CaseId id, CaseAction action) {
        GovernanceCase kase = access.find(id, scopes.of(actor));
        PostGrant post =
                access.post(actor, kase, action).orElseThrow(() -> new Forbidden("CaseAction." + action.name()));
        return new Granted(kase, post, Doer.of(actor, post));
    }

    private Fact fact(Actor actor, CaseId id, CaseFileId file) {
        access.find(id, scopes.of(actor));
        return jdbc.sql("""
                        select added_by, name, media_type, width from case_file
                         where id = ? and case_id = ? and removed_at is null
                        """)
                .params(file.value(), id.value())
                .query(Fact.class)
                .optional()
                .orElseThrow(() -> new NotFound("file"));
    }

    private void record(CaseId id, Doer doer, Instant at, CaseAction action, String field) {
        events.publishEvent(new Recorded(
                "case",
                id.value(),
                doer.account().value(),
                doer.role().name(),
                doer.unit() == null ? null : doer.unit().value(),
                at,
                action.eventKey(),
                List.of(field),
                null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
