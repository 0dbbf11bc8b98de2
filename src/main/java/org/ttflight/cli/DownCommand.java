package org.ttflight.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.ttflight.fakehost.FakeHost;
import picocli.CommandLine.Command;

/** {@code down}. */
@Command(
        name = "down",
        header = "Stop what tt-flight up has started.",
        description = {
            "",
            "Stops the demo processes and the daemon that this user's tt-flight up left running,",
            "removes the files of the demo's made-up host, and touches nothing else."
        },
        footer = {"", "Example:", "  tt-flight down"})
final class DownCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    DownCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Background background = Background.of(surroundings);
            boolean hadDaemon = background.stop("daemon"); // or it tells of processes that end
            boolean hadDemo = background.stop("demo");
            FakeHost.delete(background.host());
            surroundings
                    .out()
                    .println(
                            hadDaemon
                                    ? hadDemo
                                            ? "Stopped the demo processes and the daemon."
                                            : "Stopped the daemon."
                                    : hadDemo
                                            ? "Stopped the demo processes."
                                            : "Nothing to stop: tt-flight up has started nothing that"
                                                    + " still runs.");
            return ExitCodes.OK;
        } catch (IOException e) {
            surroundings.complain(String.valueOf(e.getMessage()));
            return ExitCodes.ERROR;
        }
    }
}
