package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ttflight.page.ReportPage;
import org.ttflight.page.ReportSummary;
import org.ttflight.recording.RecordingReport;
import org.ttflight.recording.ReportFold;
import org.ttflight.recording.ReportJson;
import org.ttflight.recording.Words;
import org.ttflight.screen.Glyphs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}. */
@Command(
        name = "report",
        header = "Tell what a recording has of devices and processes, as one HTML page.",
        description = {
            "",
            "Memory over time of each device and process, peaks and who held them, rates of",
            "allocation, lifetimes, what may leak, sensors, and what went wrong. The page needs no",
            "network and no daemon. Several files, or a directory of them, are read as one;",
            "what they have in common counts once. docs/REPORT.md says what stands where."
        },
        footer = {
            "",
            "Examples:",
            "  jcmd PID JFR.dump name=tt-flight filename=/tmp/flight.jfr",
            "  tt-flight report /tmp/flight.jfr                  makes /tmp/flight.html",
            "  tt-flight report monday.jfr tuesday.jfr -o week.html",
            "  tt-flight report --json flight.jfr | jq '.devices[].peaks'"
        })
final class ReportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Recordings, or directories of .jfr files.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {
                "Where to write; - for standard output. Default: beside the first recording,",
                "with .html in place of .jfr; with --json, standard output."
            })
    private @Nullable Path output;

    @Option(names = "--json", description = "Write JSON instead; see docs/REPORT.md.")
    private boolean isJson;

    @Option(
            names = "--force",
            description = "Overwrite a file even if it is not a report of tt-flight.")
    private boolean isForced;

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path target = target();
        if (target != null && !isForced && isForeign(target)) {
            surroundings.complain(target + " is there and is no report of tt-flight");
            return hint("write elsewhere with -o, or overwrite it with --force");
        }
        String text;
        RecordingReport report;
        try (ReadingProgress progress =
                new ReadingProgress(surroundings.err(), surroundings.isTerminal())) {
            report =
                    ReportFold.of(
                            files,
                            (share, events) ->
                                    progress.at(share, ", " + Words.count(events) + " events"));
            text = isJson ? ReportJson.write(report) : ReportPage.of(report, Commands.version());
        } catch (IOException e) {
            surroundings.complain(String.valueOf(e.getMessage()));
            return ExitCodes.ERROR;
        }
        if (target == null) {
            surroundings.out().print(text);
            return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
        }
        try {
            write(target, text);
        } catch (IOException e) {
            surroundings.complain("cannot write " + target + ": " + reason(e));
            return hint("write elsewhere with -o");
        }
        say(target, text, report);
        return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }

    private void say(Path target, String text, RecordingReport report) {
        PrintStream out = surroundings.out();
        Glyphs glyphs = Glyphs.of(surroundings.isUtf8());
        long bytes = text.getBytes(StandardCharsets.UTF_8).length;
        out.println("Wrote " + glyphs.clean(target.toString()) + " (" + Words.bytes(bytes) + ")");
        for (String line : ReportSummary.lines(report)) {
            out.println("  " + glyphs.clean(line));
        }
    }

    private int hint(String text) {
        surroundings.err().println("  " + text);
        surroundings.err().flush();
        return ExitCodes.ERROR;
    }

    /** Returns the file to write; null for standard output. */
    private @Nullable Path target() {
        if (output != null) {
            if (output.toString().isEmpty() && command != null) {
                throw new ParameterException(command.commandLine(), "-o must not be empty");
            }
            return output.toString().equals("-") ? null : output;
        }
        if (isJson) {
            return null;
        }
        Path first = files.get(0).toAbsolutePath().normalize();
        Path name = first.getFileName();
        if (name == null || Files.isDirectory(first)) {
            return first.resolve("tt-flight-report.html");
        }
        String base = name.toString();
        return first.resolveSibling(
                (base.endsWith(".jfr") ? base.substring(0, base.length() - 4) : base) + ".html");
    }

    /** What we made ourselves, anybody wants to be made anew; all else may be dear to somebody. */
    private boolean isForeign(Path target) {
        if (!Files.exists(target)) {
            return false;
        }
        if (!Files.isRegularFile(target)) {
            return !Files.isWritable(target) || Files.isDirectory(target); // such as /dev/null
        }
        try (var in = Files.newInputStream(target)) {
            String head = new String(in.readNBytes(400), StandardCharsets.UTF_8);
            return !head.isEmpty()
                    && !(isJson
                            ? head.startsWith("{\"schema\":")
                            : head.contains(ReportPage.GENERATOR));
        } catch (IOException e) {
            return true;
        }
    }

    private static void write(Path target, String text) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.writeString(target, text);
            return;
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such directory";
        }
        return String.valueOf(e.getMessage());
    }
}
