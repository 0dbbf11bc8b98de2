package org.ttflight.cli;

/** {@code smi --watch}: a program of its own on a terminal, plain screens elsewhere. */
final class SmiWatch {
    private final Surroundings surroundings;

    SmiWatch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Returns the exit code. */
    int run(SmiOptions options) {
        surroundings.complain("--watch is not there yet; asked for " + options.watchMillis());
        return ExitCodes.ERROR;
    }
}
