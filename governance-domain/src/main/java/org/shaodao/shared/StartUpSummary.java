package org.shaodao.shared;

import java.util.List;

/**
 * What a context tells the operator once the server runs: demo accounts, a bootstrap token. Every bean of this type is
 * asked after the runners have finished, and its lines are printed to standard output below the address; never logged.
 */
public interface StartUpSummary {

    List<String> lines();
}
