package org.ttflight.leak;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports for tests of whoever shows them. */
public final class Reports {
    private static final Instant NOW = Instant.parse("2026-11-21T14:30:45.123Z");
    private static final long GIB = 1L << 30;
    private static final LeakReport.Holder PYTHON =
            new LeakReport.Holder(4242, true, "python3", "alice");
    private static final LeakReport.Holder STRANGER = new LeakReport.Holder(7, false, null, null);

    private Reports() {}

    private static Map<String, Long> findings(long... counts) {
        Map<String, Long> findings = new LinkedHashMap<>();
        for (LeakKind kind : LeakKind.values()) {
            findings.put(kind.label(), counts[kind.ordinal()]);
        }
        return findings;
    }

    /** Returns one with nothing in it. */
    public static LeakReport none() {
        return new LeakReport(
                LeakReport.SCHEMA,
                NOW,
                NOW.minusSeconds(90),
                LeakRequest.ALL.withLimitsStated(),
                new LeakReport.Looked(2, 17, 0, 0, 9, 0, null),
                findings(0, 0, 0, 0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Returns one of a process that has never reported. */
    public static LeakReport ofNobody(int pid) {
        return new LeakReport(
                LeakReport.SCHEMA,
                NOW,
                NOW.minusSeconds(90),
                LeakRequest.parse("leaks pid=" + pid),
                new LeakReport.Looked(2, 0, 0, 0, 9, 0, false),
                findings(0, 0, 0, 0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Returns one with findings of every kind, of which a hostile name is one holder's. */
    public static LeakReport everything() {
        LeakReport.Holder hostile =
                new LeakReport.Holder(900_001, true, "模型\u001b[31m服务\nx", "bob");
        LeakReport.Buffer small = new LeakReport.Buffer("0x1000", 4096, 7500, 1);
        LeakReport.Buffer large = new LeakReport.Buffer("0x7fff00002000", 3 * GIB, 700, 2);
        List<LeakReport.Held> held =
                List.of(
                        new LeakReport.Held(0, "DRAM", 12, 5 * GIB),
                        new LeakReport.Held(31, "L1_SMALL", 1, 32_768));
        return new LeakReport(
                LeakReport.SCHEMA,
                NOW,
                NOW.minusSeconds(100_000),
                LeakRequest.parse("leaks older-than=600 limit=2"),
                new LeakReport.Looked(3, 1_000_017, 2, 5, 360, 1, null),
                findings(3, 1, 2, 2, 1, 1, 1),
                List.of(
                        new LeakReport.Aged(PYTHON, 0, "DRAM", 12, 5 * GIB, small, large),
                        new LeakReport.Aged(hostile, 31, "L1_SMALL", 1, 32_768, small, small)),
                List.of(new LeakReport.Idle(PYTHON, 4000, 60, 13, 5 * GIB + 32_768, held)),
                List.of(
                        new LeakReport.Growing(
                                PYTHON, 0, "DRAM", 5 * GIB, GIB / 4, 590, 447_392.5, GIB, 2400L),
                        new LeakReport.Growing(
                                STRANGER, 31, "L1", 5 << 20, 2 << 20, 590, 3554.9, null, null)),
                List.of(
                        new LeakReport.Orphan(
                                hostile,
                                NOW.minusSeconds(61),
                                "its last connection closed",
                                3700,
                                13,
                                5 * GIB + 32_768,
                                held),
                        new LeakReport.Orphan(
                                STRANGER,
                                NOW.minusSeconds(90_000),
                                "the process ended",
                                2,
                                1,
                                32_768,
                                held.subList(1, 2))),
                List.of(
                        new LeakReport.Odd(
                                PYTHON,
                                1,
                                "size-change",
                                "address_reused",
                                1234,
                                NOW.minusSeconds(3),
                                List.of(
                                        new LeakReport.Example(
                                                NOW.minusSeconds(3), "L1", "0x2000", 3000L, 5000L),
                                        new LeakReport.Example(
                                                NOW.minusSeconds(4), "L1", "0x3000", 1L, 2L),
                                        new LeakReport.Example(
                                                NOW.minusSeconds(5), "L1", "0x4000", 1L, 2L))),
                        new LeakReport.Odd(
                                PYTHON,
                                1,
                                "double-free",
                                "double_free",
                                2,
                                NOW.minusSeconds(30),
                                List.of(
                                        new LeakReport.Example(
                                                NOW.minusSeconds(30), null, "0x2000", null, null))),
                        new LeakReport.Odd(
                                hostile,
                                0,
                                "unknown-free",
                                "kernel_unknown_unload",
                                1,
                                NOW.minusSeconds(300),
                                List.of(
                                        new LeakReport.Example(
                                                NOW.minusSeconds(300),
                                                "KERNEL",
                                                "0x6",
                                                null,
                                                57_344L)))));
    }
}
