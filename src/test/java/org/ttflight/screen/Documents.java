package org.ttflight.screen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.MemoryUse;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SocketOnly;

/** Documents for screens to show. */
public final class Documents {
    public static final Instant TIME = Instant.parse("2026-11-21T14:30:45.678Z");
    public static final long KIB = 1L << 10;
    public static final long MIB = 1L << 20;
    public static final long GIB = 1L << 30;

    private static final long N150_DRAM = 12 * GIB;
    private static final long N150_L1 = 107_937_792;
    private static final String[] NAMES = {
        "python3",
        "vllm",
        "名前のあるプロセス",
        "a-program-with-a-very-long-name-that-goes-on-and-on",
        "e\u0301te\u0301",
        "tt_metal_tool"
    };
    private static final String[] USERS = {"alice", "root", "somebody-with-a-long-name"};

    private Documents() {}

    /** A host without devices and processes. */
    public static SnapshotDocument empty() {
        return document(List.of(), List.of());
    }

    /** One device and one process, so all in the singular. */
    public static SnapshotDocument single() {
        return document(
                List.of(n150(0, 2_576_980_378L, 45 * MIB, false)),
                List.of(
                        process(12_345, "python3", "alice", held(0, 2_576_980_378L, 45 * MIB)),
                        process(12_399, "idle", "alice")));
    }

    /** Two devices with everything that is unknown, wide, hostile or full. */
    public static SnapshotDocument odd() {
        DeviceState unknown =
                SocketOnly.device(
                        7, null, null, null, false, memory(3 * GIB, 10 * MIB, null, null, true));
        return document(
                List.of(n150(0, 11 * GIB, 90 * MIB, true), unknown),
                List.of(
                        process(1, "名前のあるプロセス", "alice", held(0, 11 * GIB, 50 * MIB)),
                        process(2, "e\u0301te\u0301 😀", "bo\u202eb", held(0, 12 * KIB, 40 * MIB)),
                        SocketOnly.process(
                                4_194_303,
                                false,
                                null,
                                null,
                                null,
                                null,
                                TIME,
                                TIME,
                                "Connected, pid not verified",
                                List.of(held(7, 3 * GIB, 10 * MIB))),
                        SocketOnly.process(
                                33,
                                true,
                                "evil\u001b[2J\nname",
                                "root",
                                null,
                                null,
                                null,
                                null,
                                "Device open (no tracking)",
                                List.of(SocketOnly.held(7, MemoryByType.UNKNOWN)))));
    }

    /** As many devices and processes as asked for, of all kinds. */
    public static SnapshotDocument many(int devices, int processes) {
        List<DeviceState> states = new ArrayList<>();
        for (int at = 0; at < devices; at++) {
            states.add(n150(at, 397L * MIB * at, 3333L * KIB * at, at >= devices / 2));
        }
        List<ProcessState> live = new ArrayList<>();
        for (int at = 0; at < processes; at++) {
            live.add(
                    process(
                            1000 + at * 8_000,
                            NAMES[at % NAMES.length],
                            USERS[at % USERS.length],
                            held(at % devices, 31L * MIB * at, 111L * KIB * at)));
        }
        return document(states, live);
    }

    private static SnapshotDocument document(
            List<DeviceState> devices, List<ProcessState> processes) {
        ServerState server =
                new ServerState(
                        "0.1.0",
                        812,
                        "/tmp/tt_allocation_server.sock",
                        TIME.minusSeconds(7505),
                        7505,
                        1L,
                        2L,
                        3L,
                        Map.of(),
                        Map.of(),
                        processes.size(),
                        5L,
                        6L,
                        7L);
        return SocketOnly.document(1, TIME, server, devices, processes);
    }

    private static DeviceState n150(int ordinal, long dram, long l1, boolean simulated) {
        return SocketOnly.device(
                ordinal,
                "n150",
                "Wormhole_B0",
                "0123456789abcdef",
                simulated,
                memory(dram, l1, N150_DRAM, N150_L1, simulated));
    }

    private static ProcessState process(
            int pid, String name, String user, ProcessMemory... devices) {
        return SocketOnly.process(
                pid, true, name, user, name, TIME, TIME, TIME, "Connected", List.of(devices));
    }

    private static ProcessMemory held(int device, long dram, long l1) {
        return SocketOnly.held(device, memory(dram, l1, null, null, true));
    }

    /** Splits the sums into their parts, so that a screen that adds them wrongly shows. */
    private static MemoryByType memory(
            long dram,
            long l1,
            @Nullable Long dramCapacity,
            @Nullable Long l1Capacity,
            boolean rest) {
        long trace = dram / 8;
        long small = l1 / 16;
        long circular = l1 / 4;
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        types.put("DRAM", use(dram - trace, dramCapacity));
        types.put("L1", use(l1 - small - circular, l1Capacity));
        types.put("SYSTEM_MEMORY", use(rest ? 4 * KIB : 0, null));
        types.put("L1_SMALL", use(small, null));
        types.put("TRACE", use(trace, null));
        types.put("CB", use(circular, null));
        types.put("KERNEL", use(rest ? 56 * KIB : 0, null));
        return new MemoryByType(types);
    }

    private static MemoryUse use(long bytes, @Nullable Long capacity) {
        return SocketOnly.use(bytes, bytes, bytes == 0 ? 0 : 1, capacity, null);
    }
}
