package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.doctor.Area;
import org.ttflight.doctor.Finding;
import org.ttflight.doctor.Report;
import org.ttflight.doctor.ReportJson;
import org.ttflight.doctor.Severity;
import org.ttflight.screen.DisplayWidth;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.Golden;
import org.ttflight.screen.View;

/** A report as text and as JSON. */
class DoctorScreenTest {
    private static final Instant TIME = Instant.parse("2026-11-21T18:00:00.250Z");

    private static Finding finding(
            Area area,
            String check,
            Severity severity,
            String title,
            @Nullable String found,
            @Nullable String fix) {
        return new Finding(area, check, severity, title, found, fix);
    }

    private static final Finding FINE =
            finding(Area.JAVA, "java-version", Severity.OK, "Java 17", "17.0.15 in /jdk", null);

    private static final Report REPORT =
            new Report(
                    TIME,
                    "0.1.0",
                    List.of(
                            finding(
                                    Area.DRIVER,
                                    "driver-version",
                                    Severity.OK,
                                    "Driver 2.10.0",
                                    "new enough for all that is shown",
                                    null),
                            finding(
                                    Area.DRIVER,
                                    "device-blocked",
                                    Severity.ERROR,
                                    "Device 3 p150a does not answer",
                                    "a read of its files has not returned: a reset, or a hang",
                                    "a reset ends within a minute; else sudo dmesg | grep -i"
                                            + " tenstorrent, and end the programs that use it"),
                            finding(
                                    Area.TRACKING,
                                    "programs-untracked",
                                    Severity.WARNING,
                                    "1 program has a device open and reports nothing",
                                    "pid 4242 模型\u001b[2J_server",
                                    "start it without TT_METAL_SHM_TRACKING_DISABLED"),
                            finding(
                                    Area.TRACKING,
                                    "shell-tracking",
                                    Severity.NOTE,
                                    "Programs of this shell will not report their buffers",
                                    "TT_ALLOC_TRACKING_ENABLED is not set",
                                    "export TT_ALLOC_TRACKING_ENABLED=1 (instrumented programs"
                                            + " only; stock tt-metal needs nothing)"),
                            FINE,
                            finding(
                                    Area.JMX,
                                    "jmx-attach",
                                    Severity.NOT_CHECKED,
                                    "Beans and recording",
                                    "no daemon answers",
                                    null)));

    private static View view(int width, boolean isUtf8, boolean hasColour) {
        return new View(width, Glyphs.of(isUtf8), hasColour, ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({"80, true", "80, false", "120, true", "120, false"})
    void shouldLookLikeThis(int width, boolean isUtf8) throws IOException {
        String screen = new DoctorScreen(view(width, isUtf8, false)).draw(REPORT, false);
        Golden.check("doctor-" + width + (isUtf8 ? "" : "-ascii"), screen);
        assertFalse(screen.contains("\u001b"), screen);
        for (String line : screen.lines().toList()) {
            assertTrue(DisplayWidth.of(line) <= width, line);
        }
    }

    @Test
    void shouldPaintProblemsOnATerminal() {
        String screen = new DoctorScreen(view(80, true, true)).draw(REPORT, true);
        assertTrue(screen.contains("\u001b[31m✗\u001b[0m"), screen);
        assertTrue(screen.contains("\u001b[33m!\u001b[0m"), screen);
        assertFalse(screen.contains("\u001b[2J"), screen);
    }

    @Test
    void shouldSayOnlyProblemsIfQuiet() {
        DoctorScreen screen = new DoctorScreen(view(80, true, false));
        String quiet = screen.draw(REPORT, true);
        assertTrue(quiet.startsWith("Driver and devices\n  ✗ Device 3"), quiet);
        assertFalse(quiet.contains("Java"), quiet);
        assertFalse(quiet.contains("·"), quiet);
        assertEquals("", screen.draw(new Report(TIME, "0.1.0", List.of(FINE)), true));
    }

    @Test
    void shouldCount() {
        assertEquals("1 error, 1 warning, 1 note, 1 not checked, 2 ok", REPORT.summary());
        assertEquals(Severity.ERROR, REPORT.result());
        assertEquals(Severity.OK, new Report(TIME, "0.1.0", List.of(FINE)).result());
    }

    @Test
    void shouldWriteJson() {
        JsonObject json = JsonParser.parseString(ReportJson.write(REPORT)).getAsJsonObject();
        assertEquals(1, json.get("schema").getAsInt());
        assertEquals("2026-11-21T18:00:00.250Z", json.get("time").getAsString());
        assertEquals("error", json.get("result").getAsString());
        assertEquals(
                "{\"ok\":2,\"notChecked\":1,\"note\":1,\"warning\":1,\"error\":1}",
                json.get("counts").toString());
        assertEquals(6, json.getAsJsonArray("findings").size());
        assertEquals(
                "{\"area\":\"jmx\",\"check\":\"jmx-attach\",\"severity\":\"notChecked\","
                        + "\"title\":\"Beans and recording\",\"found\":\"no daemon answers\","
                        + "\"fix\":null}",
                json.getAsJsonArray("findings").get(5).toString());
    }
}
