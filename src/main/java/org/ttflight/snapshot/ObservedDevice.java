package org.ttflight.snapshot;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.report.DeviceReport;

/**
 * One device as all sources together see it. Immutable.
 *
 * @param device which it is
 * @param sample what the driver's files said; null if it has none: simulated, or only known from
 *     programs
 * @param memory by type, every type
 * @param unexplainedL1 bytes of L1 that the allocator or shared memory counts and no buffer
 *     explains; inferred, never part of another figure; null if there is nothing to infer it from
 * @param unexplainedL1Basis from what it is inferred, or why it cannot be, in words; null if there
 *     is nothing to infer it from
 * @param untracked how many processes at least have the device open while nobody says what they
 *     hold, so that {@code memory} is incomplete
 * @param report what MemoryReporter said; null if nothing
 * @param health how it is doing, in words for people: {@code ok}, or what is wrong
 */
public record ObservedDevice(
        HostDevice device,
        @Nullable DeviceSample sample,
        Map<MemoryType, ObservedMemory> memory,
        @Nullable Long unexplainedL1,
        @Nullable String unexplainedL1Basis,
        int untracked,
        @Nullable DeviceReport report,
        String health) {
    /** Takes a copy of the map. */
    public ObservedDevice {
        memory = Map.copyOf(memory);
    }

    /** Returns today's number of the device. */
    public int ordinal() {
        return device.ordinal();
    }

    /** Returns what is known of this type. */
    public ObservedMemory memory(MemoryType type) {
        return memory.getOrDefault(type, ObservedMemory.UNKNOWN);
    }

    /** Returns DRAM and TRACE together in bytes; null if DRAM is unknown. */
    public @Nullable Long dramInUse() {
        return sum(MemoryType.DRAM, MemoryType.TRACE);
    }

    /** Returns L1, L1_SMALL and circular buffers together in bytes; null if L1 is unknown. */
    public @Nullable Long l1InUse() {
        return sum(MemoryType.L1, MemoryType.L1_SMALL, MemoryType.CIRCULAR_BUFFER);
    }

    private @Nullable Long sum(MemoryType first, MemoryType... others) {
        Long sum = memory(first).used();
        if (sum == null) {
            return null;
        }
        long total = sum;
        for (MemoryType type : others) {
            Long used = memory(type).used();
            total += used == null ? 0 : used;
        }
        return total;
    }
}
