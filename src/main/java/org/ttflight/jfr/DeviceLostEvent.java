package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;

/** A device is gone. */
@Name("tenstorrent.DeviceLost")
@Label("Device Lost")
@Category({"Tenstorrent", "Device"})
@Description("A device is gone: its files vanished, or another chip has its number")
@StackTrace(false)
final class DeviceLostEvent extends Event {
    private static final DeviceLostEvent PROBE = new DeviceLostEvent();

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

    @Label("Reason")
    @Description("How it became known")
    @Nullable String reason;

    static void emit(HostDevice device, String reason) {
        if (!PROBE.isEnabled()) {
            return;
        }
        DeviceLostEvent event = new DeviceLostEvent();
        event.device = device.ordinal();
        event.asicId = device.asicId();
        event.cardType = device.cardType();
        event.pciAddress = device.identity().pciAddress();
        event.reason = reason;
        event.commit();
    }
}
