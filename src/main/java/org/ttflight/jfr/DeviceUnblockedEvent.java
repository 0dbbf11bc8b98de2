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

/** A device that was blocked answers again. */
@Name("tenstorrent.DeviceUnblocked")
@Label("Device Unblocked")
@Category({"Tenstorrent", "Device"})
@Description("A device that was blocked answers again")
@StackTrace(false)
final class DeviceUnblockedEvent extends Event {
    private static final DeviceUnblockedEvent PROBE = new DeviceUnblockedEvent();

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Asic Id")
    @Description("The number of the chip, which stays with it; null if unknown")
    @Nullable String asicId;

    @Label("Blocked")
    @Description("For how long it did not answer")
    @Timespan
    long blocked;

    static void emit(HostDevice device, long blockedMillis) {
        if (!PROBE.isEnabled()) {
            return;
        }
        DeviceUnblockedEvent event = new DeviceUnblockedEvent();
        event.device = device.ordinal();
        event.asicId = device.asicId();
        event.blocked = Unknown.orNanos(blockedMillis);
        event.commit();
    }
}
