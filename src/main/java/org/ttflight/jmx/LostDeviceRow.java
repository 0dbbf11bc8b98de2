package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.host.LostDevice;

/**
 * A device that was there within the last hour, as a client sees it.
 *
 * @param device the ordinal it had
 * @param cardType the card it was on; null if unknown
 * @param asicId the chip's own number; null if unknown
 * @param pciAddress where it was; null if unknown
 * @param lostTime when it was first missed, in milliseconds since the epoch
 */
public record LostDeviceRow(
        int device,
        @Nullable String cardType,
        @Nullable String asicId,
        @Nullable String pciAddress,
        long lostTime) {

    static LostDeviceRow of(LostDevice lost) {
        HostDevice device = lost.device();
        return new LostDeviceRow(
                device.ordinal(),
                device.cardType(),
                device.asicId(),
                device.identity().pciAddress(),
                lost.lostMillis());
    }
}
