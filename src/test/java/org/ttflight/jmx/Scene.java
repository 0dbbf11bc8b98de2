package org.ttflight.jmx;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Architecture;
import org.ttflight.host.Capacity;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceIdentity;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostState;
import org.ttflight.host.LostDevice;
import org.ttflight.host.PcieCounter;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.UsageSource;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;
import org.ttflight.report.MemoryReports;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedMemory;
import org.ttflight.snapshot.ObservedProcess;

/** What a test lets the beans see: known content, put together without the join. */
final class Scene {
    static final long NOW_MILLIS = 1_800_000_000_000L;
    static final String ASIC = "5EED00000000A001";

    final List<ObservedDevice> devices = new ArrayList<>();
    final List<ObservedProcess> processes = new ArrayList<>();
    final List<LostDevice> lost = new ArrayList<>();
    final List<SharedRegion> regions = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    private final @Nullable LedgerSnapshot ledger;

    Scene(@Nullable LedgerSnapshot ledger) {
        this.ledger = ledger;
    }

    Observation observation() {
        List<DeviceSample> samples = new ArrayList<>();
        for (ObservedDevice device : devices) {
            if (device.sample() != null) {
                samples.add(device.sample());
            }
        }
        return new Observation(
                ledger,
                new SharedMemory(NOW_MILLIS + 1, regions.size() + " files", regions),
                new HostState(NOW_MILLIS, "2.10.0", "2 devices", samples, lost, List.of()),
                new MemoryReports("1 report in /tmp", Map.of(), List.of(), problems),
                devices,
                processes);
    }

    static HostDevice chip(int ordinal, @Nullable String asicId) {
        return new HostDevice(
                ordinal,
                CardType.N300,
                asicId,
                false,
                new DeviceIdentity(
                        "n300",
                        "0100014511708037",
                        "0000:41:00.0",
                        Architecture.WORMHOLE_B0,
                        1,
                        Map.of("bundle", "19.11.0.0", "eth", "6.9.0")),
                CardType.N300.dram(),
                CardType.N300.l1());
    }

    /** Every sensor has a number of its own: 1.5 for the first, 2.5 for the second, and so on. */
    static Map<Sensor, Reading> readings() {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        double value = 1.5;
        for (Sensor sensor : Sensor.values()) {
            readings.put(sensor, Reading.of(value));
            value++;
        }
        return readings;
    }

    static Telemetry telemetry(Map<Sensor, Reading> readings) {
        Map<PcieCounter, List<Reading>> words = new EnumMap<>(PcieCounter.class);
        words.put(PcieCounter.SLV_RD_SENT, List.of(Reading.of(1000), Reading.of(2000)));
        words.put(
                PcieCounter.MST_RD_RECEIVED,
                List.of(Reading.ABSENT, Reading.bad(Quality.SENTINEL, "4294967295")));
        return new Telemetry(
                NOW_MILLIS - 100,
                readings,
                new PcieTraffic(words, 32, 640L, 320L, 64.0, 3.5),
                new Energy(120, 10, 2),
                3000L,
                false);
    }

    static DeviceSample sample(HostDevice device, @Nullable Telemetry telemetry) {
        return new DeviceSample(
                device,
                DeviceStatus.READABLE,
                NOW_MILLIS - 5000,
                telemetry,
                new Holders(List.of(10, 11), 3, Holders.Source.DRIVER, null));
    }

    static ObservedDevice device(
            HostDevice device,
            @Nullable DeviceSample sample,
            Map<MemoryType, ObservedMemory> memory) {
        return new ObservedDevice(device, sample, memory, null, null, 0, null, "ok");
    }

    /** A healthy device of which nothing is held. */
    static ObservedDevice healthy(int ordinal, @Nullable String asicId) {
        HostDevice device = chip(ordinal, asicId);
        return device(device, sample(device, telemetry(readings())), Map.of());
    }

    static ObservedMemory used(long bytes, UsageSource source) {
        return new ObservedMemory(
                bytes, bytes, null, source, Capacity.fromTable(12L << 30), null, null, null);
    }

    static BankReport banks(@Nullable Integer banks) {
        return new BankReport(banks, 1000_000, 600_000, 400_000, 100_000, List.of());
    }

    static DeviceReport report(BankReport banks) {
        return new DeviceReport(
                "", List.of("detail.csv"), NOW_MILLIS - 60_000, "G2", Map.of("DRAM", banks));
    }

    static SharedUsage stating(MemoryType type, long bytes) {
        return new SharedUsage(Map.of(type, bytes));
    }
}
