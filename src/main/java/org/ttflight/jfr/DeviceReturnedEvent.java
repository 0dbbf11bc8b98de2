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

/** A chip that was lost is back. */
@Name("tenstorrent.DeviceReturned")
@Label("Device Returned")
@Category({"Tenstorrent", "Device"})
@Description("A chip that was lost is back")
@StackTrace(false)
final class DeviceReturnedEvent extends Event {
    private static final DeviceReturnedEvent PROBE = new DeviceReturnedEvent();

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Asic Id")
    @Description("The number of the chip, which stays with it; null if unknown")
    @Nullable String asicId;

    @Label("Last Device")
    @Description("The number of the device when it was lost")
    int lastDevice;

    @Label("Away")
    @Description("For how long it was away")
    @Timespan
    long away;

    static void emit(HostDevice device, int lastDevice, long awayMillis) {
        if (!PROBE.isEnabled()) {
            return;
        }
        DeviceReturnedEvent event = new DeviceReturnedEvent();
        event.device = device.ordinal();
        event.asicId = device.asicId();
        event.lastDevice = lastDevice;
        event.away = Unknown.orNanos(awayMillis);
        event.commit();
    }
}
