package org.ttflight.cli;

import org.jspecify.annotations.Nullable;

/** The program {@code tt-flight}, and {@code tt-smi}, which is {@code tt-flight smi}. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        SmiOptions quick = quick(args);
        if (quick != null) {
            // Nothing waits for the end of this process, and exit() asks the logging first.
            Runtime.getRuntime().halt(smi(quick, surroundings));
        }
        System.exit(Commands.run(args, surroundings));
    }

    static int run(String[] args, Surroundings surroundings) {
        SmiOptions quick = quick(args);
        return quick == null ? Commands.run(args, surroundings) : smi(quick, surroundings);
    }

    /** Returns what the arguments ask of {@code smi}, or null if that takes the whole library. */
    private static @Nullable SmiOptions quick(String[] args) {
        return args.length > 0 && args[0].equals("smi") ? SmiOptions.parseSimple(args, 1) : null;
    }

    private static int smi(SmiOptions options, Surroundings surroundings) {
        return new Smi(surroundings, DaemonClient.TIMEOUT).run(options);
    }
}
