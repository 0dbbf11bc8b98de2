package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostProcess;
import org.ttflight.host.HostState;
import org.ttflight.host.ProcessDescription;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Verdict;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;
import org.ttflight.report.MemoryReports;

/** All sources of an observation, each to be set as a test wants it. */
final class Sources {
    static final long START_MICROS = 1_800_000_000_000_000L;
    static final SharedUsage NOTHING = usage(0, 0, 0, 0, 0);

    final DeviceCatalog catalog = new DeviceCatalog();
    final Ledger ledger = new Ledger(64, new LedgerListener() {});
    boolean isListening = true;
    ProcessDescription described = ProcessDescription.UNKNOWN;
    final Observations observations =
            new Observations(
                    () -> isListening ? ledger.snapshot() : null,
                    () -> this.shared,
                    () -> this.host,
                    () -> this.reports,
                    catalog,
                    identity -> described);

    private SharedMemory shared = SharedMemory.NOT_READ;
    private HostState host = HostState.NOT_READ;
    private MemoryReports reports = MemoryReports.NONE;
    private long epochMillis = START_MICROS / 1000;
    private final TreeMap<Integer, DeviceSample> samples = new TreeMap<>();
    private final List<HostProcess> processes = new ArrayList<>();

    Sources() {
        ledger.advance(START_MICROS);
    }

    Observation observe() {
        ledger.publish();
        return observations.get();
    }

    ObservedDevice device(int ordinal) {
        ObservedDevice device = observe().device(ordinal);
        if (device == null) {
            throw new AssertionError("no device " + ordinal);
        }
        return device;
    }

    ObservedMemory memory(int ordinal, MemoryType type) {
        return device(ordinal).memory(type);
    }

    /** The only process there is. */
    ObservedProcess process() {
        List<ObservedProcess> all = observe().processes();
        assertEquals(1, all.size(), all::toString);
        return all.get(0);
    }

    ObservedProcess process(int pid) {
        for (ObservedProcess process : observe().processes()) {
            if (process.pid() == pid) {
                return process;
            }
        }
        throw new AssertionError("no process " + pid);
    }

    static ProcessIdentity identity(int pid) {
        return new ProcessIdentity(pid, 10L * pid, 1000, 100, 0);
    }

    LedgerProcess attach(int pid) {
        return ledger.attach(identity(pid));
    }

    /** Reads shared memory again, a second later. */
    void share(SharedRegion... regions) {
        epochMillis += 1000;
        shared = new SharedMemory(epochMillis, regions.length + " files", List.of(regions));
    }

    void shareAt(long millis, SharedRegion... regions) {
        epochMillis = millis;
        shared = new SharedMemory(epochMillis, regions.length + " files", List.of(regions));
    }

    void report(int device, DeviceReport report) {
        reports = new MemoryReports("1 report", Map.of(device, report), List.of(), List.of());
    }

    /** The driver says that these have the device open. */
    void open(int device, int... pids) {
        holders(device, new Holders(pidList(pids), 0, Holders.Source.DRIVER, null));
    }

    static List<Integer> pidList(int... pids) {
        List<Integer> list = new ArrayList<>();
        for (int pid : pids) {
            list.add(pid);
        }
        return list;
    }

    void holders(int device, Holders holders) {
        sample(
                new DeviceSample(
                        HostDevice.unknown(device), DeviceStatus.READABLE, 0, null, holders));
    }

    void sample(DeviceSample sample) {
        samples.put(sample.device().ordinal(), sample);
        renew();
    }

    void run(int pid, long startTicks, ProcessDescription description) {
        processes.add(new HostProcess(pid, startTicks, description, 1500L, 0.5, 1L << 20));
        renew();
    }

    private void renew() {
        host =
                new HostState(
                        epochMillis,
                        "2.5.0",
                        samples.size() + " devices",
                        List.copyOf(samples.values()),
                        List.of(),
                        processes);
    }

    void host(HostState state) {
        host = state;
    }

    static SharedUsage usage(long dram, long l1, long l1Small, long trace, long circular) {
        Map<MemoryType, Long> used = new EnumMap<>(MemoryType.class);
        used.put(MemoryType.DRAM, dram);
        used.put(MemoryType.L1, l1);
        used.put(MemoryType.L1_SMALL, l1Small);
        used.put(MemoryType.TRACE, trace);
        used.put(MemoryType.CIRCULAR_BUFFER, circular);
        return new SharedUsage(used);
    }

    static SharedUsage dram(long bytes) {
        return usage(bytes, 0, 0, 0, 0);
    }

    /** A slot of the process that {@link #identity} names. */
    static SharedSlot live(int pid, SharedUsage usage) {
        return new SharedSlot(0, pid, pid, 10L * pid, Verdict.LIVE, "in-slot", usage, null);
    }

    static SharedSlot stale(int pid, SharedUsage usage) {
        return new SharedSlot(1, pid, -1, -1, Verdict.STALE, "gone", usage, null);
    }

    static SharedSlot unverifiable(int claimedPid, String name, SharedUsage usage) {
        return new SharedSlot(2, claimedPid, -1, -1, Verdict.UNVERIFIABLE, name, usage, null);
    }

    static SharedRegion region(@Nullable Integer device, SharedUsage claimed, SharedSlot... slots) {
        return region("1" + device, device, 1L, claimed, slots);
    }

    static SharedRegion region(
            String id,
            @Nullable Integer device,
            @Nullable Long updated,
            SharedUsage claimed,
            SharedSlot... slots) {
        return new SharedRegion(
                id,
                4,
                device,
                "by its id",
                slots.length == 0 ? Verdict.STALE : slots[0].verdict(),
                null,
                claimed,
                updated,
                List.of(),
                List.of(slots),
                0,
                false);
    }

    /** There, but nobody could make anything of it. */
    static SharedRegion unreadable(@Nullable Integer device, String detail) {
        return unreadable(device, detail, false);
    }

    /** There, but somebody else's. */
    static SharedRegion forbidden(@Nullable Integer device, String detail) {
        return unreadable(device, detail, true);
    }

    private static SharedRegion unreadable(
            @Nullable Integer device, String detail, boolean isForbidden) {
        return new SharedRegion(
                "9" + device,
                0,
                device,
                "by its id",
                Verdict.UNREADABLE,
                detail,
                SharedUsage.UNKNOWN,
                null,
                List.of(),
                List.of(),
                0,
                isForbidden);
    }

    static BankReport bank(@Nullable Integer banks, long allocatable, long allocated) {
        long free = allocatable - allocated;
        return new BankReport(banks, allocatable, allocated, free, free, List.of());
    }

    static DeviceReport report(long epochMillis, Map<String, BankReport> banks) {
        return new DeviceReport("dev0_", List.of("dev0_l1.csv"), epochMillis, "G2", banks);
    }

    static DeviceSample sample(int device, DeviceStatus status, @Nullable Telemetry telemetry) {
        return new DeviceSample(
                HostDevice.unknown(device), status, 1_800_000_000_123L, telemetry, Holders.UNKNOWN);
    }
}
