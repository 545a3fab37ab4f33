package org.shaodao.intake.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.intake.HotlineField;
import org.shaodao.intake.WantedColumns;
import org.shaodao.intake.service.ImportHotline;
import org.shaodao.intake.service.ImportPreview;
import org.shaodao.organisation.AreaId;

/** Which hotline, which place, which column holds what. */
@Getter
@Setter
class HotlineForm {

    private String source = "12345";

    private @Nullable UUID place;

    /** For every column of the file the field it holds, or "" for none. */
    private List<String> columns = new ArrayList<>();

    /** The columns as a run keeps them; wins over {@link #columns}. */
    private String wanted = "";

    private boolean dry;

    static HotlineForm of(ImportPreview preview) {
        HotlineForm form = new HotlineForm();
        preview.columns()
                .forEach(column -> form.columns.add(
                        column.field() == null ? "" : column.field().name()));
        return form;
    }

    /** The columns as chosen; all by their heads when nothing was chosen yet. */
    WantedColumns wantedColumns() {
        if (!wanted.isBlank()) {
            return WantedColumns.of(wanted);
        }
        if (columns.isEmpty()) {
            return WantedColumns.none();
        }
        Map<HotlineField, String> chosen = new EnumMap<>(HotlineField.class);
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            if (name != null && !name.isBlank()) {
                chosen.merge(HotlineField.valueOf(name), "#" + (i + 1), (before, more) -> before + "+" + more);
            }
        }
        return new WantedColumns(chosen, true);
    }

    ImportHotline toCommand(UUID upload) {
        return new ImportHotline(source, "", place == null ? null : new AreaId(place), wantedColumns(), dry, upload);
    }
}
