package org.ttflight.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ttflight.history.History;
import org.ttflight.ingest.IngestCounters;
import org.ttflight.ingest.IngestServer;
import org.ttflight.jfr.BlackBox;
import org.ttflight.jmx.HistoryRow;
import org.ttflight.jmx.HistoryRows;
import org.ttflight.jmx.IncidentRow;
import org.ttflight.jmx.ServerAccess;
import org.ttflight.ledger.KnownText;

/** What the Server MBean shows and does. */
record DaemonAccess(
        IngestServer server,
        BlackBox blackBox,
        DaemonState state,
        Incidents incidents,
        int deviceLimit,
        Instant startTime,
        long startNanos,
        History history)
        implements ServerAccess {
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.systemDefault());

    @Override
    public String version() {
        return Version.text();
    }

    @Override
    public String socketPath() {
        return server.socket().toString();
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
        return Map.of("ingest", "listening");
    }

    @Override
    public IngestCounters counters() {
        return server.counters();
    }

    @Override
    public Map<String, Long> rejections() {
        return server.counters().rejectedByLabel();
    }

    @Override
    public String recording() {
        return blackBox.isRecording() ? "recording" : "off";
    }

    @Override
    public List<String> recoveredRecordings() {
        return state.recovered().stream().map(recording -> recording.file().toString()).toList();
    }

    @Override
    public Long incidentCount() {
        return incidents.count();
    }

    @Override
    public Long incidentsNotWritten() {
        return incidents.notWritten();
    }

    @Override
    public List<IncidentRow> listIncidents() {
        return incidents.rows();
    }

    @Override
    public String remaining() {
        return server.call(ledger -> KnownText.remaining(ledger, deviceLimit));
    }

    @Override
    public String kernels() {
        return server.call(ledger -> KnownText.kernels(ledger, System.currentTimeMillis() * 1000));
    }

    @Override
    public String dumpRecording(String path) throws IOException {
        String usual =
                System.getProperty("java.io.tmpdir")
                        + "/tt-flight-"
                        + FILE_TIME.format(Instant.now())
                        + ".jfr";
        Path file = DumpTarget.check(path.isBlank() ? usual : path);
        blackBox.dump(file);
        return file.toString();
    }

    @Override
    public List<HistoryRow> history(int device, int windowSeconds, int steps) {
        return HistoryRows.of(history, Instant.now(), device, windowSeconds, steps);
    }
}
