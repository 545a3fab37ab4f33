package org.shaodao.insight.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.insight.service.WhistleFigures;
import org.shaodao.insight.service.WhistleFigures.Asked;
import org.shaodao.insight.service.WhistleFigures.Part;
import org.shaodao.insight.service.WhistleIndicator;
import org.shaodao.insight.service.WhistlePeriod;
import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The whistle indicators, and the list behind each number. */
@Controller
@RequestMapping("/figures/whistles")
@RequiredArgsConstructor
class WhistleFiguresController {

    private static final List<WhistleIndicator> OF_STREETS = List.of(
            WhistleIndicator.W1,
            WhistleIndicator.W2,
            WhistleIndicator.W3,
            WhistleIndicator.W8,
            WhistleIndicator.W9,
            WhistleIndicator.W10);
    private static final List<WhistleIndicator> OF_UNITS =
            List.of(WhistleIndicator.W4, WhistleIndicator.W5, WhistleIndicator.W6, WhistleIndicator.W7);

    private final WhistleFigures figures;
    private final Clock clock;

    @GetMapping
    String board(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @CurrentActor Actor actor,
            Model model) {
        WhistlePeriod period = WhistlePeriod.of(from, to, clock.instant());
        model.addAttribute("period", period);
        model.addAttribute("board", figures.board(actor, new Asked(period, null, null)));
        model.addAttribute("ofStreets", OF_STREETS);
        model.addAttribute("ofUnits", OF_UNITS);
        return "insight/whistles";
    }

    @GetMapping("/list")
    String list(
            @RequestParam WhistleIndicator of,
            @RequestParam(defaultValue = "HITS") Part part,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable UUID street,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Nullable String after,
            @CurrentActor Actor actor,
            Model model) {
        Asked asked = new Asked(WhistlePeriod.of(from, to, clock.instant()), street, unit);
        model.addAttribute("indicator", of);
        model.addAttribute("part", part);
        model.addAttribute("asked", asked);
        model.addAttribute("total", figures.count(actor, of, part, asked));
        model.addAttribute("slice", figures.list(actor, of, part, asked, after));
        return "insight/whistle-list";
    }
}
