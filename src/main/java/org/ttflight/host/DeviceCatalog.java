package org.ttflight.host;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The devices of this host, by ordinal. Thread-safe: replaced as a whole, never changed. */
public final class DeviceCatalog {
    private volatile Map<Integer, HostDevice> devices = Map.of();

    /** Makes these the devices. */
    public void replace(Collection<HostDevice> current) {
        Map<Integer, HostDevice> byOrdinal = new TreeMap<>();
        for (HostDevice device : current) {
            byOrdinal.put(device.ordinal(), device);
        }
        devices = byOrdinal;
    }

    /** Returns all devices, by ordinal. */
    public List<HostDevice> devices() {
        return List.copyOf(devices.values());
    }

    /** Returns what is known of this ordinal; {@link HostDevice#unknown} if that is nothing. */
    public HostDevice device(int ordinal) {
        return devices.getOrDefault(ordinal, HostDevice.unknown(ordinal));
    }

    /** Returns whether the ordinal is a known device. */
    public boolean contains(int ordinal) {
        return devices.containsKey(ordinal);
    }
}
