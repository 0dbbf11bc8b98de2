package org.ttflight.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.View;

/**
 * What a command has around it: where it writes, and what it writes on.
 *
 * @param environment the environment variables
 * @param out for results; not flushed by itself
 * @param err for complaints
 * @param isTerminal whether {@code out} is a terminal
 * @param isUtf8 whether {@code out} may get more than ASCII
 * @param zone whose clock times are of; null for this process's own
 */
record Surroundings(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        boolean isTerminal,
        boolean isUtf8,
        @Nullable ZoneId zone) {
    private static final String DEFAULT_SOCKET = "/tmp/tt_allocation_server.sock";
    private static final int BUFFER = 1 << 16;

    /** Returns those of this process. */
    static Surroundings ofThisProcess() {
        // Before JDK 18 this is the only property that tells the locale's charset in every case.
        boolean isUtf8 = System.getProperty("native.encoding", "").startsWith("UTF-8");
        return new Surroundings(
                System.getenv(),
                printStream(FileDescriptor.out, BUFFER),
                printStream(FileDescriptor.err, 1024),
                writesToTerminal(),
                isUtf8,
                null);
    }

    private static PrintStream printStream(FileDescriptor descriptor, int buffer) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), buffer),
                false,
                StandardCharsets.UTF_8);
    }

    /** The JDK only tells of input and output together, and not the same on every version. */
    private static boolean writesToTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Returns where the daemon listens, unless the command line says otherwise. */
    Path socket() {
        String path = environment.get("TT_ALLOC_SERVER_SOCKET");
        return Path.of(path == null || path.isEmpty() ? DEFAULT_SOCKET : path);
    }

    /** Returns where the host's own root is, as seen from a container; null for the usual. */
    @Nullable Path hostRoot() {
        String path = environment.get("TT_FLIGHT_HOST_ROOT");
        return path == null || path.isEmpty() ? null : Path.of(path);
    }

    /** Returns whether colours are wanted: on a terminal that has them, and not with NO_COLOR. */
    boolean wantsColour() {
        String noColour = environment.get("NO_COLOR");
        return isTerminal
                && (noColour == null || noColour.isEmpty())
                && !"dumb".equals(environment.get("TERM"));
    }

    /** Returns whose clock times are of. */
    ZoneId wallZone() {
        return zone == null ? ZoneId.systemDefault() : zone;
    }

    /**
     * Returns how a screen shall look: as the command line asks for, else as it suits what is here.
     *
     * @param width null for the width there is
     */
    View view(@Nullable Integer width, boolean isAscii) {
        return view(width, isAscii, wallZone());
    }

    /** Does the same, sooner, for a screen whose times all lie in one stretch. */
    View view(@Nullable Integer width, boolean isAscii, Instant from, Instant until) {
        ZoneId known = zone == null ? LocalOffset.between(environment, from, until) : zone;
        return known == null ? view(width, isAscii) : view(width, isAscii, known);
    }

    private View view(@Nullable Integer width, boolean isAscii, ZoneId of) {
        return new View(
                width == null ? width() : width, Glyphs.of(isUtf8 && !isAscii), wantsColour(), of);
    }

    private int width() {
        Integer columns = columns();
        if (columns != null) {
            return columns;
        }
        TerminalSize size = isTerminal ? TerminalSize.ask() : null;
        return size == null ? View.DEFAULT_WIDTH : size.columns();
    }

    /** Returns the width that COLUMNS asks for, or null. */
    @Nullable Integer columns() {
        String columns = environment.get("COLUMNS");
        if (columns == null) {
            return null;
        }
        try {
            int width = Integer.parseInt(columns);
            return width < 1 ? null : Integer.valueOf(width);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns {@code out} as a stream that flushes each line, for what takes a while. */
    PrintStream flushingOut() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** Says on {@code err} what went wrong. */
    void complain(String message) {
        err.println("tt-flight: " + Glyphs.of(isUtf8).clean(message));
        err.flush();
    }

    /** Says on {@code err} what went wrong, and below it the lines that another program wrote. */
    void complain(String message, String output) {
        complain(message);
        Glyphs glyphs = Glyphs.of(isUtf8);
        output.lines().forEach(line -> err.println("  " + glyphs.clean(line)));
        err.flush();
    }
}
