package org.shaodao.routing.service;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseId;
import org.shaodao.routing.Altered;
import org.shaodao.routing.TrialId;
import org.shaodao.routing.TrialState;

/**
 * A trial as its page shows it.
 *
 * @param page where the change is made
 * @param action where its form goes; empty = the change came in a file, which is not kept
 * @param form whether that form can be shown again as it was typed
 * @param wanted how many of the last cases were asked for
 * @param total how many there are of them
 * @param leads how many would go elsewhere
 * @param limits how many would have another limit
 * @param suggested for how many texts another category would be suggested
 * @param begunAt when its turn came; null = it still waits
 * @param touchedAt when it last went on, or ended
 */
public record Trial(
        TrialId id,
        String about,
        String page,
        String action,
        boolean form,
        String fields,
        int wanted,
        int total,
        int looked,
        int leads,
        int limits,
        int suggested,
        TrialState state,
        Instant startedAt,
        @Nullable Instant begunAt,
        Instant touchedAt) {

    /** A trial of which its node has said nothing for so long is taken for broken off. */
    static final Duration SILENT = Duration.ofMinutes(2);

    /** A field of the form, as typed. */
    public record Field(String name, String value) {}

    /**
     * One case that would be different.
     *
     * @param from name of a unit or category, or code of a limit class; null = a person, or none
     */
    public record Row(
            CaseId id,
            String number,
            @Nullable String category,
            @Nullable String place,
            Altered what,
            @Nullable String fromName,
            @Nullable String toName) {}

    public boolean running() {
        return state == TrialState.RUNNING;
    }

    /** Whether others of its node go first. */
    public boolean waits() {
        return running() && begunAt == null;
    }

    /** Whether it came to no end and can be begun once more from here. */
    public boolean canRunAgain() {
        return !ofFile() && (state == TrialState.FAILED || state == TrialState.CANCELLED);
    }

    /** Whether the change came in a file, which is not kept. */
    public boolean ofFile() {
        return action.isEmpty();
    }

    /** Everything that would be different. */
    public int changed() {
        return leads + limits + suggested;
    }

    /** What was typed into the form. */
    public List<Field> typed() {
        List<Field> typed = new ArrayList<>();
        Arrays.stream(fields.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            int equals = pair.indexOf('=');
            typed.add(new Field(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
        });
        return typed;
    }

    Trial seenAt(Instant now) {
        boolean silent = running() && touchedAt.plus(SILENT).isBefore(now);
        return !silent
                ? this
                : new Trial(
                        id,
                        about,
                        page,
                        action,
                        form,
                        fields,
                        wanted,
                        total,
                        looked,
                        leads,
                        limits,
                        suggested,
                        TrialState.FAILED,
                        startedAt,
                        begunAt,
                        touchedAt);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
