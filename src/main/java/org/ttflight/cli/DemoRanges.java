package org.ttflight.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How large the numbers of a demo may be, said before anything is started. */
final class DemoRanges {
    private final @Nullable CommandSpec command;

    /** Complains in the name of this command. */
    DemoRanges(@Nullable CommandSpec command) {
        this.command = command;
    }

    /** Checks what was given; null is what was not. */
    void check(@Nullable Integer processes, @Nullable Integer devices, @Nullable Integer rate) {
        check("--processes", processes, 64);
        check("--devices", devices, 32);
        check("--rate", rate, 1_000_000);
    }

    /** Checks a duration in seconds; null is none. */
    void checkDuration(@Nullable Integer seconds) {
        if (seconds != null && seconds < 0) {
            refuse("--duration must not be negative, but is " + seconds);
        }
    }

    private void check(String option, @Nullable Integer value, int most) {
        if (value != null && (value < 1 || value > most)) {
            refuse(option + " must be 1 to " + most + ", but is " + value);
        }
    }

    private void refuse(String complaint) {
        if (command == null) {
            throw new IllegalArgumentException(complaint);
        }
        throw new ParameterException(command.commandLine(), complaint);
    }
}
