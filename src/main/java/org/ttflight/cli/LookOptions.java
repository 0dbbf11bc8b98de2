package org.ttflight.cli;

import org.jspecify.annotations.Nullable;
import org.ttflight.screen.View;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a screen shall look; for all commands that draw one. */
final class LookOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--ascii", description = "Draw lines and bars with ASCII characters only.")
    private boolean isAscii;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = {
                "Columns to use, 40 to 1000.",
                "Default: $COLUMNS, else the terminal's width, else 100"
            })
    private @Nullable Integer width;

    boolean isAscii() {
        return isAscii;
    }

    /**
     * Returns what was given, or null.
     *
     * @throws ParameterException if no screen can be this wide
     */
    @Nullable Integer width() {
        Integer columns = width;
        if (columns != null && command != null && !SmiOptions.isWidth(columns)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--width must be "
                            + View.MIN_WIDTH
                            + " to "
                            + View.MAX_WIDTH
                            + ", but is "
                            + columns);
        }
        return columns;
    }
}
