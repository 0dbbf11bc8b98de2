package org.ttflight.jconsole;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readouts as a daemon could give them. */
final class Readings {
    static final Instant NOW = Instant.parse("2027-01-15T08:00:00Z");
    static final long GIB = 1L << 30;

    private Readings() {}

    static ProcessReading process(
            int pid,
            @Nullable String name,
            @Nullable String user,
            @Nullable Long used,
            Integer... devices) {
        return new ProcessReading(
                pid,
                true,
                name,
                user,
                used == null ? "Tracking disabled" : "Connected",
                List.of(devices),
                used,
                used == null ? null : 0L,
                used,
                used == null ? null : 7L);
    }

    static HoldingReading holding(int pid, int device, String memory, @Nullable Long used) {
        return new HoldingReading(pid, true, device, memory, used, used, 3L, "socket");
    }

    static Readout of(List<ProcessReading> processes, HoldingReading... holdings) {
        return at(NOW, processes, List.of(holdings));
    }

    static Readout at(Instant time, List<ProcessReading> processes, List<HoldingReading> holdings) {
        return new Readout(time, List.of(), List.of(), processes, holdings);
    }

    /** Returns a busy host: each process holds DRAM and L1 on each device. */
    static Readout busy(int processes, int devices, long bytes) {
        List<ProcessReading> all = new ArrayList<>();
        List<HoldingReading> holdings = new ArrayList<>();
        Integer[] ordinals = new Integer[devices];
        for (int device = 0; device < devices; device++) {
            ordinals[device] = device;
        }
        for (int pid = 1; pid <= processes; pid++) {
            all.add(process(pid, "model" + pid % 50, "user" + pid % 7, pid * bytes, ordinals));
            for (int device = 0; device < devices; device++) {
                holdings.add(holding(pid, device, "DRAM", pid * bytes / devices));
                holdings.add(holding(pid, device, "L1", 0L));
            }
        }
        return at(NOW, all, holdings);
    }
}
