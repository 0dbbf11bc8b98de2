package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;

/** A chip was shut down because of heat. */
@Name("tenstorrent.ThermalTrip")
@Label("Thermal Trip")
@Category({"Tenstorrent", "Device"})
@Description("A chip was shut down because of heat")
@StackTrace(false)
final class ThermalTripEvent extends Event {
    private static final ThermalTripEvent PROBE = new ThermalTripEvent();

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Asic Id")
    @Description("The number of the chip, which stays with it; null if unknown")
    @Nullable String asicId;

    @Label("Trips")
    @Description("How often since the last reading")
    int trips;

    @Label("Thermal Trips")
    @Description("How often since power came")
    int thermalTrips;

    static void emit(HostDevice device, long trips, long total) {
        if (!PROBE.isEnabled()) {
            return;
        }
        ThermalTripEvent event = new ThermalTripEvent();
        event.device = device.ordinal();
        event.asicId = device.asicId();
        event.trips = Unknown.orCount(trips);
        event.thermalTrips = Unknown.orCount(total);
        event.commit();
    }
}
