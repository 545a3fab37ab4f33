package org.shaodao.insight.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shaodao.organisation.AreaLevel;

/**
 * The state of the work in somebody's area at one instant.
 *
 * @param places names of the areas it is about
 * @param noData true = never a case at all, which is not the same as zero
 * @param split level of the areas the rows stand for
 */
public record Overview(
        List<String> places,
        boolean figuresOnly,
        boolean noData,
        Instant asOf,
        List<Figure> key,
        List<Figure> statuses,
        List<Figure> lights,
        List<Figure> sources,
        AreaLevel split,
        List<Row> rows) {

    /**
     * A number and the list behind it.
     *
     * @param name message key, or the name of an enum constant
     * @param address of the list
     * @param share of the largest of its kind, in percent
     */
    public record Figure(String name, @Nullable Enum<?> constant, long count, String address, int share) {}

    /**
     * One area below.
     *
     * @param name null = not known yet
     * @param noData never a case there
     */
    public record Row(
            @Nullable String name,
            boolean noData,
            Figure open,
            Figure overdue,
            Figure red,
            Figure reported,
            Figure closed) {}
}
