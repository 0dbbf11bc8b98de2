package org.ttflight.snapshot;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A document in which every field has a value of its own. */
final class Everything {
    private static final Instant TIME = Instant.parse("2026-11-21T14:30:45.123Z");

    private Everything() {}

    static SnapshotDocument document() {
        return document(
                Map.of(
                        "temperature", new ReadingState(47.5, "°C", "ok", null),
                        "power", new ReadingState(61.0, "W", "ok", null),
                        "fan", new ReadingState(null, "RPM", "absent", null),
                        "voltage", new ReadingState(null, "V", "implausible", "3210 mV")));
    }

    static SnapshotDocument document(Map<String, ReadingState> readings) {
        return new SnapshotDocument(
                SnapshotDocument.SCHEMA,
                TIME,
                null,
                List.of(device(readings)),
                List.of(process()),
                new HostSummary(
                        "2.5.0",
                        Map.of("driver", "1 device", "sharedMemory", "2 files"),
                        List.of(
                                new LostDeviceState(3, "n150", "FF", TIME.plusMillis(1)),
                                new LostDeviceState(4, null, null, TIME.plusMillis(2))),
                        List.of("p1")),
                List.of(
                        new RegionState(
                                "99",
                                4,
                                0,
                                "m",
                                "live",
                                "d",
                                Map.of("DRAM", 1L),
                                TIME.plusMillis(3),
                                1,
                                2,
                                3,
                                4),
                        new RegionState(
                                "7",
                                0,
                                null,
                                "n",
                                "unreadable",
                                null,
                                Map.of(),
                                null,
                                0,
                                0,
                                0,
                                0)));
    }

    private static DeviceState device(Map<String, ReadingState> readings) {
        MemoryUse use =
                new MemoryUse(
                        1L,
                        2L,
                        3L,
                        4L,
                        "csv",
                        "socket and shared memory",
                        5L,
                        6L,
                        new BankState(7, 8, 9, 10, 11, 0.125));
        MemoryUse unknown =
                new MemoryUse(
                        null,
                        null,
                        null,
                        null,
                        null,
                        "none",
                        null,
                        null,
                        new BankState(null, 1, 2, 0, 0, null));
        return new DeviceState(
                0,
                "n150",
                "Wormhole_B0",
                "FF",
                false,
                new MemoryByType(Map.of("DRAM", use, "L1", unknown)),
                "over temperature",
                new HardwareState(
                        "readable",
                        TIME.plusMillis(4),
                        "serial",
                        "0000:41:00.0",
                        1,
                        Map.of("bundle", "19.5.0.0"),
                        List.of(11, 12),
                        13,
                        "driver",
                        "detail of holders",
                        new TelemetryState(
                                TIME.plusMillis(5),
                                readings,
                                0.25,
                                true,
                                Map.of("mst_rd_data_word_received", Arrays.asList(14L, null)),
                                32,
                                15L,
                                16L,
                                17.5,
                                18.0,
                                12.5,
                                19.0)),
                20L,
                "basis",
                21,
                TIME.plusMillis(6));
    }

    private static ProcessState process() {
        MemoryUse held = new MemoryUse(1L, 2L, null, null, null, "shared memory", 3L, null, null);
        return new ProcessState(
                22,
                false,
                "n",
                "u",
                "c",
                TIME.plusMillis(7),
                TIME.plusMillis(8),
                TIME.plusMillis(9),
                "Shared memory",
                List.of(
                        new ProcessMemory(0, true, true, new MemoryByType(Map.of("DRAM", held))),
                        new ProcessMemory(1, false, false, MemoryByType.UNKNOWN),
                        new ProcessMemory(2, null, false, MemoryByType.UNKNOWN)),
                "SHARED_MEMORY",
                "in a sentence",
                "container",
                "pod",
                1.5,
                0.75,
                23L);
    }
}
