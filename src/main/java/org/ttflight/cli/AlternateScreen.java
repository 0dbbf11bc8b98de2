package org.ttflight.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * The terminal's second screen, without a cursor. What was there before comes back when this is
 * closed, or when the JVM ends in whatever way it still notices.
 */
final class AlternateScreen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private final Thread hook = new Thread(this::leave, "restore-terminal");
    private boolean isOpen = true;

    AlternateScreen(PrintStream out) {
        this.out = out;
        Runtime.getRuntime().addShutdownHook(hook);
        out.print(ENTER);
        out.flush();
    }

    /** Draws over what is there, which does not flicker; says so if not all lines fit. */
    synchronized void draw(List<String> lines, int rows) {
        if (!isOpen) {
            return;
        }
        StringBuilder frame = new StringBuilder(HOME);
        boolean isCut = lines.size() > rows;
        int shown = isCut ? Math.max(0, rows - 1) : lines.size();
        for (String line : lines.subList(0, shown)) {
            frame.append(frame.length() > HOME.length() ? "\r\n" : "").append(line);
            frame.append(CLEAR_LINE);
        }
        if (isCut) {
            frame.append(shown > 0 ? "\r\n" : "");
            frame.append("-- ").append(lines.size() - shown);
            frame.append(" more lines; choose devices with -d").append(CLEAR_LINE);
        }
        frame.append(CLEAR_BELOW);
        out.print(frame);
        out.flush();
    }

    private synchronized void leave() {
        if (isOpen) {
            isOpen = false;
            out.print(LEAVE);
            out.flush();
        }
    }

    @Override
    public void close() {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook finds nothing left to do.
        }
    }
}
