package org.ttflight.daemon;

import java.util.Arrays;
import org.ttflight.jfr.BlackBox;
import org.ttflight.jfr.BlackBoxOptions;
import picocli.CommandLine;

/** The daemon's entry point; {@code bin/tt-flight serve} starts it. */
public final class Main {
    private Main() {}

    /** Runs until a signal stops it; see {@code --help} for options and exit codes. */
    public static void main(String[] args) {
        if (!Arrays.asList(args).contains(BlackBoxOptions.OFF)) {
            // Beside reading the command line: each takes a good part of the time to start.
            Thread loading = new Thread(BlackBox::load, "tt-flight recording load");
            loading.setDaemon(true);
            loading.start();
        }
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ServeCommand())
                .setParameterExceptionHandler(
                        (e, arguments) -> {
                            e.getCommandLine().getErr().println("tt-flight: " + e.getMessage());
                            e.getCommandLine().getErr().println("  try: tt-flight serve --help");
                            return CommandLine.ExitCode.USAGE;
                        });
    }
}
