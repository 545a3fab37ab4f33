package org.shaodao.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.catalogue.service.CatalogueEditing;
import org.shaodao.catalogue.service.CatalogueFiles;
import org.shaodao.catalogue.service.ChangeEffects.Wish;
import org.shaodao.catalogue.service.ImportOutcome;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The dispatch catalogue as a file, out and in. */
@Controller
@RequestMapping("/catalogue/entries")
@RequiredArgsConstructor
class EntryFileController {

    private static final ImportPage IMPORT = new ImportPage(
            "catalogue.import.entries",
            "/catalogue/entries/import",
            "/catalogue/entries",
            "/catalogue/entries/file",
            ".xlsx,.csv",
            Wish.AMOUNTS);

    private final CatalogueFiles files;
    private final Choices choices;
    private final Preview preview;

    @GetMapping("/file")
    ResponseEntity<byte[]> file(@CurrentActor Actor actor, Locale locale) {
        CatalogueEditing.requireReader(actor);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.writeEntries(out, locale);
        return Downloads.xlsx(choices.text("catalogue.entry.sheet", locale) + ".xlsx", out.toByteArray());
    }

    @GetMapping("/import")
    String importForm(@CurrentActor Actor actor, Model model) {
        CatalogueEditing.requireEditor(actor);
        return IMPORT.show(model);
    }

    @PostMapping("/import")
    String importFile(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "0") int tryWith,
            @CurrentActor Actor actor,
            Locale locale,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        CatalogueEditing.requireEditor(actor);
        return IMPORT.take(
                file,
                sent -> tryWith > 0 ? tried(sent, tryWith, actor, locale) : take(sent, dryRun, seen, actor, model),
                dryRun,
                model,
                flash,
                response);
    }

    private ImportPage.Result tried(MultipartFile sent, int many, Actor actor, Locale locale) {
        Wish wish = Wish.file(many, choices.text("catalogue.import.entries.title", locale), IMPORT.action());
        return preview.file(() -> files.readEntries(sent, true, actor), wish, actor);
    }

    /** Tries the file; takes it when nothing waiting would go elsewhere or that was shown for this very file. */
    private ImportPage.Result take(MultipartFile sent, boolean dryRun, String seen, Actor actor, Model model) {
        String print = fingerprint(sent);
        if (!dryRun && print.equals(seen)) {
            return ImportPage.Result.of(files.readEntries(sent, false, actor));
        }
        Preview.Tried<ImportOutcome> tried = preview.tried(() -> files.readEntries(sent, true, actor), actor);
        ImportOutcome outcome = tried.result();
        if (outcome.isRefused() || !dryRun && tried.effect().isNone()) {
            return ImportPage.Result.of(outcome.isRefused() ? outcome : files.readEntries(sent, false, actor));
        }
        model.addAttribute("effect", tried.effect());
        model.addAttribute("seen", print);
        return dryRun
                ? ImportPage.Result.of(outcome)
                : new ImportPage.Result(
                        true,
                        "catalogue.import.look-first",
                        new Object[] {tried.effect().changed()},
                        List.of());
    }

    private static String fingerprint(MultipartFile file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.getBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
