package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the processes of a test, and ends them whatever happens. */
abstract class EndToEnd {
    @TempDir Path directory;
    final Account account = new Account();
    private final List<AutoCloseable> running = new ArrayList<>();

    /** Has something closed after the test; the last first. */
    final <T extends AutoCloseable> T keep(T closeable) {
        running.add(0, closeable);
        return closeable;
    }

    @AfterEach
    final void endAll() throws Exception {
        for (AutoCloseable closeable : running) {
            closeable.close();
        }
    }

    final DaemonProcess daemon(String... options) throws Exception {
        return keep(DaemonProcess.start(directory, options));
    }

    final ClientProcess python(DaemonProcess daemon, int frameBytes) throws Exception {
        return keep(ClientProcess.python(daemon.socket(), frameBytes, account));
    }

    final ClientProcess java(DaemonProcess daemon) throws Exception {
        return keep(ClientProcess.java(daemon.socket(), account));
    }

    /** Checks that the daemon answers, and right, in all frame sizes. */
    final void checkServes(DaemonProcess daemon) throws Exception {
        for (int frameBytes : Asking.FRAME_SIZES) {
            Asking.checkTotals(daemon.socket(), frameBytes, account, 0, 1);
        }
        Documents.checkSnapshot(Asking.text(daemon.socket(), "snapshot"), account);
        Documents.checkBuffers(daemon.socket(), account);
    }

    /** Checks how often something is said on standard error. */
    static void checkSaid(int times, String what, DaemonProcess daemon) throws Exception {
        String said = daemon.err();
        assertEquals(times, said.lines().filter(line -> line.contains(what)).count(), said);
    }
}
