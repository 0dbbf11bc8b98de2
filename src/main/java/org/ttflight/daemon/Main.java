package org.ttflight.daemon;

import picocli.CommandLine;

/** The daemon's entry point; {@code bin/tt-flight serve} starts it. */
public final class Main {
    private Main() {}

    /** Runs until a signal stops it; see {@code --help} for options and exit codes. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ServeCommand()).execute(args));
    }
}
