package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.host.ProcFs;
import org.ttflight.ledger.ProcessIdentity;

/** How often procfs is asked for names. */
class ProcessDescriptionsTest {
    private static final ProcessIdentity SEVEN = new ProcessIdentity(7, 4711, 1000, 1000, 0);

    @TempDir Path proc;

    private final AtomicLong nanos = new AtomicLong();

    private void run() throws IOException {
        Path process = Files.createDirectories(proc.resolve("7"));
        Files.writeString(
                process.resolve("stat"),
                "7 (model) S 1 7 7 0 -1 4194304 0 0 0 0 1 1 0 0 20 0 1 0 4711 0 0 0\n");
        Files.writeString(process.resolve("comm"), "model\n");
        Files.writeString(process.resolve("cmdline"), "model\0--fast\0");
    }

    @Test
    void shouldAskAgainOnceASecondForWhatCannotBeRead() throws IOException {
        ProcessDescriptions descriptions = new ProcessDescriptions(new ProcFs(proc), nanos::get);
        assertNull(descriptions.apply(SEVEN).name());
        run();
        nanos.addAndGet(ProcessDescriptions.RETRY_NANOS - 1);
        assertNull(descriptions.apply(SEVEN).name());
        nanos.addAndGet(1);
        assertEquals("model", descriptions.apply(SEVEN).name());
    }

    @Test
    void shouldKeepTheNameOfOneThatIsGone() throws IOException {
        ProcessDescriptions descriptions = new ProcessDescriptions(new ProcFs(proc), nanos::get);
        run();
        assertEquals("model", descriptions.apply(SEVEN).name());
        Files.delete(proc.resolve("7/stat"));
        nanos.addAndGet(10 * ProcessDescriptions.RETRY_NANOS);
        assertEquals("model", descriptions.apply(SEVEN).name());
    }
}
