package badexample.casework.service;

import badexample.casework.BadCases;
import org.shaodao.shared.reading.ReadsOnly;

/** A reading without a transaction that goes through the entity manager. */
@ReadsOnly
public class BadReading {

    private final BadCases cases;

    BadReading(BadCases cases) {
        this.cases = cases;
    }

    /** The address of one. */
    public String read(String id) {
        return cases.findById(id).getId();
    }
}
