package org.ttflight.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.history.DeviceHistory;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.Metric;
import org.ttflight.history.Series;
import org.ttflight.snapshot.SnapshotDocument;

class MonitorScreenTest {
    @ParameterizedTest
    @ValueSource(ints = {80, 100, 200})
    void shouldLookAsItAlwaysDid(int width) throws IOException {
        Golden.check("monitor-0-devices-" + width, frame(Documents.empty(), width, List.of()));
        Golden.check("monitor-1-device-" + width, frame(Documents.single(), width, List.of()));
        Golden.check("monitor-2-devices-" + width, frame(Documents.odd(), width, List.of()));
        Golden.check("monitor-many-" + width, frame(Documents.many(2, 30), width, List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 200})
    void shouldShowAllThatTheHostTells(int width) throws IOException {
        Golden.check("monitor-healthy-" + width, frame(HostDocuments.healthy(), width, List.of()));
        Golden.check("monitor-zoo-" + width, frame(HostDocuments.zoo(), width, List.of()));
        SnapshotDocument local = HostDocuments.withoutDaemon(HostDocuments.zoo());
        Golden.check("monitor-no-daemon-" + width, frame(local, width, List.of(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120, 200})
    void shouldFitTheWidth(int width) {
        for (SnapshotDocument document :
                List.of(
                        Documents.empty(),
                        Documents.odd(),
                        Documents.many(32, 500),
                        HostDocuments.zoo(),
                        HostDocuments.galaxy(32, 500),
                        HostDocuments.noDriver())) {
            for (String line : frame(document, width, List.of()).split("\n", -1)) {
                assertTrue(Columns.of(line) <= width, line);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 200})
    void shouldShowHowItCameToThat(int width) throws IOException {
        for (Glyphs glyphs : Glyphs.values()) {
            View view = new View(width, glyphs, false, ZoneOffset.UTC);
            String name = glyphs == Glyphs.ASCII ? "monitor-past-ascii-" : "monitor-past-";
            Golden.check(name + width, frame(Documents.odd(), view, past(view, 900)));
        }
    }

    /** A wave with a hole of DRAM, nothing and then all of L1, and of a chip that is not there. */
    private static MonitorScreen.Past past(View view, int seconds) {
        int steps = MonitorScreen.pastColumns(view);
        double[] dram = new double[steps];
        double[] l1 = new double[steps];
        for (int at = 0; at < steps; at++) {
            dram[at] = at / 9 == 2 ? Double.NaN : (1 + Math.sin(at / 4.0)) * (5L << 30);
            l1[at] = at < 7 ? Double.NaN : at < 14 ? 0 : 90L << 20;
        }
        return new MonitorScreen.Past(
                new HistoryDocument(
                        1,
                        Documents.TIME,
                        seconds / steps,
                        steps,
                        List.of(
                                new DeviceHistory(
                                        0,
                                        "0123456789abcdef",
                                        Map.of(
                                                Metric.DRAM_USED,
                                                new Series(dram),
                                                Metric.L1_USED,
                                                new Series(l1))),
                                new DeviceHistory(
                                        7, "another", Map.of(Metric.L1_USED, new Series(l1))))),
                seconds);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100, 120, 200})
    void shouldFitTheWidthWithAPast(int width) {
        View view = new View(width, Glyphs.UTF_8, false, ZoneOffset.UTC);
        for (int seconds : new int[] {60, 300, 86_340, 86_400}) {
            String frame = frame(Documents.odd(), view, past(view, seconds));
            assertEquals(2, frame.lines().filter(line -> line.contains("  max ")).count(), frame);
            for (String line : frame.lines().toList()) {
                assertTrue(Columns.of(line) <= width || !line.contains("  max "), line);
            }
        }
    }

    @Test
    void shouldShowWhatPartAProcessHolds() {
        String frame = frame(Documents.odd(), 80, List.of());
        assertTrue(frame.contains("DRAM   11.0 GiB 100%  L1   50.0 MiB  55%"), frame);
        assertTrue(frame.contains("DRAM   12.0 KiB  <1%  L1   40.0 MiB  44%"), frame);
        assertTrue(frame.contains("is its part of what is in use on the device."), frame);
        String narrow = frame(Documents.odd(), 79, List.of());
        assertFalse(narrow.contains("100%"), narrow);
        assertFalse(narrow.contains("percentage"), narrow);
    }

    @Test
    void shouldShowOnlyTheDevicesAskedFor() {
        String frame = frame(Documents.many(4, 4), 80, List.of(2, 0, 9));
        assertEquals(
                List.of("Device 0", "Device 2", "  Device 9"),
                frame.lines()
                        .filter(line -> line.strip().startsWith("Device "))
                        .map(line -> line.substring(0, line.indexOf(' ', 9) < 0 ? 8 : 10))
                        .map(line -> line.startsWith(" ") ? line : line.strip())
                        .toList());
        assertTrue(frame.contains("Device 9: the daemon does not know it."), frame);
    }

    @Test
    void shouldColourBarsByHowFullTheyAre() {
        View view = new View(80, Glyphs.UTF_8, true, ZoneOffset.UTC);
        String frame =
                String.join("\n", MonitorScreen.frame(Documents.odd(), view, List.of(), 500, null));
        assertTrue(frame.contains("\u001b[31m[█"), frame);
        assertTrue(frame.contains("\u001b[33m[█"), frame);
        assertFalse(frame.contains("\u001b[32m[█"), frame);
    }

    @Test
    void shouldSayWhatTheTroubleIs() {
        View view = new View(80, Glyphs.ASCII, false, ZoneOffset.UTC);
        List<String> frame =
                MonitorScreen.trouble(
                        "no\u001b daemon",
                        Documents.TIME,
                        view,
                        Documents.TIME.plusSeconds(5),
                        500);
        assertTrue(frame.get(1).endsWith("2026-11-21 14:30:50"), frame.get(1));
        assertEquals("  No answer from the daemon: no? daemon", frame.get(4));
        assertEquals(
                "  The last one was of 2026-11-21 14:30:45. Trying again every 500 ms.",
                frame.get(5));
    }

    private static String frame(SnapshotDocument document, View view, MonitorScreen.Past past) {
        return String.join("\n", MonitorScreen.frame(document, view, List.of(), 500, past)) + "\n";
    }

    private static String frame(SnapshotDocument document, int width, List<Integer> devices) {
        View view = new View(width, Glyphs.UTF_8, false, ZoneOffset.UTC);
        return String.join("\n", MonitorScreen.frame(document, view, devices, 500, null)) + "\n";
    }
}
