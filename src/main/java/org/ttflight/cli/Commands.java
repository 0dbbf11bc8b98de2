package org.ttflight.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line. */
@Command(
        name = "tt-flight",
        header = "The flight recorder for Tenstorrent accelerators.",
        versionProvider = Commands.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Environment: TT_ALLOC_SERVER_SOCKET, NO_COLOR, COLUMNS, JAVA_HOME and more; see",
            "the manual page tt-flight(1), or docs/OPERATIONS.md."
        })
final class Commands implements Runnable {
    @Spec private @Nullable CommandSpec command;

    private Commands() {}

    /** Returns the exit code. */
    static int run(String[] arguments, Surroundings surroundings) {
        int code = commandLine(surroundings).execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    /** Makes the root command with all others; a new one is added here. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine root = new CommandLine(new Commands());
        root.addSubcommand(new UpCommand(surroundings));
        root.addSubcommand(new DownCommand(surroundings));
        root.addSubcommand(new ServeCommand(surroundings));
        root.addSubcommand(new SmiCommand(surroundings));
        root.addSubcommand(new MonitorCommand(surroundings));
        root.addSubcommand(new LeaksCommand(surroundings));
        root.addSubcommand(new DumpCommand(surroundings));
        root.addSubcommand(new IncidentsCommand(surroundings));
        root.addSubcommand(new ReportCommand(surroundings));
        root.addSubcommand(new ReplayCommand(surroundings));
        root.addSubcommand(new DemoCommand(surroundings));
        root.addSubcommand(new DoctorCommand(surroundings));
        root.addSubcommand(new CompletionCommand(surroundings));

        describe(root);
        root.getSubcommands().values().forEach(Commands::describe);
        DoctorCommand.describe(root);
        root.addSubcommand(new HelpCommand()); // comes with its own description
        root.setOut(writer(surroundings.out()));
        root.setErr(writer(surroundings.err()));
        root.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        surroundings.wantsColour() ? Ansi.ON : Ansi.OFF));
        root.setParameterExceptionHandler((e, unused) -> complain(e, surroundings));
        root.setExecutionExceptionHandler(
                (e, unused, parsed) -> {
                    surroundings.complain(String.valueOf(e.getMessage()));
                    return ExitCodes.ERROR;
                });
        return root;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int complain(ParameterException e, Surroundings surroundings) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String unknown = unknownCommand(e);
        surroundings.complain(
                unknown == null
                        ? inWords(String.valueOf(e.getMessage()))
                        : "unknown command '" + unknown + "'");
        surroundings
                .err()
                .println(
                        "  try: "
                                + name
                                + " --help"
                                + (unknown == null ? "" : ", which lists the commands"));
        surroundings.err().flush();
        return ExitCodes.USAGE;
    }

    /** Names numbers as people do; the library uses the names of Java's types. */
    private static String inWords(String message) {
        return message.replaceFirst(" is not an? (int|long)$", " is not a whole number")
                .replaceFirst(" is not a double$", " is not a number");
    }

    /**
     * Returns the word that should be a command but is none, or null if something else is wrong.
     */
    private static @Nullable String unknownCommand(ParameterException e) {
        if (e.getCommandLine().getParent() != null) {
            return null;
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            return first.startsWith("-") ? null : first;
        }
        // So says the library's help command.
        return String.valueOf(e.getMessage()).startsWith("Unknown subcommand")
                ? e.getValue()
                : null;
    }

    private static void describe(CommandLine command) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + ExitCodes.OK, "all went well");
        codes.put(" " + ExitCodes.ERROR, "something failed while running");
        codes.put(" " + ExitCodes.USAGE, "the command line makes no sense");
        codes.put(" " + ExitCodes.LEAKS, "leaks were found; of leaks only");
        codes.put(" " + ExitCodes.UNREACHABLE, "no daemon answers");
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.exitCodeList(codes);
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.width(90);
        command.getCommandSpec().mixinStandardHelpOptions(true);
    }

    /** Returns the version of this program. */
    static String version() {
        String version = Commands.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "a command is missing");
        }
    }

    /** Says the version of this program. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tt-flight " + version()};
        }
    }
}
