package org.shaodao.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.service.ImportOutcome;
import org.shaodao.shared.RuleViolation;
import org.shaodao.shared.table.RowProblem;
import org.springframework.ui.Model;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The one page for taking a file of categories, catalogue lines or calendar days: pick a file, try it, take it.
 *
 * @param words prefix of the page's message keys: {@code title}, {@code lead}, {@code done}
 * @param action where the form goes
 * @param back where a taken file leads
 * @param template address of a file with the same columns
 * @param amounts over how many of the last cases a file can be tried; none = it decides nothing about cases
 */
record ImportPage(String words, String action, String back, String template, String accept, List<Integer> amounts) {

    static final int SHOWN = 100;

    /**
     * What came of it: the sentence and the rows that are wrong.
     *
     * @param page the page that tells it instead; null = this one
     */
    record Result(
            boolean refused,
            String key,
            Object[] arguments,
            List<RowProblem> problems,
            @Nullable String page) {

        Result(boolean refused, String key, Object[] arguments, List<RowProblem> problems) {
            this(refused, key, arguments, problems, null);
        }

        static Result of(ImportOutcome outcome) {
            if (outcome.isRefused()) {
                return new Result(
                        true,
                        "catalogue.import.refused",
                        new Object[] {outcome.problems().size()},
                        outcome.problems());
            }
            return new Result(
                    false,
                    outcome.dryRun() ? "catalogue.import.would" : "catalogue.import.done",
                    new Object[] {outcome.added(), outcome.changed(), outcome.unchanged()},
                    outcome.problems());
        }
    }

    String show(Model model) {
        model.addAttribute("page", this);
        return "catalogue/import";
    }

    /** Runs the import and answers with the page again, or leads back when the file was taken. */
    String take(
            @Nullable MultipartFile file,
            Function<MultipartFile, Result> work,
            boolean dryRun,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        Result result;
        try {
            if (file == null || file.isEmpty()) {
                throw new RuleViolation("catalogue.import.no-file");
            }
            result = work.apply(file);
        } catch (RuleViolation violation) {
            result = new Result(true, violation.key(), violation.getArguments(), List.of());
        }
        if (result.page() != null) {
            return "redirect:" + result.page();
        }
        if (!result.refused() && !dryRun) {
            flash.addFlashAttribute("notice", result.key());
            flash.addFlashAttribute("noticeArguments", result.arguments());
            return "redirect:" + back;
        }
        if (result.refused()) {
            response.setStatus(422);
        }
        model.addAttribute("result", result);
        model.addAttribute("shown", result.problems().stream().limit(SHOWN).toList());
        return show(model);
    }
}
