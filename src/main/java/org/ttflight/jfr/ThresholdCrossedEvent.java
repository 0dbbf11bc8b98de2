package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;

/** What programs report of a memory type on a device reached its threshold from below. */
@Name("tenstorrent.ThresholdCrossed")
@Label("Threshold Crossed")
@Category({"Tenstorrent", "Memory"})
@Description(
        "What programs report of a memory type on a device reached its threshold from below; of shared memory only a notification tells")
@StackTrace(false)
final class ThresholdCrossedEvent extends Event {
    private static final ThresholdCrossedEvent PROBE = new ThresholdCrossedEvent();

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Memory Type")
    @Description("DRAM, L1, L1_SMALL, TRACE, SYSTEM_MEMORY, CB or KERNEL")
    @Nullable String memoryType;

    @Label("Used")
    @DataAmount
    long used;

    @Label("Threshold")
    @DataAmount
    long threshold;

    static void emit(int device, MemoryType type, long used, long threshold) {
        if (!PROBE.isEnabled()) {
            return;
        }
        ThresholdCrossedEvent event = new ThresholdCrossedEvent();
        event.device = device;
        event.memoryType = type.label();
        event.used = used;
        event.threshold = threshold;
        event.commit();
    }
}
