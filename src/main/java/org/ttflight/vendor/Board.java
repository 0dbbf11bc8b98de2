package org.ttflight.vendor;

import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;

/** The vendor's words for boards and links. */
final class Board {
    private Board() {}

    /**
     * Returns the board's name; of a Wormhole with the chip's side, which is always the left one:
     * the right one of an n300 has no PCI function, so the driver does not know it.
     */
    static String type(DeviceState device) {
        String card = device.card();
        String name =
                card == null
                        ? PythonNumbers.UNKNOWN
                        : switch (card) {
                            case "galaxy-wormhole" -> "tt-galaxy-wh";
                            case "galaxy-blackhole" -> "tt-galaxy-bh";
                            case "p100" -> "bh-scrappy";
                            default -> card;
                        };
        return Telemetry.isWormhole(device) ? name + " L" : name;
    }

    /** Returns the chip's family. */
    static String family(DeviceState device) {
        String architecture = device.architecture();
        if (architecture == null) {
            return PythonNumbers.UNKNOWN;
        }
        return Telemetry.isWormhole(device) ? "Wormhole" : architecture;
    }

    /** Returns the generation of PCIe with this many GT/s a lane; null if there is none. */
    static @Nullable Integer generation(@Nullable Double speed) {
        if (speed == null) {
            return null;
        }
        return switch (Double.toString(speed)) {
            case "2.5" -> 1;
            case "5.0" -> 2;
            case "8.0" -> 3;
            case "16.0" -> 4;
            case "32.0" -> 5;
            default -> null;
        };
    }
}
