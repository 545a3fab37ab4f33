package org.shaodao.casework.service;

import org.shaodao.casework.Doer;
import org.shaodao.casework.GovernanceCase;
import org.shaodao.organisation.PostGrant;

/** A case and the post that lets this person do the verb. */
record Granted(GovernanceCase kase, PostGrant post, Doer doer) {}
