package org.ttflight.screen;

import static org.ttflight.screen.Documents.GIB;
import static org.ttflight.screen.Documents.KIB;
import static org.ttflight.screen.Documents.MIB;
import static org.ttflight.screen.Documents.TIME;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.BankState;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.HostSummary;
import org.ttflight.snapshot.LostDeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.MemoryUse;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.ReadingState;
import org.ttflight.snapshot.RegionState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SocketOnly;
import org.ttflight.snapshot.TelemetryState;
import org.ttflight.snapshot.Tracking;

/** Documents of hosts that tell something themselves. */
public final class HostDocuments {
    private static final String CONTAINER = "f00dfeed0123456789abcdef".repeat(3).substring(0, 64);
    private static final String SHARED = "shared memory";
    private static final String MIXED = "socket and shared memory";
    private static final String[] TYPES = {
        "DRAM", "L1", "SYSTEM_MEMORY", "L1_SMALL", "TRACE", "CB", "KERNEL"
    };

    private HostDocuments() {}

    /** Two devices that are well, and two processes that report. */
    public static SnapshotDocument healthy() {
        return document(
                List.of(
                        device(0, "n150", "ok", readable(healthyReadings()), memory(4 * GIB, 40)),
                        device(1, "n150", "ok", readable(healthyReadings()), memory(0, 0))),
                List.of(
                        process(4242, "python3", Tracking.REPORTING, held(0, "socket", 3 * GIB)),
                        process(4250, "vllm", Tracking.REPORTING, held(0, "socket", GIB))),
                host("2.10.0", "2 devices", List.of(), List.of()),
                List.of());
    }

    /** Everything that can be odd. */
    public static SnapshotDocument zoo() {
        List<DeviceState> devices =
                List.of(
                        crowded(),
                        device(
                                1,
                                "n150",
                                "blocked since 2026-11-21T14:29:00Z",
                                blocked(),
                                memory(MIB, 1)),
                        device(2, "p150a", "not answering", readable(allOnes()), memory(0, 0)),
                        device(3, "n300", "ok, no telemetry", readable(Map.of()), unknownMemory()),
                        device(
                                4,
                                "p150a",
                                "over temperature: 91 °C, limit 90 °C; evil\u001b[2J",
                                readable(hot()),
                                memory(9 * GIB, 60)),
                        device(5, "n150", "lost since 2026-11-21T14:20:00Z", null, memory(0, 0)));
        return document(
                devices,
                zooProcesses(),
                host(
                        "2.10.0",
                        "5 devices",
                        List.of(
                                new LostDeviceState(
                                        5, "n150", "0123456789abcdef", TIME.minusSeconds(645))),
                        List.of("cannot read /proc/driver/tenstorrent/3/pids: Permission denied")),
                zooRegions());
    }

    /** Many devices, all a little odd, and many processes. */
    public static SnapshotDocument galaxy(int devices, int processes) {
        List<DeviceState> states = new ArrayList<>();
        List<RegionState> regions = new ArrayList<>();
        for (int at = 0; at < devices; at++) {
            states.add(
                    device(
                            at,
                            "galaxy-wormhole",
                            at % 8 == 7 ? "heartbeat stalled for " + at + " s" : "ok",
                            readable(at % 8 == 7 ? allOnes() : healthyReadings()),
                            memory(at * 380L * MIB, at)));
            regions.add(region("14117641651593" + at, null, "stale", "all writers are gone"));
        }
        List<ProcessState> live = new ArrayList<>();
        for (int at = 0; at < processes; at++) {
            Tracking tracking = Tracking.values()[at % Tracking.values().length];
            live.add(
                    process(
                            1000 + at,
                            "名前-" + at,
                            tracking,
                            tracking == Tracking.DISABLED || tracking == Tracking.HIDDEN
                                    ? new ProcessMemory(
                                            at % devices, true, false, MemoryByType.UNKNOWN)
                                    : held(at % devices, SHARED, at * MIB)));
        }
        return document(states, live, host("2.10.0", "32 devices", List.of(), List.of()), regions);
    }

    /** Processes that use many devices, in containers, with what they were started with. */
    public static SnapshotDocument mesh() {
        List<DeviceState> devices = new ArrayList<>();
        for (int at = 0; at < 16; at++) {
            String card = at < 8 ? "n150" : "p150a";
            devices.add(
                    device(
                            at,
                            card,
                            "ok",
                            readable(healthyReadings()),
                            shared(at < 4 ? 7 * GIB : at * 100L * MIB)));
        }
        ProcessMemory unknown = new ProcessMemory(5, true, false, MemoryByType.UNKNOWN);
        return document(
                devices,
                List.of(
                        user(901, "idle", "idle --now", null, List.of(held(3, SHARED, 64 * KIB))),
                        user(
                                70_001,
                                "推論サーバー🚀",
                                "python3 -m 推論 --model llama-70b --mesh 2x4 --port 8000",
                                CONTAINER,
                                List.of(
                                        held(7, "socket", 2 * GIB),
                                        held(4, "socket", GIB),
                                        held(5, "socket", GIB),
                                        held(6, "socket", GIB))),
                        user(
                                70_002,
                                "trainer",
                                "/usr/bin/python3 train.py",
                                CONTAINER,
                                List.of(
                                        held(0, SHARED, 7 * GIB),
                                        held(2, SHARED, 7 * GIB),
                                        held(4, "socket", GIB),
                                        unknown,
                                        held(8, "socket", GIB),
                                        held(10, "socket", GIB),
                                        held(12, "socket", GIB),
                                        held(14, "socket", GIB))),
                        user(70_003, "quiet", null, null, List.of(unknown))),
                host("2.10.0", "16 devices", List.of(), List.of()),
                List.of(
                        new RegionState(
                                "141176416515936",
                                4,
                                0,
                                "asic id",
                                "live",
                                null,
                                Map.of("DRAM", 7 * GIB, "L1", 7 * MIB),
                                TIME.minusSeconds(2),
                                1,
                                2,
                                0,
                                0),
                        region("7", 9, "stale", "all writers are gone")));
    }

    /** Two processes of this user. */
    public static SnapshotDocument ownedBy(String user) {
        List<ProcessState> processes = new ArrayList<>();
        for (int pid : new int[] {11, 12}) {
            processes.add(
                    SocketOnly.process(
                            pid, true, "p", user, null, null, null, null, "", List.of()));
        }
        return document(List.of(), processes, HostSummary.UNKNOWN, List.of());
    }

    private static MemoryByType shared(long dram) {
        Map<String, MemoryUse> types = new LinkedHashMap<>(memory(dram, 20).types());
        types.put(
                "DRAM",
                new MemoryUse(dram, dram, 3L, 12 * GIB, "table", MIXED, dram, dram / 7, null));
        return new MemoryByType(types);
    }

    private static ProcessState user(
            int pid,
            String name,
            @Nullable String command,
            @Nullable String container,
            List<ProcessMemory> held) {
        Tracking tracking = Tracking.SHARED_MEMORY;
        return new ProcessState(
                pid,
                true,
                name,
                pid == 901 ? "bob" : "alice",
                command,
                TIME,
                TIME,
                TIME,
                status(tracking),
                held,
                tracking.name(),
                detail(tracking),
                container,
                null,
                3.5,
                1.004,
                812 * MIB);
    }

    /** The same without a daemon. */
    public static SnapshotDocument withoutDaemon(SnapshotDocument document) {
        return new SnapshotDocument(
                document.schema(),
                document.time(),
                null,
                document.devices(),
                document.processes(),
                document.host(),
                document.sharedMemory());
    }

    /** A host without a driver, where only shared memory tells of a process. */
    public static SnapshotDocument noDriver() {
        return withoutDaemon(
                document(
                        List.of(),
                        List.of(),
                        host(null, "no driver", List.of(), List.of()),
                        List.of(region("77", null, "live", null))));
    }

    /** A daemon on a host with a driver, and no device at all. */
    public static SnapshotDocument noDevice() {
        return document(
                List.of(),
                List.of(),
                host("2.10.0", "no devices", List.of(), List.of()),
                List.of());
    }

    private static DeviceState crowded() {
        Map<String, ReadingState> readings = healthyReadings();
        readings.put("linkWidth", ok(8, "lanes"));
        Map<String, MemoryUse> types = new LinkedHashMap<>(memory(11 * GIB, 90).types());
        types.put(
                "DRAM",
                new MemoryUse(
                        11 * GIB,
                        11 * GIB,
                        null,
                        12 * GIB,
                        "table",
                        MIXED,
                        12 * GIB,
                        512 * MIB,
                        new BankState(12, GIB, GIB / 2, GIB / 2, GIB / 8, 0.75)));
        types.put(
                "L1",
                new MemoryUse(
                        90 * MIB,
                        90 * MIB,
                        null,
                        107_937_792L,
                        "table",
                        MIXED,
                        90 * MIB,
                        0L,
                        new BankState(null, MIB, MIB, 0, 0, null)));
        types.put("TRACE", new MemoryUse(MIB, MIB, null, null, null, SHARED, 2 * MIB, MIB, null));
        return new DeviceState(
                0,
                "n150",
                "Wormhole_B0",
                "0123456789abcdef",
                false,
                new MemoryByType(types),
                "PCIe link with 8 of 16 lanes",
                hardware("readable", telemetry(readings, false), 2, "the driver is too old"),
                5 * MIB + 1,
                "the report counts more than the buffers that are live",
                2,
                TIME.minusSeconds(310));
    }

    private static List<ProcessState> zooProcesses() {
        ProcessMemory differs =
                new ProcessMemory(
                        0,
                        true,
                        true,
                        new MemoryByType(
                                Map.of(
                                        "DRAM",
                                        new MemoryUse(
                                                3 * GIB, 3 * GIB, 7L, null, null, "socket", 2 * GIB,
                                                null, null),
                                        "L1",
                                        new MemoryUse(
                                                MIB, MIB, 7L, null, null, "socket", MIB, null,
                                                null))));
        ProcessMemory unknown = new ProcessMemory(0, true, false, MemoryByType.UNKNOWN);
        return List.of(
                process(4242, "python3", Tracking.REPORTING, differs),
                new ProcessState(
                        4250,
                        true,
                        "名前のあるプロセス",
                        "somebody-with-a-long-name",
                        null,
                        TIME,
                        null,
                        null,
                        status(Tracking.SHARED_MEMORY),
                        List.of(held(0, SHARED, 8 * GIB)),
                        Tracking.SHARED_MEMORY.name(),
                        detail(Tracking.SHARED_MEMORY),
                        CONTAINER,
                        "3f2e1d0c-aaaa-bbbb-cccc-0123456789ab",
                        12.5,
                        1.524,
                        3 * GIB),
                process(33, "evil\u001b[2J", Tracking.DISABLED, unknown),
                process(34, "other", Tracking.DISABLED, unknown),
                process(35, "hidden", Tracking.HIDDEN, unknown),
                new ProcessState(
                        4_194_303,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        status(Tracking.SHARED_MEMORY_UNVERIFIED),
                        List.of(held(4, SHARED, 9 * GIB)),
                        Tracking.SHARED_MEMORY_UNVERIFIED.name(),
                        detail(Tracking.SHARED_MEMORY_UNVERIFIED),
                        "evil\u001b]0;container",
                        null,
                        null,
                        null,
                        null));
    }

    private static List<RegionState> zooRegions() {
        return List.of(
                region("1", 0, "live", null),
                region("2", 2, "stale", "all writers are gone"),
                region("3", 3, "stale", "all writers are gone"),
                region("4", 4, "unverifiable", "its writers are in another pid namespace"),
                region("141176416515936", null, "live", null),
                region("6", null, "unreadable", "Permission denied"),
                new RegionState("7", 3, 1, "asic id", "live", null, Map.of(), TIME, 1, 0, 0, 2));
    }

    private static RegionState region(
            String id, @Nullable Integer device, String verdict, @Nullable String detail) {
        return new RegionState(
                id,
                4,
                device,
                device == null ? "no device has this chip id" : "asic id",
                verdict,
                detail,
                device == null && verdict.equals("live")
                        ? Map.of("DRAM", 3 * GIB, "CB", 64 * KIB)
                        : Map.of(),
                TIME,
                1,
                0,
                0,
                0);
    }

    private static HostSummary host(
            @Nullable String version,
            String driver,
            List<LostDeviceState> lost,
            List<String> problems) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("socket", "listening");
        sources.put("driver", driver);
        sources.put("sharedMemory", "no files");
        sources.put("reports", "off");
        return new HostSummary(version, sources, lost, problems);
    }

    private static DeviceState device(
            int ordinal,
            String card,
            String health,
            @Nullable HardwareState hardware,
            MemoryByType memory) {
        return new DeviceState(
                ordinal,
                card,
                card.startsWith("p") ? "Blackhole" : "Wormhole_B0",
                "0123456789abcdef",
                false,
                memory,
                health,
                hardware,
                null,
                null,
                0,
                null);
    }

    private static MemoryByType memory(long dram, long l1Mib) {
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        for (String type : TYPES) {
            Long capacity =
                    switch (type) {
                        case "DRAM" -> 12 * GIB;
                        case "L1" -> 107_937_792L;
                        default -> null;
                    };
            long used =
                    switch (type) {
                        case "DRAM" -> dram;
                        case "L1" -> l1Mib * MIB;
                        default -> 0;
                    };
            types.put(
                    type,
                    SocketOnly.use(used, used, 1, capacity, capacity == null ? null : "table"));
        }
        return new MemoryByType(types);
    }

    private static MemoryByType unknownMemory() {
        MemoryUse unknown =
                new MemoryUse(null, null, null, 12 * GIB, "table", "none", null, null, null);
        return new MemoryByType(Map.of("DRAM", unknown));
    }

    private static ProcessMemory held(int device, String source, long dram) {
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        for (String type : TYPES) {
            long used = type.equals("DRAM") ? dram : dram >> 10;
            Long shared = source.equals(SHARED) ? used : null;
            types.put(
                    type, new MemoryUse(used, used, null, null, null, source, shared, null, null));
        }
        return new ProcessMemory(device, true, false, new MemoryByType(types));
    }

    private static String status(Tracking tracking) {
        return switch (tracking) {
            case REPORTING -> "Connected";
            case REPORTING_UNVERIFIED -> "Connected, pid not verified";
            case SHARED_MEMORY -> "Shared memory";
            case SHARED_MEMORY_UNVERIFIED -> "Shared memory, not verified";
            case DISABLED -> "Tracking disabled";
            case HIDDEN -> "Memory not readable";
        };
    }

    private static String detail(Tracking tracking) {
        return switch (tracking) {
            case REPORTING -> "reports every buffer";
            case REPORTING_UNVERIFIED -> "reports every buffer; its pid is only its own claim";
            case SHARED_MEMORY -> "totals only, from tt-metal's shared memory";
            case SHARED_MEMORY_UNVERIFIED ->
                    "totals only; it runs in another pid namespace, so it may be gone";
            case DISABLED ->
                    "has a device open but reports nothing: tracking is off"
                            + " (TT_METAL_SHM_TRACKING_DISABLED), or it is no tt-metal program";
            case HIDDEN ->
                    "has a device open; its shared memory belongs to another user, so run as root"
                            + " to see it";
        };
    }

    private static ProcessState process(
            int pid, String name, Tracking tracking, ProcessMemory... devices) {
        return new ProcessState(
                pid,
                true,
                name,
                "alice",
                name,
                TIME,
                TIME,
                TIME,
                status(tracking),
                List.of(devices),
                tracking.name(),
                detail(tracking),
                null,
                null,
                3.5,
                0.004,
                812 * MIB);
    }

    private static HardwareState readable(Map<String, ReadingState> readings) {
        return hardware("readable", telemetry(readings, false), 0, null);
    }

    private static HardwareState blocked() {
        ReadingState reading = new ReadingState(null, "", "blocked", null);
        Map<String, ReadingState> readings = new LinkedHashMap<>();
        for (String sensor : List.of("temperature", "power", "aiclk")) {
            readings.put(sensor, reading);
        }
        return hardware("blocked", telemetry(readings, false), 0, null);
    }

    private static HardwareState hardware(
            String status, TelemetryState telemetry, int elsewhere, @Nullable String detail) {
        return new HardwareState(
                status,
                Instant.parse("2026-11-21T14:29:00Z"),
                "0100018011708037",
                "0000:41:00.0",
                0,
                Map.of("bundle", "19.11.0.0"),
                List.of(4242),
                elsewhere,
                "driver",
                detail,
                telemetry);
    }

    private static TelemetryState telemetry(Map<String, ReadingState> readings, boolean isStalled) {
        return new TelemetryState(
                TIME, readings, 0.5, isStalled, Map.of(), 32, null, null, null, null, null, 0);
    }

    private static Map<String, ReadingState> healthyReadings() {
        Map<String, ReadingState> readings = new LinkedHashMap<>();
        readings.put("temperature", ok(45.125, "°C"));
        readings.put("temperatureLimit", ok(75, "°C"));
        readings.put("power", ok(12, "W"));
        readings.put("powerLimit", ok(85, "W"));
        readings.put("aiclk", ok(1000, "MHz"));
        readings.put("linkSpeed", ok(16, "GT/s"));
        readings.put("linkSpeedMax", ok(16, "GT/s"));
        readings.put("linkWidth", ok(16, "lanes"));
        readings.put("linkWidthMax", ok(16, "lanes"));
        readings.put("fan", new ReadingState(null, "RPM", "absent", null));
        return readings;
    }

    private static Map<String, ReadingState> hot() {
        Map<String, ReadingState> readings = healthyReadings();
        readings.put("temperature", ok(91, "°C"));
        readings.put("temperatureLimit", ok(90, "°C"));
        readings.put("power", ok(140, "W"));
        readings.put("powerLimit", ok(150, "W"));
        readings.put("aiclk", new ReadingState(null, "MHz", "absent", null));
        readings.put("linkSpeed", ok(2.5, "GT/s"));
        readings.put("fan", ok(2068, "RPM"));
        return readings;
    }

    private static Map<String, ReadingState> allOnes() {
        Map<String, ReadingState> readings = healthyReadings();
        for (String sensor : List.of("temperature", "power", "aiclk")) {
            readings.put(sensor, new ReadingState(null, "", "sentinel", "4294967295"));
        }
        return readings;
    }

    private static ReadingState ok(double value, String unit) {
        return new ReadingState(value, unit, "ok", null);
    }

    private static SnapshotDocument document(
            List<DeviceState> devices,
            List<ProcessState> processes,
            HostSummary host,
            List<RegionState> regions) {
        return new SnapshotDocument(
                SnapshotDocument.SCHEMA,
                TIME,
                Documents.empty().server(),
                devices,
                processes,
                host,
                regions);
    }
}
