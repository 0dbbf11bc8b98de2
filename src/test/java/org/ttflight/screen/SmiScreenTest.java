package org.ttflight.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.snapshot.SnapshotDocument;

class SmiScreenTest {
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
                        HostDocuments.withoutDaemon(HostDocuments.zoo()),
                        HostDocuments.noDriver(),
                        HostDocuments.noDevice())) {
            String screen = SmiScreen.render(document, view(width, glyphs));
            assertTrue(screen.endsWith("\n"));
            for (String line : screen.split("\n", -1)) {
                if (!line.isEmpty() && "┌├│└+|".indexOf(line.charAt(0)) >= 0) {
                    assertEquals(width, Columns.of(line), line);
                } else {
                    assertTrue(Columns.of(line) <= width, line);
                }
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

    @Test
    void shouldUseAsciiOnly() {
        for (SnapshotDocument document : List.of(Documents.odd(), HostDocuments.zoo())) {
            String screen = SmiScreen.render(document, view(100, Glyphs.ASCII));
            assertTrue(screen.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), screen);
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
