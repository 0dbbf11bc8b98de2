package org.ttflight.host;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The devices of this host, by ordinal. Thread-safe: replaced as a whole, never changed. */
public final class DeviceCatalog {
    private volatile State state = new State(Map.of(), List.of());

    private record State(Map<Integer, HostDevice> byOrdinal, List<HostDevice> devices) {}

    /** Makes these the devices. */
    public void replace(Collection<HostDevice> current) {
        Map<Integer, HostDevice> byOrdinal = new TreeMap<>();
        for (HostDevice device : current) {
            byOrdinal.put(device.ordinal(), device);
        }
        state = new State(byOrdinal, List.copyOf(byOrdinal.values()));
    }

    /** Returns all devices, by ordinal: the same list until they are replaced. */
    public List<HostDevice> devices() {
        return state.devices();
    }

    /** Returns what is known of this ordinal; {@link HostDevice#unknown} if that is nothing. */
    public HostDevice device(int ordinal) {
        return state.byOrdinal().getOrDefault(ordinal, HostDevice.unknown(ordinal));
    }

    /** Returns whether the ordinal is a known device. */
    public boolean contains(int ordinal) {
        return state.byOrdinal().containsKey(ordinal);
    }
}
