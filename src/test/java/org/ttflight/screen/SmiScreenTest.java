package org.ttflight.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;

class SmiScreenTest {
    private static final SmiContents DETAILS = new SmiContents(Selection.ALL, true, false);
    private static final SmiContents SHARED = new SmiContents(Selection.ALL, false, true);

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 200})
    void shouldLookAsItAlwaysDid(int width) throws IOException {
        View view = view(width, Glyphs.UTF_8);
        Golden.check("smi-0-devices-" + width, SmiScreen.render(Documents.empty(), view));
        Golden.check("smi-1-device-" + width, SmiScreen.render(Documents.single(), view));
        Golden.check("smi-2-devices-" + width, SmiScreen.render(Documents.odd(), view));
        Golden.check("smi-32-devices-" + width, SmiScreen.render(Documents.many(32, 12), view));
        View ascii = view(width, Glyphs.ASCII);
        Golden.check("smi-ascii-" + width, SmiScreen.render(Documents.odd(), ascii));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 200})
    void shouldShowAllThatTheHostTells(int width) throws IOException {
        View view = view(width, Glyphs.UTF_8);
        Golden.check("smi-healthy-" + width, SmiScreen.render(HostDocuments.healthy(), view));
        Golden.check("smi-zoo-" + width, SmiScreen.render(HostDocuments.zoo(), view));
        Golden.check("smi-galaxy-" + width, SmiScreen.render(HostDocuments.galaxy(32, 14), view));
        SnapshotDocument local = HostDocuments.withoutDaemon(HostDocuments.healthy());
        Golden.check("smi-no-daemon-" + width, SmiScreen.render(local, view));
        Golden.check("smi-no-driver-" + width, SmiScreen.render(HostDocuments.noDriver(), view));
        Golden.check("smi-no-device-" + width, SmiScreen.render(HostDocuments.noDevice(), view));
        View ascii = view(width, Glyphs.ASCII);
        Golden.check("smi-zoo-ascii-" + width, SmiScreen.render(HostDocuments.zoo(), ascii));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120, 160, 200})
    void shouldFitMoreWhereThereIsRoom(int width) throws IOException {
        View view = view(width, Glyphs.UTF_8);
        Golden.check("smi-mesh-" + width, SmiScreen.render(HostDocuments.mesh(), view));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 200})
    void shouldListDetails(int width) throws IOException {
        View view = view(width, Glyphs.UTF_8);
        Golden.check("smi-details-" + width, SmiScreen.render(HostDocuments.zoo(), DETAILS, view));
        Selection some = new Selection(List.of(0, 5, 8), List.of(), List.of(), null);
        SmiContents contents = new SmiContents(some, true, false);
        Golden.check(
                "smi-mesh-details-" + width,
                SmiScreen.render(HostDocuments.mesh(), contents, view));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 200})
    void shouldShowSharedMemoryAlone(int width) throws IOException {
        View view = view(width, Glyphs.UTF_8);
        Golden.check("smi-shared-" + width, SmiScreen.render(HostDocuments.mesh(), SHARED, view));
        SnapshotDocument local = HostDocuments.withoutDaemon(HostDocuments.zoo());
        Golden.check("smi-shared-zoo-" + width, SmiScreen.render(local, SHARED, view));
    }

    @ParameterizedTest
    @CsvSource({
        "40, UTF_8", "60, UTF_8", "79, UTF_8", "80, UTF_8", "81, UTF_8", "100, UTF_8",
        "109, UTF_8", "110, UTF_8", "132, UTF_8", "200, UTF_8", "500, UTF_8", "40, ASCII",
        "80, ASCII", "200, ASCII",
    })
    void shouldKeepEveryBoxInLine(int width, Glyphs glyphs) {
        for (SnapshotDocument document :
                List.of(
                        Documents.empty(),
                        Documents.single(),
                        Documents.odd(),
                        Documents.many(32, 500),
                        HostDocuments.healthy(),
                        HostDocuments.zoo(),
                        HostDocuments.galaxy(32, 500),
                        HostDocuments.mesh(),
                        HostDocuments.withoutDaemon(HostDocuments.zoo()),
                        HostDocuments.noDriver(),
                        HostDocuments.noDevice())) {
            for (SmiContents contents : List.of(SmiContents.USUAL, DETAILS, SHARED)) {
                checkLines(SmiScreen.render(document, contents, view(width, glyphs)), width);
            }
        }
    }

    private static void checkLines(String screen, int width) {
        assertTrue(screen.endsWith("\n"));
        for (String line : screen.split("\n", -1)) {
            if (!line.isEmpty() && "┌├│└+|".indexOf(line.charAt(0)) >= 0) {
                assertEquals(width, Columns.of(line), line);
            } else {
                assertTrue(Columns.of(line) <= width, line);
            }
        }
    }

    @Test
    void shouldShowEveryProcess() {
        String screen = SmiScreen.render(Documents.many(32, 500), view(200, Glyphs.UTF_8));
        assertTrue(screen.contains("\n500 processes\n"), screen);
        assertEquals(500, screen.lines().filter(line -> line.contains("Connected")).count());
        assertEquals(32, screen.lines().filter(line -> line.contains("Wormhole_B0")).count());
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 200})
    void shouldShowEveryProcessOnALineOfItsOwn(int width) {
        String screen = SmiScreen.render(HostDocuments.galaxy(32, 500), view(width, Glyphs.UTF_8));
        List<Integer> pids = pids(screen);
        assertEquals(500, pids.size());
        assertEquals(500, pids.stream().distinct().count());
    }

    @Test
    void shouldShowTheLargestFirstAndTheUnknownLast() {
        String screen = SmiScreen.render(HostDocuments.mesh(), view(100, Glyphs.UTF_8));
        assertEquals(List.of(70_002, 70_001, 901, 70_003), pids(screen));
    }

    private static List<Integer> pids(String screen) {
        return screen.lines()
                .map(line -> Pattern.compile("│ +(\\d+)  alice|│ +(\\d+)  bob").matcher(line))
                .filter(Matcher::lookingAt)
                .map(row -> Integer.valueOf(row.group(1) == null ? row.group(2) : row.group(1)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                   | 0",
                "0,1,2,3,7           | 0-3,7",
                "0,2,4,6,8,10        | 0,2,4,6,8,10",
                "0,2,4,6,8,10,12     | 0,2,4,6…(7)",
                "10,12,14,16,18,20,22,24,26,28,30 | 10,12…(11)",
            })
    void shouldKeepManyDevicesInACell(String devices, String text) {
        List<Integer> ordinals =
                Arrays.stream(devices.trim().split(",", -1)).map(Integer::valueOf).toList();
        assertEquals(text, OrdinalRanges.brief(ordinals, 12, Glyphs.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 160})
    void shouldSayWhatIsLeftOut(int width) throws IOException {
        View view = view(width, Glyphs.UTF_8);
        Selection some = new Selection(List.of(3, 5), List.of(901, 1), List.of(), null);
        SmiContents contents = new SmiContents(some, false, false);
        Golden.check(
                "smi-filtered-" + width, SmiScreen.render(HostDocuments.mesh(), contents, view));
        Selection none = new Selection(List.of(), List.of(), List.of("no\u001b[2Jbody"), "x\ny");
        contents = new SmiContents(none, false, false);
        Golden.check(
                "smi-filtered-out-" + width,
                SmiScreen.render(HostDocuments.healthy(), contents, view));
    }

    @Test
    void shouldSayThatALostDeviceIsNotHere() {
        Selection lost = new Selection(List.of(5), List.of(), List.of(), null);
        SnapshotDocument zoo = HostDocuments.zoo();
        SnapshotDocument without =
                new SnapshotDocument(
                        zoo.schema(),
                        zoo.time(),
                        zoo.server(),
                        zoo.devices().subList(0, 5),
                        zoo.processes(),
                        zoo.host(),
                        zoo.sharedMemory());
        String screen =
                SmiScreen.render(
                        without, new SmiContents(lost, true, false), view(100, Glyphs.UTF_8));
        assertTrue(screen.contains("│ No such device is here now."), screen);
        assertTrue(screen.contains("Lost: device 5, n150"), screen);
        assertTrue(screen.contains("0 of 6 processes, filtered by device 5"), screen);
    }

    @Test
    void shouldUseAsciiOnly() {
        for (SnapshotDocument document :
                List.of(Documents.odd(), HostDocuments.zoo(), HostDocuments.mesh())) {
            for (SmiContents contents : List.of(SmiContents.USUAL, DETAILS, SHARED)) {
                String screen = SmiScreen.render(document, contents, view(100, Glyphs.ASCII));
                assertTrue(
                        screen.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), screen);
            }
        }
    }

    @Test
    void shouldNotPassEscapeSequencesOn() {
        String screen = SmiScreen.render(Documents.odd(), view(200, Glyphs.UTF_8));
        assertFalse(screen.contains("\u001b"), screen);
        String zoo = SmiScreen.render(HostDocuments.zoo(), view(200, Glyphs.UTF_8));
        assertFalse(zoo.contains("\u001b"), zoo);
        assertTrue(zoo.contains("evil\ufffd[2J;"), zoo);
        assertTrue(zoo.contains("evil\ufffd]0;con"), zoo);
        assertFalse(screen.contains("\u202e"), screen);
        assertTrue(screen.contains("evil\ufffd[2J\ufffdname"), screen);
    }

    @Test
    void shouldBeTheSameUnderItsColours() {
        View plain = view(120, Glyphs.UTF_8);
        View coloured = new View(120, Glyphs.UTF_8, true, ZoneOffset.UTC);
        String screen = SmiScreen.render(Documents.odd(), coloured);
        assertEquals(
                SmiScreen.render(Documents.odd(), plain), screen.replaceAll("\u001b\\[\\d+m", ""));
        assertTrue(screen.contains("\u001b[31m [█████████████████░░] 91%\u001b[0m"), screen);
        assertTrue(screen.contains("\u001b[33m [████████████████░░░] 87%\u001b[0m"), screen);
    }

    @Test
    void shouldTellTheTimeOfTheZone() {
        View view = new View(80, Glyphs.UTF_8, false, ZoneId.of("Asia/Kolkata"));
        String screen = SmiScreen.render(Documents.empty(), view);
        assertTrue(screen.contains(" 2026-11-21 20:00:45 │"), screen);
    }

    private static View view(int width, Glyphs glyphs) {
        return new View(width, glyphs, false, ZoneOffset.UTC);
    }
}
