package org.ttflight.jconsole;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was read of the processes, as lines of tables. Immutable. */
final class ProcessLines {
    /** A choice of device that is none. */
    static final int ALL_DEVICES = -1;

    static final List<Column> COLUMNS =
            List.of(
                    Column.number("PID", "", 60),
                    Column.text("Name", 170),
                    Column.text("User", 90),
                    Column.text("Tracking", 120),
                    Column.text("Devices", 80),
                    Column.number("DRAM", "bytes", 85),
                    Column.number("L1", "bytes", 85),
                    Column.number("Total", "bytes", 85),
                    Column.number("Buffers", "", 95));

    static final List<Column> HOLDING_COLUMNS =
            List.of(
                    Column.number("Device", "", 60),
                    Column.text("Memory", 88),
                    Column.number("Used", "bytes", 82),
                    Column.number("Peak", "bytes", 82),
                    Column.number("Buffers", "", 70),
                    Column.text("Source", 138));

    static final int NAME = 1;
    static final int USER = 2;
    static final int DRAM = 5;
    static final int L1 = 6;
    static final int TOTAL = 7;
    static final int BUFFERS = 8;

    /** What a line of holdings is about. */
    record HoldingKey(int device, String memory) {}

    private static final Set<String> IN_DRAM = Set.of("DRAM", "TRACE");
    private static final Set<String> IN_L1 = Set.of("L1", "L1_SMALL", "CB");

    private final List<ProcessReading> processes;
    private final Map<ProcessKey, List<HoldingReading>> holdings = new HashMap<>();
    private final Map<ProcessKey, Integer> claims = new HashMap<>();

    ProcessLines(List<ProcessReading> processes, List<HoldingReading> allHoldings) {
        this.processes = processes;
        for (HoldingReading holding : allHoldings) {
            holdings.computeIfAbsent(ProcessKey.of(holding), key -> new ArrayList<>()).add(holding);
        }
        for (ProcessReading process : processes) {
            claims.merge(ProcessKey.of(process), 1, Integer::sum);
        }
    }

    int size() {
        return processes.size();
    }

    /** Returns this process, or the first that claims to be it; null if there is none. */
    @Nullable ProcessReading process(ProcessKey key) {
        return processes.stream()
                .filter(process -> ProcessKey.of(process).equals(key))
                .findFirst()
                .orElse(null);
    }

    /** Returns the processes that use this device, with what they hold there; or all, with all. */
    List<Line<ProcessKey>> lines(int device) {
        return processes.stream()
                .filter(process -> device == ALL_DEVICES || process.devices().contains(device))
                .map(process -> line(process, device))
                .toList();
    }

    private Line<ProcessKey> line(ProcessReading process, int device) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.ordinal(process.pid()));
        cells.add(Cell.text(process.name()));
        cells.add(Cell.text(process.user()));
        cells.add(Cell.text(process.tracking()));
        cells.add(Cell.ordinals(process.devices()));
        if (device == ALL_DEVICES) {
            cells.add(Cell.bytes(process.dramInUse()));
            cells.add(Cell.bytes(process.l1InUse()));
            cells.add(Cell.bytes(process.used()));
            cells.add(Cell.count(process.buffers()));
        } else {
            List<HoldingReading> held = held(ProcessKey.of(process), device);
            cells.add(Cell.bytes(used(held, IN_DRAM::contains)));
            cells.add(Cell.bytes(used(held, IN_L1::contains)));
            cells.add(Cell.bytes(used(held, memory -> !memory.equals("SYSTEM_MEMORY"))));
            cells.add(Cell.count(buffers(held)));
        }
        return new Line<>(ProcessKey.of(process), cells);
    }

    /** Returns what it holds on this device; nothing if it cannot be told from another's. */
    private List<HoldingReading> held(ProcessKey process, int device) {
        return claims(process) > 1
                ? List.of()
                : holdings.getOrDefault(process, List.of()).stream()
                        .filter(holding -> holding.device() == device)
                        .toList();
    }

    /** Adds up what is known; one that reports and lists nothing of these types holds nothing. */
    private static @Nullable Long used(List<HoldingReading> held, Predicate<String> memory) {
        Long sum = reports(held) ? Long.valueOf(0) : null;
        for (HoldingReading holding : held) {
            Long used = holding.used();
            if (used != null && memory.test(holding.memory())) {
                sum = Long.valueOf((sum == null ? 0 : sum) + used);
            }
        }
        return sum;
    }

    private static @Nullable Long buffers(List<HoldingReading> held) {
        Long sum = null;
        for (HoldingReading holding : held) {
            Long buffers = holding.buffers();
            if (buffers != null) {
                sum = Long.valueOf((sum == null ? 0 : sum) + buffers);
            }
        }
        return sum;
    }

    private static boolean reports(List<HoldingReading> held) {
        return held.stream().anyMatch(holding -> holding.buffers() != null);
    }

    /** Returns how many processes claim to be this one; 0 if there is none. */
    int claims(ProcessKey process) {
        return claims.getOrDefault(process, 0);
    }

    /** Returns what a process holds or held, by device and memory type. */
    List<Line<HoldingKey>> holdings(ProcessKey process) {
        return holdings.getOrDefault(process, List.of()).stream()
                .map(
                        holding ->
                                new Line<>(
                                        new HoldingKey(holding.device(), holding.memory()),
                                        List.of(
                                                Cell.ordinal(holding.device()),
                                                Cell.text(holding.memory()),
                                                Cell.bytes(holding.used()),
                                                Cell.bytes(holding.peak()),
                                                Cell.count(holding.buffers()),
                                                Cell.text(holding.source()))))
                .toList();
    }
}
