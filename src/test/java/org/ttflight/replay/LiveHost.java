package org.ttflight.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.DeviceIdentity;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostProcess;
import org.ttflight.host.HostState;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.ProcessDescription;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.jfr.DaemonCounters;
import org.ttflight.jfr.JfrHostListener;
import org.ttflight.jfr.JfrLedgerListener;
import org.ttflight.jfr.PeriodicEvents;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Verdict;
import org.ttflight.report.MemoryReports;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.Observations;

/** What a daemon has around its recording: a ledger, a host, shared memory. */
final class LiveHost implements AutoCloseable {
    static final HostDevice DEVICE =
            new HostDevice(
                    0,
                    CardType.N150,
                    "00000000000000ab",
                    false,
                    new DeviceIdentity("n150", null, "0000:41:00.0", null, null, Map.of()),
                    CardType.N150.dram(),
                    CardType.N150.l1());
    static final HostDevice OTHER = new HostDevice(1, null, null, false);

    final Ledger ledger = new Ledger(16, new JfrLedgerListener());
    final JfrHostListener events = new JfrHostListener();
    final Recording recording;
    private final DeviceCatalog catalog = new DeviceCatalog();
    private final PeriodicEvents periodic;
    private final Observations observations;
    private SharedMemory shared = SharedMemory.NOT_READ;
    private HostState host = HostState.NOT_READ;

    LiveHost(String settings) throws IOException, ParseException {
        Path file =
                Path.of(
                        System.getProperty("basedir", "."),
                        "..",
                        "jfr-settings",
                        "tt-flight-" + settings + ".jfc");
        recording = new Recording(Configuration.create(file));
        observations =
                new Observations(
                        ledger::snapshot,
                        () -> shared,
                        () -> host,
                        () -> MemoryReports.NONE,
                        catalog,
                        LiveHost::description);
        periodic =
                PeriodicEvents.register(
                        observations, () -> new DaemonCounters(11, 12, 13, 14, 15, 16));
        tick();
    }

    private static ProcessDescription description(org.ttflight.ledger.ProcessIdentity identity) {
        return new ProcessDescription("model" + identity.pid(), "ada", null, null, null, "pod9");
    }

    void tick() {
        ledger.advance(System.currentTimeMillis() * 1000);
    }

    /** The driver tells of two devices, of which one was never read. */
    void readHost(double temperature) {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            readings.put(sensor, Reading.of(sensor.ordinal() + 10));
        }
        readings.put(Sensor.TEMPERATURE, Reading.of(temperature));
        readings.put(Sensor.FAN, Reading.ABSENT);
        readings.put(Sensor.POWER, Reading.bad(Quality.SENTINEL, "4294967295"));
        Telemetry telemetry =
                new Telemetry(
                        System.currentTimeMillis(),
                        readings,
                        new PcieTraffic(Map.of(), 32, 1L << 40, null, 123456.0, null),
                        new Energy(1234.5, 12.25, 0.5),
                        1500L,
                        false);
        host =
                new HostState(
                        System.currentTimeMillis(),
                        "2.5.0",
                        "2 devices",
                        List.of(
                                new DeviceSample(
                                        DEVICE,
                                        DeviceStatus.READABLE,
                                        1000,
                                        telemetry,
                                        Holders.UNKNOWN),
                                new DeviceSample(
                                        OTHER, DeviceStatus.NEW, 1000, null, Holders.UNKNOWN)),
                        List.of(),
                        List.of(
                                new HostProcess(
                                        7, 70, ProcessDescription.UNKNOWN, 5L, 2.5, 1L << 30)));
    }

    /** Process 7 has a slot for device 1. */
    void share(long dram) {
        SharedUsage usage = new SharedUsage(Map.of(MemoryType.DRAM, dram, MemoryType.L1, 4096L));
        SharedSlot slot = new SharedSlot(0, 7, 7, 70, Verdict.LIVE, "in-slot", usage, null);
        SharedUsage claimed =
                new SharedUsage(Map.of(MemoryType.DRAM, dram + 512, MemoryType.L1, 4096L));
        shared =
                new SharedMemory(
                        System.currentTimeMillis(),
                        "1 file",
                        List.of(
                                new SharedRegion(
                                        "9",
                                        4,
                                        1,
                                        "by its id",
                                        Verdict.LIVE,
                                        null,
                                        claimed,
                                        1L,
                                        List.of(),
                                        List.of(slot),
                                        0,
                                        false)));
    }

    /** What was known, and when. */
    record Moment(Instant time, Observation observation) {}

    /** Ends a chunk, so that all is written out. */
    Moment moment(Path directory) throws IOException {
        ledger.publish();
        Observation now = observations.get();
        recording.dump(directory.resolve("moment.jfr"));
        return new Moment(Instant.now(), now);
    }

    @Override
    public void close() {
        periodic.close();
        recording.close();
    }
}
