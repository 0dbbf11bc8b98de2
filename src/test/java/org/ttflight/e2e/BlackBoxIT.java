package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.recording.MendedRecording;

/** What the daemon has recorded is there after it was killed, and after it was stopped. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlackBoxIT extends EndToEnd {
    private static final int STOPPED_BY_SIGTERM = 143;

    private Path state() {
        return directory.resolve("state");
    }

    private static Set<Long> attached(Path file) throws IOException {
        Set<Long> pids = new TreeSet<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                var event = recording.readEvent();
                if (event.getEventType().getName().equals("tenstorrent.ProcessAttach")) {
                    pids.add(event.getLong("processId"));
                }
            }
        }
        return pids;
    }

    private List<Path> in(String directory) throws IOException {
        try (Stream<Path> files = Files.list(state().resolve(directory))) {
            return files.sorted().toList();
        }
    }

    /** Waits until it is on disk that this process reported, and that the chunk is kept. */
    private void awaitRecorded(long pid) throws Exception {
        Await.passes(
                Await.LONG,
                () -> {
                    List<Path> runs = in("repository");
                    assertEquals(2, runs.size(), "the recording and its links: " + runs);
                    try (MendedRecording mended = MendedRecording.open(runs.get(1))) {
                        Set<Long> attached = new TreeSet<>();
                        for (int chunk = 0; chunk < mended.chunks(); chunk++) {
                            attached.addAll(attached(mended.file(chunk)));
                        }
                        assertTrue(attached.contains(pid), "not yet on disk");
                    } catch (IOException e) {
                        throw new AssertionError("nothing on disk yet", e);
                    }
                });
    }

    private long report(DaemonProcess daemon) throws Exception {
        ClientProcess client = python(daemon, 144);
        client.run("work 1 50");
        awaitRecorded(client.pid());
        return client.pid();
    }

    @Test
    void shouldKeepTheRecordingOfADaemonThatIsGone() throws Exception {
        DaemonProcess first = daemon("--simulate", "n150:1");
        long inFirst = report(first);
        first.close();

        DaemonProcess second = daemon("--simulate", "n150:1");
        awaitSaid("INFO Recovered the recording of a daemon that did not end in order: ", second);
        Path recovered = in("recovered").get(0);
        assertTrue(attached(recovered).contains(inFirst), "what was recorded before the kill");
        String summary =
                Command.run(List.of(Command.jdkTool("jfr"), "summary", recovered.toString()))
                        .orFail();
        assertTrue(summary.contains("tenstorrent.ProcessAttach"), summary);
        try (Beans beans = Beans.attach(second.pid())) {
            Await.passes(
                    Await.LONG,
                    () ->
                            assertArrayEquals(
                                    new String[] {recovered.toString()},
                                    (String[]) beans.server("RecoveredRecordings")));
        }
        long inSecond = report(second);
        assertNotEquals(inFirst, inSecond);
        assertEquals(STOPPED_BY_SIGTERM, second.terminate(Await.LONG));

        DaemonProcess third = daemon("--simulate", "n150:1");
        awaitSaid("INFO Kept the recording of the daemon before this one: ", third);
        List<Path> kept = in("recovered");
        assertEquals(2, kept.size(), kept::toString);
        assertTrue(attached(kept.get(1)).contains(inSecond), "what was recorded before the stop");

        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        DaemonProcess other =
                keep(DaemonProcess.start(elsewhere, "--state-dir", state().toString()));
        awaitSaid("another daemon uses " + state() + " (process " + third.pid() + ")", other);
        python(other, 112).run("work 2 50");
        assertEquals(STOPPED_BY_SIGTERM, other.terminate(Await.LONG));
    }

    @Test
    void shouldRecordWithoutAStateDirectory() throws Exception {
        DaemonProcess daemon = daemon("--recording", "profile", "--state-dir", "/proc/tt-flight");
        awaitSaid("Give a directory that it may write: --state-dir DIR", daemon);
        assertEquals(1, daemon.err().lines().count(), daemon.err());
        python(daemon, 144).run("work 1 50");
        FlightDump.of(daemon.pid(), directory).check(account);
    }

    private static void awaitSaid(String what, DaemonProcess daemon) throws Exception {
        Await.passes(Await.LONG, () -> checkSaid(1, what, daemon));
    }
}
