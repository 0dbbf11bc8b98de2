package org.ttflight.cli;

import java.io.IOException;

/** What a command says and returns when the daemon's answer does not come, or is none. */
final class Failure {
    private Failure() {}

    /** Complains; returns the exit code. */
    static int report(Surroundings surroundings, IOException e) {
        surroundings.complain(String.valueOf(e.getMessage()));
        if (!(e instanceof UnreachableException)) {
            return ExitCodes.ERROR;
        }
        surroundings
                .err()
                .println("  and the host's own files tell of no device and no shared memory");
        surroundings.err().println("  start the daemon:  tt-flight serve");
        surroundings.err().println("  or just try it:    tt-flight up --demo");
        surroundings.err().flush();
        return ExitCodes.UNREACHABLE;
    }
}
