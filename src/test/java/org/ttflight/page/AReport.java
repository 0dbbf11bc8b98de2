package org.ttflight.page;

import java.time.Instant;
import java.util.List;
import org.ttflight.recording.RecordingReport;
import org.ttflight.recording.RecordingReport.Bar;
import org.ttflight.recording.RecordingReport.Device;
import org.ttflight.recording.RecordingReport.EventCount;
import org.ttflight.recording.RecordingReport.Happening;
import org.ttflight.recording.RecordingReport.Holder;
import org.ttflight.recording.RecordingReport.Leaks;
import org.ttflight.recording.RecordingReport.Origin;
import org.ttflight.recording.RecordingReport.Peak;
import org.ttflight.recording.RecordingReport.Point;
import org.ttflight.recording.RecordingReport.Program;
import org.ttflight.recording.RecordingReport.Series;
import org.ttflight.recording.RecordingReport.SingleBuffers;
import org.ttflight.recording.RecordingReport.Traffic;

/** A report with one of each, and a process that calls itself as told. */
public final class AReport {
    public static final Instant FROM = Instant.parse("2026-01-02T03:04:05.678Z");

    private AReport() {}

    public static RecordingReport of(String name) {
        Series dram =
                new Series(
                        "DRAM in use",
                        "bytes",
                        1024.0,
                        4096.0,
                        2048.0,
                        8192.0,
                        List.of(
                                new Point(FROM.toEpochMilli(), 1024.0),
                                new Point(FROM.toEpochMilli() + 1000, null),
                                new Point(FROM.toEpochMilli() + 2000, 4096.0)));
        Peak peak =
                new Peak(
                        "DRAM",
                        4096,
                        false,
                        FROM.plusSeconds(2),
                        8192L,
                        List.of(),
                        List.of(new Holder(42, name, "ann", 3072)),
                        0,
                        FROM.plusSeconds(1),
                        1024L);
        Device device =
                new Device(0, "p150a", null, null, "ok", List.of(dram), List.of(peak), List.of());
        Program program =
                new Program(
                        42,
                        name,
                        "ann",
                        null,
                        "Connected",
                        FROM,
                        FROM.plusSeconds(3),
                        3072L,
                        null,
                        null,
                        List.of(dram));
        return new RecordingReport(
                RecordingReport.SCHEMA,
                new Origin(
                        List.of("/tmp/" + name.replace('/', '_') + ".jfr"),
                        FROM,
                        FROM.plusSeconds(3),
                        1,
                        0,
                        0,
                        List.of(),
                        List.of(new EventCount("DeviceMemory", 3)),
                        null,
                        new SingleBuffers("none", null, null, null, null)),
                List.of("A note."),
                List.of(device),
                List.of(program),
                0,
                new Traffic(
                        "none",
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        List.of(new Bar(0, 4096L, 2, 3000)),
                        List.of(),
                        List.of(),
                        "none"),
                new Leaks(List.of(), List.of(), null, List.of()),
                List.of(
                        new Happening(
                                FROM.plusSeconds(1), "device-lost", "bad", 0, null, "lost: gone")),
                0,
                List.of());
    }
}
