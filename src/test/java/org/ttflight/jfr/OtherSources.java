package org.ttflight.jfr;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceIdentity;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostProcess;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.ProcessDescription;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.UsageSource;
import org.ttflight.snapshot.AnObservation;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedMemory;
import org.ttflight.snapshot.ObservedProcess;
import org.ttflight.snapshot.Tracking;

/** What the host and shared memory would say, beside what the socket says. */
final class OtherSources {
    static final HostDevice DEVICE =
            new HostDevice(
                    2,
                    CardType.P150A,
                    "0000806632283760",
                    false,
                    new DeviceIdentity("p150a", null, "0000:41:00.0", null, null, Map.of()),
                    Capacity.UNKNOWN,
                    Capacity.UNKNOWN);

    private OtherSources() {}

    /** Returns a supplier that adds two devices and two processes to what another says. */
    static Supplier<Observation> added(Supplier<Observation> socket) {
        return () -> {
            Observation told = socket.get();
            List<ObservedDevice> devices = new ArrayList<>(told.devices());
            devices.add(device(DEVICE, telemetry(), 6L << 20, "the report of 12:00"));
            devices.add(device(HostDevice.unknown(3), null, null, "no report of L1"));
            List<ObservedProcess> processes = new ArrayList<>(told.processes());
            processes.add(inSharedMemory());
            processes.add(disabled());
            return AnObservation.of(told.ledger(), devices, processes);
        };
    }

    private static ObservedDevice device(
            HostDevice device,
            @Nullable Telemetry telemetry,
            @Nullable Long unexplained,
            String basis) {
        Map<MemoryType, ObservedMemory> memory = new EnumMap<>(MemoryType.class);
        if (telemetry != null) {
            memory.put(
                    MemoryType.DRAM,
                    new ObservedMemory(
                            5L << 20,
                            7L << 20,
                            null,
                            UsageSource.SHARED_MEMORY,
                            Capacity.fromTable(1L << 35),
                            6L << 20,
                            1L << 20,
                            null));
        }
        DeviceStatus status = telemetry == null ? DeviceStatus.NEW : DeviceStatus.READABLE;
        return new ObservedDevice(
                device,
                new DeviceSample(device, status, 0, telemetry, Holders.UNKNOWN),
                memory,
                unexplained,
                basis,
                1,
                null,
                telemetry == null ? "not read yet" : "ok");
    }

    private static Telemetry telemetry() {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            readings.put(sensor, Reading.of(sensor.ordinal() + 100.25));
        }
        readings.put(Sensor.FAN, Reading.ABSENT);
        readings.put(Sensor.POWER, Reading.bad(Quality.SENTINEL, "4294967295"));
        readings.put(Sensor.AICLK, Reading.of(1350));
        readings.put(Sensor.HEARTBEAT, Reading.of(4294967295.0));
        return new Telemetry(
                0,
                readings,
                new PcieTraffic(Map.of(), 32, 1L << 40, null, 123456.6, null),
                new Energy(1234.5, 12.25, 0.5),
                1500L,
                true);
    }

    private static ObservedProcess inSharedMemory() {
        SharedUsage usage = new SharedUsage(Map.of(MemoryType.DRAM, 5L << 20, MemoryType.L1, 0L));
        SharedUsage peak = new SharedUsage(Map.of(MemoryType.DRAM, 8L << 20, MemoryType.L1, 4096L));
        return new ObservedProcess(
                new ProcessIdentity(7, 1, -1, -1, 7),
                new ProcessDescription("python3", "ann", "python3 run.py", null, "c0ffee", "pod7"),
                new HostProcess(7, 1, ProcessDescription.UNKNOWN, 900L, 2.5, 1L << 30),
                null,
                Tracking.SHARED_MEMORY,
                List.of(
                        new ObservedHolding(2, true, null, usage, true, peak),
                        new ObservedHolding(3, true, null, null, false)));
    }

    private static ObservedProcess disabled() {
        return new ObservedProcess(
                new ProcessIdentity(8, 1, -1, -1, 8),
                ProcessDescription.UNKNOWN,
                null,
                null,
                Tracking.DISABLED,
                List.of(new ObservedHolding(3, true, null, null, false)));
    }
}
