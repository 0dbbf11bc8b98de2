package org.ttflight.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.ledger.ExitReason;

/** Much at once, and much in an hour: few files, and nothing without a trace. */
class FloodTest {
    @TempDir Path root = Path.of("");
    private Watched watched = new Watched(root);

    @BeforeEach
    void begin() {
        watched = new Watched(root);
        watched.dram(0, 0).seconds(1);
    }

    private void die(int pid) {
        watched.ledger()
                .release(watched.attach(Watched.identity(pid), Watched.MIB), ExitReason.DEAD);
    }

    @Test
    void shouldMakeOneOfAHundredProcessesThatDieTogether() throws IOException {
        for (int pid = 1; pid <= 100; pid++) {
            die(pid);
        }
        watched.seconds(8);
        Incident incident = watched.incident();
        assertEquals(99, incident.more());
        assertEquals(Casebook.MOST_FURTHER, incident.further().size());
        assertEquals(1, watched.heard.size());
        assertEquals(100, watched.watch.incidents());
        assertEquals(99, watched.watch.folded());
        String summary = watched.summary(incident);
        assertTrue(summary.contains("\nMore       99 more of this kind, the last at "), summary);
        assertTrue(summary.contains("  process 2 (model2?[31m) left 1.0 MiB"), summary);
        assertTrue(summary.contains("\n  and 49 more that are not listed\n"), summary);
    }

    @Test
    void shouldCountWhatItCannotEvenTake() {
        for (int pid = 1; pid <= 6000; pid++) {
            die(pid);
        }
        watched.seconds(8);
        assertEquals(5999, watched.incident().more());
        assertEquals(6000, watched.watch.incidents());
    }

    @Test
    void shouldMakeOneInTenMinutesOfADeviceThatComesAndGoes() {
        for (int second = 0; second < 700; second++) {
            watched.watch.deviceLost(Watched.chip(0), "its files are gone");
            watched.watch.deviceReturned(Watched.chip(0), 0, 500);
            watched.seconds(1);
        }
        assertEquals(List.of(99L, 599L), watched.incidents().stream().map(Incident::more).toList());
        assertEquals(2, watched.written.size());
    }

    @Test
    void shouldTellOfTwoDevicesThatAreLostApart() {
        watched.watch.deviceLost(Watched.chip(0), "its files are gone");
        watched.seconds(Casebook.BURST_MILLIS / 1000 + 1);
        watched.watch.deviceLost(Watched.chip(1), "its files are gone");
        watched.seconds(1);
        assertEquals(List.of(1, 0), watched.incidents().stream().map(Incident::device).toList());
    }

    @Test
    void shouldKeepKindsApartThatHappenTogether() {
        watched.watch.deviceLost(Watched.chip(0), "its files are gone");
        watched.watch.thermalTrip(Watched.chip(0), 1, 1);
        die(7);
        watched.seconds(8);
        assertEquals(3, watched.incidents().size());
    }

    @Test
    void shouldLeaveRoomForOthersInAnHourOfDeaths() {
        for (int pid = 1; pid <= 30; pid++) {
            die(pid);
            watched.skip(Duration.ofSeconds(61));
            watched.seconds(1);
        }
        assertEquals(Casebook.MOST_OF_A_KIND, watched.incidents().size());
        assertEquals(18, watched.incidents().get(0).more());
        watched.watch.deviceLost(Watched.chip(0), "its files are gone");
        watched.seconds(61);
        assertEquals("device-lost", watched.incidents().get(0).kind());
        assertEquals("written", watched.incidents().get(0).recording().state());
    }

    @Test
    void shouldBeginAnewAfterAnHour() {
        for (int pid = 1; pid <= 20; pid++) {
            die(pid);
            watched.skip(Duration.ofSeconds(61));
            watched.seconds(1);
        }
        watched.skip(Duration.ofHours(1));
        die(99);
        watched.seconds(61);
        assertEquals(99, watched.incidents().get(0).pid());
        assertEquals("written", watched.incidents().get(0).recording().state());
    }

    @Test
    void shouldWriteTextWithoutARecordingIfThereWereTooMany() {
        for (int device = 0; device < 12; device++) {
            watched.watch.deviceLost(Watched.chip(device), "its files are gone");
            die(1000 + device);
            watched.skip(Duration.ofSeconds(61));
            watched.seconds(1);
        }
        assertEquals(Casebook.MOST_IN_AN_HOUR, watched.incidents().size());
        watched.watch.thermalTrip(Watched.chip(0), 1, 1);
        watched.seconds(61);
        Incident last = watched.incidents().get(0);
        assertEquals("thermal-trip", last.kind());
        assertEquals("none: there were 20 in the last hour", last.recording().why());
        assertEquals(Casebook.MOST_IN_AN_HOUR, watched.written.size());
    }
}
