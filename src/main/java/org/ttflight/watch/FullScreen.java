package org.ttflight.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The terminal's second screen, without a cursor. What was there before comes back when this is
 * left, or when the JVM ends in whatever way it still notices. Thread-safe: the JVM's end comes on
 * another thread.
 */
final class FullScreen implements AutoCloseable {
    static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";

    /** Clears first: some terminals that have grown meanwhile mix the two screens else. */
    static final String LEAVE = "\u001b[0m\u001b[H\u001b[2J\u001b[?7h\u001b[?25h\u001b[?1049l";

    /** Between these a terminal that knows them shows nothing half drawn; others ignore them. */
    private static final String BEGIN = "\u001b[?2026h";

    private static final String END = "\u001b[?2026l";
    private static final String CLEAR_REST = "\u001b[K";

    private final Tty tty;
    private final PrintStream out;
    private final Thread hook = new Thread(this::leave, "restore-terminal");
    private List<String> drawn = List.of();
    private Extent drawnOn = new Extent(0, 0);
    private boolean isOpen;

    FullScreen(Tty tty, PrintStream out) {
        this.tty = tty;
        this.out = out;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized void enter() throws IOException {
        isOpen = true;
        forget();
        tty.enterRaw();
        out.print(ENTER);
        out.flush();
    }

    /** Has the next frame be drawn as a whole, as nobody knows what is there now. */
    synchronized void forget() {
        drawn = List.of();
    }

    /**
     * Draws those lines that are not there yet.
     *
     * @throws IOException if the terminal is gone
     */
    synchronized void draw(List<String> lines, Extent size) throws IOException {
        if (!isOpen) {
            return;
        }
        boolean isWhole = drawn.size() != lines.size() || !drawnOn.equals(size);
        StringBuilder frame = new StringBuilder();
        for (int row = 0; row < lines.size(); row++) {
            String line = lines.get(row);
            if (isWhole || !line.equals(drawn.get(row))) {
                frame.append("\u001b[").append(row + 1).append(";1H").append(line);
                // In the last column it would take the last character with it.
                frame.append(Lines.width(line) < size.columns() ? CLEAR_REST : "");
            }
        }
        drawn = List.copyOf(lines);
        drawnOn = size;
        if (!frame.isEmpty()) {
            out.print(BEGIN + frame + END);
        }
        if (out.checkError()) {
            throw new IOException("the terminal is gone");
        }
    }

    /** Gives the terminal back. */
    synchronized void leave() {
        if (isOpen) {
            isOpen = false;
            out.print(LEAVE);
            out.flush();
            tty.leaveRaw();
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
