package org.ttflight.incident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.CardType;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostState;
import org.ttflight.host.Liveness;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.UsageSource;
import org.ttflight.report.MemoryReports;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedMemory;
import org.ttflight.snapshot.ObservedProcess;

/** A watch with everything around it made up: a clock, devices, processes and a recording. */
final class Watched implements AutoCloseable {
    static final long GIB = 1L << 30;
    static final long MIB = 1L << 20;
    static final Instant START = Instant.parse("2026-11-21T14:30:45.250Z");

    final Path directory;
    final IncidentWatch watch;
    final Map<ProcessIdentity, Liveness> liveness = new HashMap<>();
    final Map<Integer, Long> thresholds = new HashMap<>();
    final Map<Integer, Map<MemoryType, Long>> used = new HashMap<>();
    final List<ObservedProcess> processes = new ArrayList<>();
    final List<String> written = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    SharedMemory shared = SharedMemory.NOT_READ;
    @Nullable String whyNoRecording;
    @Nullable String recordingFailure;
    int recordingBytes = 1000;
    private final Ledger ledger;
    private long millis = 5_000_000;

    Watched(Path root) {
        this(root, IncidentSettings.DEFAULTS);
    }

    Watched(Path root, IncidentSettings settings) {
        this.directory = root.resolve("incidents");
        this.watch =
                new IncidentWatch(
                        settings,
                        directory,
                        root.resolve("recovered"),
                        new IncidentWatch.Sources(
                                this::observation,
                                (device, type) ->
                                        type == MemoryType.DRAM
                                                ? thresholds.getOrDefault(device, 0L)
                                                : 0,
                                process -> liveness.getOrDefault(process, Liveness.DEAD),
                                Watched::describe),
                        new Recordings(),
                        List.of(
                                (incident, file) ->
                                        heard.add(incident.kind() + " " + file.getFileName())),
                        ZoneOffset.ofHours(1),
                        () -> new Moment(START.plusMillis(millis - 5_000_000), millis));
        this.ledger = new Ledger(8, watch);
    }

    static ProcessDescription describe(ProcessIdentity process) {
        return new ProcessDescription(
                "model" + process.pid() % 100 + "\u001b[31m", "alice", "python3 serve.py", 0L);
    }

    private final class Recordings implements RecordingSource {
        @Override
        public @Nullable String whyNot() {
            return whyNoRecording;
        }

        @Override
        public void write(Instant from, Instant to, Path file) throws IOException {
            if (recordingFailure != null) {
                throw new IOException(recordingFailure);
            }
            written.add(from + " " + to);
            Files.write(file, new byte[recordingBytes]);
        }
    }

    static HostDevice chip(int ordinal) {
        return new HostDevice(ordinal, CardType.N150, "%016X".formatted(0xA0 + ordinal), false);
    }

    private Observation observation() {
        List<ObservedDevice> devices = new ArrayList<>();
        used.forEach((ordinal, types) -> devices.add(device(ordinal, types)));
        return new Observation(
                null, shared, HostState.NOT_READ, MemoryReports.NONE, devices, processes);
    }

    private static ObservedDevice device(int ordinal, Map<MemoryType, Long> types) {
        Map<MemoryType, ObservedMemory> memory = new EnumMap<>(MemoryType.class);
        HostDevice chip = chip(ordinal);
        types.forEach(
                (type, bytes) ->
                        memory.put(
                                type,
                                new ObservedMemory(
                                        bytes,
                                        bytes,
                                        null,
                                        UsageSource.SOCKET,
                                        type == MemoryType.DRAM
                                                ? Capacity.fromTable(10 * GIB)
                                                : Capacity.UNKNOWN,
                                        null,
                                        null,
                                        null)));
        return new ObservedDevice(chip, null, memory, null, null, 0, null, "ok");
    }

    Watched dram(int device, long bytes) {
        used.computeIfAbsent(device, key -> new EnumMap<>(MemoryType.class))
                .put(MemoryType.DRAM, bytes);
        return this;
    }

    /** Lets time pass, round by round. */
    Watched pass(Duration time) {
        long end = millis + time.toMillis();
        watch.round();
        while (millis < end) {
            millis = Math.min(end, millis + 1000);
            watch.round();
        }
        return this;
    }

    Watched seconds(long seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    /** Lets time pass in which nobody looks. */
    void skip(Duration time) {
        millis += time.toMillis();
    }

    static ProcessIdentity identity(int pid) {
        return new ProcessIdentity(pid, 10L * pid, 1000, 100, 0);
    }

    LedgerProcess attach(ProcessIdentity identity, long bytes) {
        LedgerProcess process = ledger.attach(identity);
        if (bytes > 0) {
            ledger.allocate(process, 0, MemoryType.DRAM, 0x1000, bytes);
        }
        return process;
    }

    Ledger ledger() {
        return ledger;
    }

    List<Incident> incidents() {
        return watch.list().incidents().stream().map(IncidentList.Kept::incident).toList();
    }

    /** Returns the only one. */
    Incident incident() {
        List<Incident> all = incidents();
        if (all.size() != 1) {
            throw new AssertionError("not one incident: " + all);
        }
        return all.get(0);
    }

    String summary(Incident incident) throws IOException {
        return Files.readString(directory.resolve(incident.name() + ".txt"));
    }

    @Override
    public void close() {
        watch.close();
    }
}
