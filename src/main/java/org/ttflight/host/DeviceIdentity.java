package org.ttflight.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the driver says about a device that does not change while the device stays. Immutable.
 *
 * @param cardType the card as the driver names it, also one that {@link CardType} does not know;
 *     null if the firmware does not say
 * @param serial the board's number, 16 hexadecimal digits; shared by all chips of a board; null if
 *     unknown
 * @param pciAddress domain, bus, device and function, such as {@code 0000:41:00.0}; null if unknown
 * @param architecture told by the PCI device id; null if unknown
 * @param numaNode the NUMA node; null if unknown or if the host has none
 * @param firmware versions by name: {@code bundle}, {@code m3app}, {@code m3bl}, {@code arc},
 *     {@code eth}, {@code ttflash}; only those there are
 */
public record DeviceIdentity(
        @Nullable String cardType,
        @Nullable String serial,
        @Nullable String pciAddress,
        @Nullable Architecture architecture,
        @Nullable Integer numaNode,
        Map<String, String> firmware) {
    /** Nothing is known. */
    public static final DeviceIdentity UNKNOWN =
            new DeviceIdentity(null, null, null, null, null, Map.of());

    /** Takes a copy of the map, in its order. */
    public DeviceIdentity {
        firmware = Collections.unmodifiableMap(new LinkedHashMap<>(firmware));
    }
}
