package org.ttflight.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.Selection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which devices and processes to show; for all commands that show some. */
final class SelectionOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

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
            description = "Show processes of these users only; a name or a user number.")
    private List<String> users = new ArrayList<>();

    @Option(
            names = "--process",
            paramLabel = "TEXT",
            description = "Show processes with this in their name or command line only.")
    private @Nullable String name;

    /**
     * Returns what was given.
     *
     * @throws ParameterException if no device or process can have such a number
     */
    Selection selection() {
        check("--device", devices, 0);
        check("--pid", pids, 1);
        return new Selection(devices, pids, users, name);
    }

    private void check(String option, List<Integer> numbers, int least) {
        for (int number : numbers) {
            if (command != null && number < least) {
                throw new ParameterException(
                        command.commandLine(),
                        option + " must be " + least + " or more, but is " + number);
            }
        }
    }
}
