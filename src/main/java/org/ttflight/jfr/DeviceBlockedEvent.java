package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;

/** A device does not answer. */
@Name("tenstorrent.DeviceBlocked")
@Label("Device Blocked")
@Category({"Tenstorrent", "Device"})
@Description("A read of a device has not returned by the deadline: a reset, or a hang")
@StackTrace(false)
final class DeviceBlockedEvent extends Event {
    private static final DeviceBlockedEvent PROBE = new DeviceBlockedEvent();

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Asic Id")
    @Description("The number of the chip, which stays with it; null if unknown")
    @Nullable String asicId;

    static void emit(HostDevice device) {
        if (!PROBE.isEnabled()) {
            return;
        }
        DeviceBlockedEvent event = new DeviceBlockedEvent();
        event.device = device.ordinal();
        event.asicId = device.asicId();
        event.commit();
    }
}
