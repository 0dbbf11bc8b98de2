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

/** A heartbeat that had stalled goes on. */
@Name("tenstorrent.HeartbeatResumed")
@Label("Heartbeat Resumed")
@Category({"Tenstorrent", "Device"})
@Description("A heartbeat that had stalled goes on")
@StackTrace(false)
final class HeartbeatResumedEvent extends Event {
    private static final HeartbeatResumedEvent PROBE = new HeartbeatResumedEvent();

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Asic Id")
    @Description("The number of the chip, which stays with it; null if unknown")
    @Nullable String asicId;

    @Label("Stalled")
    @Description("For how long it had stood")
    @Timespan
    long stalled;

    static void emit(HostDevice device, long stalledMillis) {
        if (!PROBE.isEnabled()) {
            return;
        }
        HeartbeatResumedEvent event = new HeartbeatResumedEvent();
        event.device = device.ordinal();
        event.asicId = device.asicId();
        event.stalled = Unknown.orNanos(stalledMillis);
        event.commit();
    }
}
