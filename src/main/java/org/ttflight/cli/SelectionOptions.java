package org.ttflight.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.Selection;
import picocli.CommandLine.Option;

/** Which devices and processes to show; for all commands that show some. */
final class SelectionOptions {
    @Option(
            names = {"-i", "--device"},
            paramLabel = "ID",
            split = ",",
            description = "Show these devices only, such as 0,3; may be given more than once.")
    private List<Integer> devices = new ArrayList<>();

    @Option(
            names = {"-p", "--pid"},
            paramLabel = "PID",
            split = ",",
            description = "Show these processes only.")
    private List<Integer> pids = new ArrayList<>();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            split = ",",
            description = "Show processes of these users only.")
    private List<String> users = new ArrayList<>();

    @Option(
            names = "--process",
            paramLabel = "TEXT",
            description = "Show processes with this in their name or command line only.")
    private @Nullable String name;

    /** Returns what was given. */
    Selection selection() {
        return new Selection(devices, pids, users, name);
    }
}
