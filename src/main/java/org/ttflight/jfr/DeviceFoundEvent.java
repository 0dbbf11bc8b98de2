package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;

/** A device was seen for the first time. */
@Name("tenstorrent.DeviceFound")
@Label("Device Found")
@Category({"Tenstorrent", "Device"})
@Description("A device was seen for the first time")
@StackTrace(false)
final class DeviceFoundEvent extends Event {
    private static final DeviceFoundEvent PROBE = new DeviceFoundEvent();

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Asic Id")
    @Description("The number of the chip, which stays with it; null if unknown")
    @Nullable String asicId;

    @Label("Card Type")
    @Description("The card as the driver names it; null if unknown")
    @Nullable String cardType;

    @Label("Pci Address")
    @Description("Domain, bus, device and function; null if unknown")
    @Nullable String pciAddress;

    static void emit(HostDevice device) {
        if (!PROBE.isEnabled()) {
            return;
        }
        DeviceFoundEvent event = new DeviceFoundEvent();
        event.device = device.ordinal();
        event.asicId = device.asicId();
        event.cardType = device.cardType();
        event.pciAddress = device.identity().pciAddress();
        event.commit();
    }
}
