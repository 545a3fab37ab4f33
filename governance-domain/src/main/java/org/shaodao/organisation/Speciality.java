package org.shaodao.organisation;

/** The field of work of a responder unit, by which the dispatch catalogue names it. */
public enum Speciality {
    URBAN_MANAGEMENT,
    MARKET_SUPERVISION,
    JUSTICE,
    POLICE,
    HOUSING,
    ENVIRONMENT,
    WATER,
    TRANSPORT,
    EMERGENCY,
    HEALTH,
    EDUCATION,
    HUMAN_RESOURCES,
    CIVIL_AFFAIRS,
    NATURAL_RESOURCES,
    CULTURE_TOURISM,
    MEDICAL_INSURANCE,
    VETERANS,
    TAX,
    AGRICULTURE,
    POWER,
    WATER_SUPPLY,
    HEAT,
    GAS,
    TELECOM,
    PROPERTY,
    OFFICE,
    CENTRE,
    TEAM,
    OTHER
}
