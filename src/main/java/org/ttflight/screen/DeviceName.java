package org.ttflight.screen;

import org.ttflight.snapshot.DeviceState;

/** What a device is called on screens. */
public final class DeviceName {
    private DeviceName() {}

    /**
     * Returns the card and the architecture, or what is known of the two.
     *
     * @param isFull whether a known card's architecture is told as well
     */
    public static String of(DeviceState device, boolean isFull, Glyphs glyphs) {
        String card = device.card();
        String architecture = device.architecture();
        if (card == null) {
            return architecture == null ? Amount.UNKNOWN : glyphs.clean(architecture);
        }
        return glyphs.clean(architecture == null || !isFull ? card : card + " " + architecture);
    }
}
