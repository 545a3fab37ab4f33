package org.shaodao.whistle;

/** How a person in a post stands to a whistle; the last column of docs/rights-whistle.csv. */
public enum WhistleRelation {
    /** No whistle yet: anyone in the role. */
    NEW,
    /** Applied for it, or entered it. */
    APPLICANT,
    /** The post acts for the street desk that blows it. */
    OWNER,
    /** The post lies in the street that blows it. */
    IN_STREET,
    /** The secretary of the street's working committee. */
    SECRETARY,
    /** The director of the street office. */
    DIRECTOR,
    /** The post acts for the desk of the street or of a co-street. */
    STREETS,
    /** The post acts for the unit of the response in question, or for its deputy. */
    RESPONDER,
    /** The post acts for the unit that leads. */
    LEAD,
    /** The post lies in the district. */
    IN_DISTRICT,
    /** The post lies in the district and the street's secretary is the applicant (rulings 21). */
    IN_DISTRICT_SECRETARY_APPLIED
}
