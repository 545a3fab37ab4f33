package org.shaodao.organisation.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A column of the grid workbook; the head may be in either language. */
enum GridColumn {
    COMMUNITY("社区编码", "community code"),
    GRID("网格编码", "grid code"),
    NAME("网格名称", "grid name"),
    KIND("网格类型", "grid kind"),
    UNIT_TYPE("划分单元", "unit type"),
    HOUSEHOLDS("户数", "households"),
    RESIDENTS("人口", "residents"),
    BUILDINGS("楼栋数", "buildings"),
    BOUNDARY("四至", "boundary"),
    POST("岗位", "post"),
    REQUIRED("应配人数", "required"),
    PERSON("姓名", "person"),
    PHONE("电话", "phone"),
    MEMBER("党员", "party member"),
    EMPLOYMENT("专兼职", "employment"),
    DEPUTY("副职", "deputy"),
    FROM("任职日期", "held from");

    private final String chinese;
    private final String english;

    GridColumn(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    String head() {
        return chinese;
    }

    boolean isNeeded() {
        return this == COMMUNITY || this == GRID || this == NAME;
    }

    static Optional<GridColumn> of(String head) {
        String text = head.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> column.chinese.equals(text)
                        || column.english.equals(text)
                        || column.english.replace(' ', '_').equals(text))
                .findFirst();
    }
}
