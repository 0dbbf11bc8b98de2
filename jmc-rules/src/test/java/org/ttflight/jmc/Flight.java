package org.ttflight.jmc;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostState;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.ProcessDescription;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.jfr.BlackBox;
import org.ttflight.jfr.DaemonCounters;
import org.ttflight.jfr.JfrLedgerListener;
import org.ttflight.jfr.PeriodicEvents;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.report.MemoryReports;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.Observations;
import org.ttflight.snapshot.ObservedDevice;

/** A recording as the daemon writes it, with the daemon's own ledger, events and settings. */
final class Flight implements AutoCloseable {
    static final HostDevice DEVICE = new HostDevice(1, CardType.N150, "00000000000000ab", false);

    final Ledger ledger = new Ledger(4, new JfrLedgerListener());

    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final Recording recording;
    private final PeriodicEvents periodic;
    private final long began;
    private volatile double celsius = 40;

    /** Begins; {@code settings} are those of one of our files, and {@code more} beside them. */
    Flight(String settings, Map<String, String> more) throws IOException, ParseException {
        ledger.advance(System.currentTimeMillis() * 1000);
        DeviceCatalog catalog = new DeviceCatalog();
        catalog.replace(List.of(DEVICE));
        Observations socket = Observations.ofSocket(ledger::snapshot, catalog, Flight::description);
        periodic = PeriodicEvents.register(() -> withSensors(socket), this::counters);
        recording = new Recording(configuration(settings));
        Map<String, String> all = new HashMap<>(recording.getSettings());
        all.put("tenstorrent.ProcessMemory#period", "20 ms"); // so that nobody waits for long
        all.putAll(more);
        recording.setSettings(all);
        recording.start();
        began = System.nanoTime();
    }

    private static Configuration configuration(String name) throws IOException, ParseException {
        String file = "tt-flight-" + name + ".jfc";
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(BlackBox.class.getResourceAsStream(file)),
                        StandardCharsets.UTF_8)) {
            return Configuration.create(reader);
        }
    }

    private static ProcessDescription description(ProcessIdentity identity) {
        return new ProcessDescription("run<b>{score}", "ann", "run", null);
    }

    private DaemonCounters counters() {
        return new DaemonCounters(1000 * asked.get(), 1, rejected.get(), 1, 1, 1);
    }

    private Observation withSensors(Supplier<Observation> socket) {
        asked.incrementAndGet();
        Observation told = socket.get();
        List<ObservedDevice> devices = new ArrayList<>();
        for (ObservedDevice device : told.devices()) {
            devices.add(device.ordinal() == 1 ? warm(device) : device);
        }
        return new Observation(
                told.ledger(),
                SharedMemory.NOT_READ,
                HostState.NOT_READ,
                MemoryReports.NONE,
                devices,
                told.processes());
    }

    private ObservedDevice warm(ObservedDevice device) {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            readings.put(sensor, Reading.ABSENT);
        }
        readings.put(Sensor.TEMPERATURE, Reading.of(celsius));
        readings.put(Sensor.TEMPERATURE_LIMIT, Reading.of(75));
        Telemetry telemetry =
                new Telemetry(
                        0,
                        readings,
                        new PcieTraffic(Map.of(), 0, null, null, null, null),
                        Energy.NONE,
                        null,
                        false);
        return new ObservedDevice(
                DEVICE,
                new DeviceSample(DEVICE, DeviceStatus.READABLE, 0, telemetry, Holders.UNKNOWN),
                device.memory(),
                null,
                "no report of L1",
                0,
                null,
                "ok");
    }

    LedgerProcess attach(int pid) {
        return ledger.attach(new ProcessIdentity(pid, 7, 1000, 100, 0));
    }

    void heatTo(double degrees) {
        celsius = degrees;
    }

    void reject() {
        rejected.incrementAndGet();
    }

    /** Publishes what the ledger has, and waits until that was written. */
    void show() {
        ledger.publish();
        long before = asked.get();
        until(() -> asked.get() > before + 1);
    }

    /** Waits until what happened so far is well in the first half of the recording. */
    void passHalf() {
        long now = System.nanoTime();
        long end = now + 2 * (now - began) + Duration.ofMillis(100).toNanos();
        until(() -> System.nanoTime() > end);
    }

    private static void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("not within a minute");
            }
            Thread.onSpinWait();
        }
    }

    /** Ends it and reads it as JDK Mission Control does. */
    IItemCollection land(Path file) throws IOException, CouldNotLoadRecordingException {
        ledger.publish();
        recording.dump(file);
        recording.stop();
        return JfrLoaderToolkit.loadEvents(file.toFile());
    }

    @Override
    public void close() {
        periodic.close();
        recording.close();
    }
}
