package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;

/** The heartbeat of a device has stopped. */
@Name("tenstorrent.HeartbeatStalled")
@Label("Heartbeat Stalled")
@Category({"Tenstorrent", "Device"})
@Description("The heartbeat of a device has stopped: its firmware hangs or is dead")
@StackTrace(false)
final class HeartbeatStalledEvent extends Event {
    private static final HeartbeatStalledEvent PROBE = new HeartbeatStalledEvent();

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Asic Id")
    @Description("The number of the chip, which stays with it; null if unknown")
    @Nullable String asicId;

    @Label("Heartbeat")
    @Description("The count at which it stands")
    long heartbeat;

    @Label("Heartbeat Age")
    @Description("For how long it has stood there")
    @Timespan
    long heartbeatAge;

    static void emit(HostDevice device, long value, long ageMillis) {
        if (!PROBE.isEnabled()) {
            return;
        }
        HeartbeatStalledEvent event = new HeartbeatStalledEvent();
        event.device = device.ordinal();
        event.asicId = device.asicId();
        event.heartbeat = value;
        event.heartbeatAge = Unknown.orNanos(ageMillis);
        event.commit();
    }
}
