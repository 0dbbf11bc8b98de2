package org.ttflight.screen;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.MemoryUse;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;

/** The two sums that screens show, and the marks that say what they are worth. */
public final class Figures {
    /** Of which raw figures the sums are made. */
    public static final String SUMS = "DRAM includes TRACE; L1 includes L1_SMALL and CB.";

    /** Stands behind a figure that is, at least in part, from shared memory. */
    public static final String SHARED = "*";

    /** What that mark means. */
    public static final String SHARED_MEANING =
            "at least in part from tt-metal's shared memory, which has totals only: no single"
                    + " buffers, no peaks.";

    public static final List<String> DRAM = List.of("DRAM", "TRACE");
    public static final List<String> L1 = List.of("L1", "L1_SMALL", "CB");

    private Figures() {}

    /** Returns whether shared memory tells any part of this sum. */
    public static boolean isShared(MemoryByType memory, List<String> types) {
        for (String type : types) {
            MemoryUse use = memory.types().get(type);
            if (use != null && use.used() != null && use.source().endsWith("shared memory")) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether any sum of any of these devices is told by shared memory. */
    public static boolean hasShared(List<DeviceState> devices) {
        for (DeviceState device : devices) {
            if (isShared(device.memory(), DRAM) || isShared(device.memory(), L1)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether any sum of any of these processes is told by shared memory. */
    public static boolean hasSharedHoldings(List<ProcessState> processes) {
        for (ProcessState process : processes) {
            for (ProcessMemory held : process.devices()) {
                if (isShared(held.memory(), DRAM) || isShared(held.memory(), L1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns a sum with its mark. */
    public static String marked(@Nullable Long bytes, MemoryByType memory, List<String> types) {
        return Amount.bytes(bytes) + (isShared(memory, types) ? SHARED : "");
    }

    /** Returns a sum of a device with all its marks: that it may be too small, and its source. */
    public static String ofDevice(
            DeviceState device, @Nullable Long bytes, List<String> types, Glyphs glyphs) {
        String marked = marked(bytes, device.memory(), types);
        return bytes != null && device.untracked() > 0 ? glyphs.atLeast() + marked : marked;
    }

    /** Returns whose figures these are, in words; {@code none} if they are nobody's. */
    public static String source(MemoryByType memory) {
        MemoryUse dram = memory.types().get("DRAM");
        MemoryUse l1 = memory.types().get("L1");
        if (dram == null && l1 == null) {
            return "none";
        }
        String first = dram == null ? "none" : dram.source();
        String second = l1 == null ? "none" : l1.source();
        if (first.equals("none")) {
            return second;
        }
        return first.equals(second) || second.equals("none") ? first : "socket and shared memory";
    }
}
