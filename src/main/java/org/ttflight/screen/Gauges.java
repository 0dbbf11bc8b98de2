package org.ttflight.screen;

import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.ReadingState;
import org.ttflight.snapshot.TelemetryState;

/** A device's telemetry as people read it; N/A where there is none, and never the last that was. */
public final class Gauges {
    private static final double NEARLY = 0.9;

    private final @Nullable TelemetryState telemetry;
    private final Glyphs glyphs;

    private Gauges(@Nullable TelemetryState telemetry, Glyphs glyphs) {
        this.telemetry = telemetry;
        this.glyphs = glyphs;
    }

    public static Gauges of(DeviceState device, Glyphs glyphs) {
        HardwareState hardware = device.hardware();
        return new Gauges(hardware == null ? null : hardware.telemetry(), glyphs);
    }

    private @Nullable Double value(String sensor) {
        return telemetry == null ? null : telemetry.value(sensor);
    }

    /** Returns the temperature, yellow near the limit at which the firmware throttles. */
    public Cell temperature(boolean hasLimit) {
        Double limit = value("temperatureLimit");
        return gauge(value("temperature"), hasLimit ? limit : null, limit, glyphs.degrees());
    }

    public Cell power(boolean hasLimit) {
        Double limit = value("powerLimit");
        return gauge(value("power"), hasLimit ? limit : null, limit, " W");
    }

    private static Cell gauge(
            @Nullable Double value, @Nullable Double shown, @Nullable Double limit, String unit) {
        if (value == null) {
            return Cell.of(Amount.UNKNOWN);
        }
        String text = Math.round(value) + (shown == null ? "" : "/" + Math.round(shown)) + unit;
        if (limit == null || value < limit * NEARLY) {
            return Cell.of(text);
        }
        return new Cell("", text, value < limit ? Style.YELLOW : Style.RED);
    }

    public Cell clock() {
        return plain("aiclk", " MHz");
    }

    public Cell fan() {
        return plain("fan", " RPM");
    }

    private Cell plain(String sensor, String unit) {
        Double value = value(sensor);
        return Cell.of(value == null ? Amount.UNKNOWN : Math.round(value) + unit);
    }

    /** Returns lanes and speed, such as {@code x16 16 GT/s}; {@code x8/16 16 GT/s} if reduced. */
    public Cell link() {
        Double width = value("linkWidth");
        Double speed = value("linkSpeed");
        if (width == null && speed == null) {
            return Cell.of(Amount.UNKNOWN);
        }
        String text =
                (width == null ? "" : "x" + outOf("linkWidth", "linkWidthMax"))
                        + (width == null || speed == null ? "" : " ")
                        + (speed == null ? "" : outOf("linkSpeed", "linkSpeedMax") + " GT/s");
        return isLinkReduced() ? new Cell("", text, Style.YELLOW) : Cell.of(text);
    }

    private String outOf(String sensor, String most) {
        return number(value(sensor)) + (isBelow(sensor, most) ? "/" + number(value(most)) : "");
    }

    private boolean isBelow(String sensor, String most) {
        Double value = value(sensor);
        Double best = value(most);
        return value != null && best != null && value < best;
    }

    /** Returns whether the PCIe link has fewer lanes, or is slower, than it could be. */
    public boolean isLinkReduced() {
        return isBelow("linkWidth", "linkWidthMax") || isBelow("linkSpeed", "linkSpeedMax");
    }

    /** Returns in words how the link is reduced; makes sense only if it is. */
    public String reducedLink() {
        String lanes =
                isBelow("linkWidth", "linkWidthMax")
                        ? number(value("linkWidth"))
                                + " of "
                                + number(value("linkWidthMax"))
                                + " lanes"
                        : "";
        String speed =
                isBelow("linkSpeed", "linkSpeedMax")
                        ? number(value("linkSpeed"))
                                + " of "
                                + number(value("linkSpeedMax"))
                                + " GT/s"
                        : "";
        return lanes + (lanes.isEmpty() || speed.isEmpty() ? "" : ", ") + speed;
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return Amount.UNKNOWN;
        }
        long tenths = Math.round(value * 10);
        return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10);
    }

    /** Returns how the device is, in a word for a table; what exactly is wrong does not fit. */
    public static Cell health(DeviceState device, Glyphs glyphs) {
        String word = word(device, glyphs);
        return switch (word) {
            case "ok" -> new Cell("", word, Style.GREEN);
            case Amount.UNKNOWN, "new", "simulated" -> Cell.of(word);
            case "slow link", "see below" -> new Cell("", word, Style.YELLOW);
            default -> new Cell("", word, Style.RED);
        };
    }

    private static String word(DeviceState device, Glyphs glyphs) {
        HardwareState hardware = device.hardware();
        if (hardware == null) {
            return wordWithoutHardware(device.health());
        }
        if (!hardware.status().equals("readable")) {
            return glyphs.clean(hardware.status());
        }
        TelemetryState telemetry = hardware.telemetry();
        if (telemetry != null && isSilent(telemetry)) {
            return "no answer";
        }
        if (telemetry != null && telemetry.heartbeatStalled()) {
            return "stalled";
        }
        Gauges gauges = of(device, glyphs);
        if (gauges.isTooHot()) {
            return "too hot";
        }
        return gauges.isLinkReduced() ? "slow link" : wordWithoutHardware(device.health());
    }

    private static String wordWithoutHardware(String health) {
        if (health.equals("simulated")) {
            return health;
        }
        if (health.startsWith("lost ")) {
            return "lost";
        }
        return switch (health) {
            case "ok", "ok, no telemetry" -> "ok";
            case "unknown" -> Amount.UNKNOWN;
            default -> "see below";
        };
    }

    private boolean isTooHot() {
        Double temperature = value("temperature");
        Double limit = value("temperatureLimit");
        return temperature != null && limit != null && temperature >= limit;
    }

    /** Not the fan alone: firmware that does not control it answers the same. */
    private static boolean isSilent(TelemetryState telemetry) {
        return isSentinel(telemetry, "temperature")
                || isSentinel(telemetry, "power")
                || isSentinel(telemetry, "aiclk");
    }

    private static boolean isSentinel(TelemetryState telemetry, String sensor) {
        ReadingState reading = telemetry.readings().get(sensor);
        return reading != null && reading.quality().equals("sentinel");
    }
}
