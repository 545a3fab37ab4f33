package org.shaodao.casework.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.casework.CaseStatus;
import org.shaodao.casework.service.CaseFilter;
import org.shaodao.casework.service.DeskFigures;
import org.shaodao.casework.service.Light;
import org.shaodao.casework.service.SavedViews;
import org.shaodao.organisation.Actor;
import org.shaodao.shared.Zone;
import org.springframework.stereotype.Component;

/** The views above a list, each with its number: those every desk of the kind has, then the own ones. */
@Component
@RequiredArgsConstructor
class DeskShortcuts {

    private final DeskLists lists;
    private final DeskFigures figures;
    private final SavedViews saved;
    private final Clock clock;

    /**
     * One of them.
     *
     * @param key message key of its word; null for an own view, which has a {@code name}
     */
    record Shortcut(@Nullable String key, @Nullable String name, DeskList list, int count, boolean current) {}

    private record Draft(@Nullable String key, @Nullable String name, DeskList list) {}

    /** All of them, counted by one statement; {@code here} is the list now shown. */
    List<Shortcut> of(Actor actor, DeskList here) {
        List<Draft> drafts = new ArrayList<>(usual(actor));
        for (SavedViews.SavedView view : saved.of(actor)) {
            drafts.add(new Draft(null, view.name(), lists.read(actor, view.address())));
        }
        List<Integer> counts = figures.counts(drafts.stream()
                .map(draft -> new DeskFigures.Question(
                        draft.list().scope(), draft.list().filter()))
                .toList());
        List<Shortcut> shortcuts = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            boolean current = draft.list().query().equals(here.query());
            shortcuts.add(new Shortcut(draft.key(), draft.name(), draft.list(), counts.get(i), current));
        }
        return shortcuts;
    }

    /** What everybody of this kind of desk needs at hand, by what the posts may read. */
    private List<Draft> usual(Actor actor) {
        List<CaseView.Choice> views = lists.views(actor);
        CaseFilter open = CaseFilter.openOnes();
        List<Draft> drafts = new ArrayList<>();
        find(views, CaseView.TODO).ifPresent(todo -> {
            drafts.add(draft("todo", todo, open));
            if (actor.has(NewCaseController.DESKS)) {
                drafts.add(draft("to-accept", todo, open.withStatuses(Set.of(CaseStatus.REPORTED))));
                drafts.add(draft("to-dispatch", todo, open.withStatuses(Set.of(CaseStatus.ACCEPTED))));
                drafts.add(draft("returned", todo, open.withStatuses(Set.of(CaseStatus.RETURN_PENDING))));
                drafts.add(
                        draft("to-close", todo, open.withStatuses(Set.of(CaseStatus.RESOLVED, CaseStatus.FOLLOW_UP))));
            } else {
                drafts.add(draft("to-sign", todo, open.withStatuses(Set.of(CaseStatus.DISPATCHED))));
                drafts.add(draft("handling", todo, open.withStatuses(Set.of(CaseStatus.IN_PROGRESS))));
            }
        });
        find(views, CaseView.AREA).or(() -> find(views, CaseView.TODO)).ifPresent(area -> {
            drafts.add(draft("near", area, open.withLight(Light.YELLOW)));
            drafts.add(draft("late", area, open.withLight(Light.RED)));
        });
        find(views, CaseView.AREA)
                .ifPresent(area -> drafts.add(draft(
                        "today",
                        area,
                        open.withOpen(null)
                                .withReportedFrom(LocalDate.ofInstant(clock.instant(), Zone.ID)
                                        .atStartOfDay(Zone.ID)
                                        .toInstant()))));
        return drafts;
    }

    private Draft draft(String key, CaseView.Choice view, CaseFilter filter) {
        return new Draft("casework.desk.view." + key, null, lists.of(view, filter));
    }

    private static Optional<CaseView.Choice> find(List<CaseView.Choice> views, CaseView view) {
        return views.stream().filter(choice -> choice.view() == view).findFirst();
    }
}
