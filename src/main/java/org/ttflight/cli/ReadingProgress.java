package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says on a terminal how far it is, if it takes a while; nothing of it stays there. */
final class ReadingProgress implements AutoCloseable {
    private static final long QUIET_NANOS = 1_000_000_000;
    private static final long PAUSE_NANOS = 200_000_000;

    private final PrintStream err;
    private final boolean isShown;
    private long next;
    private boolean isThere;

    ReadingProgress(PrintStream err, boolean isTerminal) {
        this.err = err;
        this.isShown = isTerminal && isErrTerminal();
        this.next = System.nanoTime() + QUIET_NANOS;
    }

    private static boolean isErrTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * Some of it was read.
     *
     * @param share 0 to 1
     * @param more what else there is to say
     */
    void at(double share, String more) {
        if (!isShown || System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + PAUSE_NANOS;
        isThere = true;
        err.print("\rReading: " + (int) (share * 100) + "%" + more + "\u001b[K");
        err.flush();
    }

    @Override
    public void close() {
        if (isThere) {
            isThere = false;
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
