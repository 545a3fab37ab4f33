package org.shaodao.organisation.service;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ranges the coverage checks measure by.
 *
 * @param gridMin fewest households of a basic grid
 * @param gridMax most households of a basic grid
 * @param groupsMin fewest groups of a branch
 * @param groupsMax most groups of a branch
 * @param householdMin fewest households of a member household
 * @param householdMax most households of a member household
 * @param residentsPerWorker most residents for each grid worker of a grid; three for each household of the largest grid
 */
@ConfigurationProperties("shaodao.coverage")
public record CoverageLimits(
        @DefaultValue("200") int gridMin,
        @DefaultValue("300") int gridMax,
        @DefaultValue("2") int groupsMin,
        @DefaultValue("3") int groupsMax,
        @DefaultValue("30") int householdMin,
        @DefaultValue("50") int householdMax,
        @DefaultValue("900") int residentsPerWorker) {}
