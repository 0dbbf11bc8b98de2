package org.ttflight.inprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.ttflight.ingest.IngestCounters;
import org.ttflight.jmx.HistoryRow;
import org.ttflight.jmx.ServerAccess;
import org.ttflight.ledger.KnownText;
import org.ttflight.wire.Rejection;

/** What the Server MBean shows in a program that has no server: what of it makes sense there. */
record LocalAccess(LocalLedger ledger, int deviceLimit, Instant startTime, long startNanos)
        implements ServerAccess {
    /** Whether this JVM can record: a runtime made for one program may lack the module. */
    static final boolean HAS_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent() && FlightRecorder.isAvailable();

    @Override
    public String version() {
        String version = LocalAccess.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String socketPath() {
        return "none: the monitor of this program alone";
    }

    @Override
    public long startEpochMillis() {
        return startTime.toEpochMilli();
    }

    @Override
    public long uptimeMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    @Override
    public Map<String, String> sources() {
        return Map.of("ingest", "in-process: what this program reports of itself");
    }

    /** There are no connections; the reports of this program are the messages. */
    @Override
    public IngestCounters counters() {
        Long[] rejections = new Long[Rejection.values().length];
        Arrays.fill(rejections, 0L);
        rejections[Rejection.DEVICE_OUT_OF_RANGE.ordinal()] = ledger.refused();
        return new IngestCounters(0, 0, ledger.reports(), 0, 0, 0, List.of(rejections));
    }

    @Override
    public Map<String, Long> rejections() {
        return counters().rejectedByLabel();
    }

    @Override
    public String recording() {
        if (!HAS_RECORDER) {
            return "not available in this JVM";
        }
        long running =
                FlightRecorder.getFlightRecorder().getRecordings().stream()
                        .filter(recording -> recording.getState() == RecordingState.RUNNING)
                        .count();
        return running == 0 ? "off" : "recording: " + running + " of this program's own";
    }

    /** Only a daemon remembers; a recording does it here. */
    @Override
    public List<HistoryRow> history(int device, int windowSeconds, int steps) {
        return List.of();
    }

    @Override
    public String remaining() {
        return ledger.ask(held -> KnownText.remaining(held, deviceLimit));
    }

    @Override
    public String kernels() {
        long nowMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        return ledger.ask(held -> KnownText.kernels(held, nowMicros));
    }

    /** Writes all that any recording of this program still has. */
    @Override
    public String dumpRecording(String path) throws IOException {
        if (!HAS_RECORDER) {
            throw new IllegalStateException("this JVM has no Flight Recorder; nothing to dump");
        }
        if (path.isBlank()) {
            throw new IllegalArgumentException("name the file to write, which must not exist yet");
        }
        Path file = Path.of(path).toAbsolutePath();
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already; name another file");
        }
        try (Recording kept = FlightRecorder.getFlightRecorder().takeSnapshot()) {
            if (kept.getSize() == 0) {
                throw new IllegalStateException("no recording of this program keeps anything");
            }
            kept.dump(file);
        }
        return file.toString();
    }
}
