package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.ObservedDevice;

/** One row of a snapshot: a device of which somebody counts more L1 than its buffers make up. */
@Name("tenstorrent.DeviceUnexplained")
@Label("Device Unexplained")
@Category({"Tenstorrent", "Memory"})
@Description("How much L1 of a device is taken by something that no buffer explains")
@StackTrace(false)
@Period("10 s")
final class DeviceUnexplainedEvent extends Event {
    private static final DeviceUnexplainedEvent PROBE = new DeviceUnexplainedEvent();

    @Label("Snapshot")
    @Description("Rows with the same number show the same moment")
    @SnapshotRelation
    int snapshot;

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Unexplained")
    @Description("Inferred, and part of no other figure; -1 if it cannot be inferred")
    @DataAmount
    long unexplained;

    @Label("Basis")
    @Description("From what it is inferred, or why it cannot be")
    @Nullable String basis;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    /** Writes a row if there is anything to infer from; returns how many were written. */
    static int emit(int snapshot, ObservedDevice device) {
        if (device.unexplainedL1() == null && device.unexplainedL1Basis() == null) {
            return 0;
        }
        DeviceUnexplainedEvent event = new DeviceUnexplainedEvent();
        event.snapshot = snapshot;
        event.device = device.ordinal();
        event.unexplained = Unknown.orWhole(device.unexplainedL1());
        event.basis = device.unexplainedL1Basis();
        event.commit();
        return 1;
    }
}
