package org.ttflight.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How large the terminal is. */
record TerminalSize(int rows, int columns) {

    /** Asks {@code stty}, as Java itself cannot ask; null if there is no answer. */
    static @Nullable TerminalSize ask() {
        ProcessBuilder stty =
                new ProcessBuilder("stty", "size")
                        .redirectInput(new File("/dev/tty"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = stty.start();
            byte[] answer = process.getInputStream().readNBytes(32);
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroy();
            }
            return parse(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    static @Nullable TerminalSize parse(String answer) {
        String size = answer.strip();
        int blank = size.indexOf(' ');
        try {
            int rows = Integer.parseInt(size.substring(0, Math.max(0, blank)));
            int columns = Integer.parseInt(size.substring(blank + 1));
            return rows < 1 || columns < 1 ? null : new TerminalSize(rows, columns);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
