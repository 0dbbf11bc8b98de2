package org.ttflight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code serve}, for the list of commands. The daemon has a main class and JVM options of its own,
 * so the launch script starts it before this program is reached.
 */
@Command(
        name = "serve",
        header = "Run the daemon; see tt-flight serve --help.",
        description = {"", "Started by the launch script bin/tt-flight."})
final class ServeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Unmatched private String[] arguments = {};

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.complain(
                "the daemon is started by the launch script: bin/tt-flight serve "
                        + String.join(" ", arguments));
        return ExitCodes.USAGE;
    }
}
