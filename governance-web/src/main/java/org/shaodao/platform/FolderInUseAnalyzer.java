package org.shaodao.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells what to do instead of a stack trace. */
class FolderInUseAnalyzer extends AbstractFailureAnalyzer<FolderInUse> {

    @Override
    protected FailureAnalysis analyze(Throwable root, FolderInUse cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Stop the other process, or choose another folder with --shaodao.data=FOLDER.",
                cause);
    }
}
