package org.shaodao.casework.web;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.shaodao.casework.CaseFileKind;
import org.shaodao.casework.CaseId;
import org.shaodao.casework.service.CaseFileSheet;
import org.shaodao.casework.service.CaseFiles;
import org.shaodao.casework.web.panel.CasePanel;
import org.shaodao.organisation.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Photos and files on the case page. */
@Component
@Order(10)
@RequiredArgsConstructor
class FilesPanel implements CasePanel {

    private final CaseFiles files;

    /** What the fragment reads. */
    record Shown(CaseFileSheet sheet, CaseFileKind[] kinds) {}

    @Override
    public Optional<Content> panel(Actor actor, CaseId id) {
        CaseFileSheet sheet = files.sheet(actor, id);
        return sheet.rows().isEmpty() && !sheet.mayAdd()
                ? Optional.empty()
                : Optional.of(new Content("casework/_files", new Shown(sheet, CaseFileKind.values())));
    }
}
