package org.ttflight.daemon;

import org.ttflight.host.Capacity;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.ingest.DeviceDirectory;
import org.ttflight.wire.DeviceInfoResponse;

/** Tells on the wire what the catalog of devices knows. */
record CatalogDirectory(DeviceCatalog catalog) implements DeviceDirectory {
    @Override
    public int count() {
        return catalog.devices().size();
    }

    @Override
    public DeviceInfoResponse info(int ordinal) {
        if (!catalog.contains(ordinal)) {
            return DeviceInfoResponse.unknown(ordinal);
        }
        HostDevice device = catalog.device(ordinal);
        CardType card = device.card();
        return new DeviceInfoResponse(
                ordinal,
                bytes(device.dram()),
                bytes(device.l1()),
                card == null ? 0 : card.architecture().code(),
                card == null ? 0 : card.dramChannels(),
                card == null ? 0 : card.dramPerChannel(),
                card == null ? 0 : card.l1PerCore(),
                true,
                0);
    }

    /** On the wire 0 is the only word for unknown. */
    private static long bytes(Capacity capacity) {
        Long bytes = capacity.bytes();
        return bytes == null ? 0 : bytes;
    }
}
