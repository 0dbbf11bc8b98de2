package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ttflight.recording.ReportFold;
import org.ttflight.recording.Words;

/** Says on a terminal how far it is, if it takes a while; nothing of it stays there. */
final class ReportProgress implements ReportFold.Progress, AutoCloseable {
    private static final long PAUSE_NANOS = 200_000_000;

    private final PrintStream err;
    private final boolean isShown;
    private long next;
    private boolean isThere;

    ReportProgress(PrintStream err, boolean isTerminal, Duration quiet) {
        this.err = err;
        this.isShown = isTerminal && isErrTerminal();
        this.next = System.nanoTime() + quiet.toNanos();
    }

    private static boolean isErrTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public void at(double share, long events) {
        if (!isShown || System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + PAUSE_NANOS;
        isThere = true;
        err.print(
                "\rReading: "
                        + (int) (share * 100)
                        + "%, "
                        + Words.count(events)
                        + " events\u001b[K");
        err.flush();
    }

    @Override
    public void close() {
        if (isThere) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
