package org.ttflight.cli;

import java.util.List;

/** The environment variables that commands heed; docs/OPERATIONS.md lists those of the daemon. */
final class Variables {
    /**
     * One of them.
     *
     * @param meaning a sentence without a full stop
     */
    record Variable(String name, String meaning) {}

    static final List<Variable> ALL =
            List.of(
                    new Variable(
                            "TT_ALLOC_SERVER_SOCKET",
                            "the daemon's socket, where --socket does not say;"
                                    + " else /tmp/tt_allocation_server.sock"),
                    new Variable(
                            "TT_FLIGHT_HOST_ROOT",
                            "where the host's root is, where --host-root does not say"),
                    new Variable(
                            "TT_METAL_LOGS_PATH",
                            "where MemoryReporter files are, where --reports does not say"),
                    new Variable("TT_METAL_HOME", "likewise, where TT_METAL_LOGS_PATH is not set"),
                    new Variable("NO_COLOR", "if not empty, no colours"),
                    new Variable(
                            "TERM",
                            "if \"dumb\", no colours; else what the terminal can do, for live screens"),
                    new Variable("COLUMNS", "columns to use, where --width does not say"),
                    new Variable("TZ", "whose clock the times are of"),
                    new Variable("JAVA_HOME", "which Java; else the first java in PATH"),
                    new Variable(
                            "TT_FLIGHT_CLI_JAVA_OPTIONS",
                            "more options for Java, separated by blanks; for serve it is"
                                    + " TT_FLIGHT_JAVA_OPTIONS, and TT_FLIGHT_HEAP its heap"),
                    new Variable(
                            "TT_FLIGHT_NO_CDS",
                            "if not empty, no archive of classes is used or made"),
                    new Variable(
                            "XDG_CACHE_HOME",
                            "where the archive of classes is, in tt-flight/; else ~/.cache"));

    private Variables() {}
}
