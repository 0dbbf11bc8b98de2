package org.ttflight.cli;

/** The program {@code tt-flight}, and {@code tt-smi}, which is {@code tt-flight smi}. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args, Surroundings.ofThisProcess()));
    }

    static int run(String[] args, Surroundings surroundings) {
        if (args.length > 0 && args[0].equals("smi")) {
            SmiOptions options = SmiOptions.parseSimple(args, 1);
            if (options != null) {
                return new Smi(surroundings, DaemonClient.TIMEOUT).run(options);
            }
        }
        return Commands.run(args, surroundings);
    }
}
