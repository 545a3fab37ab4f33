package org.shaodao.organisation.web;

/** One link of the bar above the organisation's pages. */
record Section(String href, String key, boolean here) {}
