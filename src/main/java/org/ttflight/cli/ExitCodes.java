package org.ttflight.cli;

/** What the commands return to the shell. */
final class ExitCodes {
    /** All went well. */
    static final int OK = 0;

    /** Something failed while running. */
    static final int ERROR = 1;

    /** The command line makes no sense. */
    static final int USAGE = 2;

    /** Leaks were found. */
    static final int LEAKS = 3;

    /** No daemon answers. */
    static final int UNREACHABLE = 4;

    private ExitCodes() {}
}
