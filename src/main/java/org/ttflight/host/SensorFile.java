package org.ttflight.host;

import java.util.function.Function;

/**
 * Where a sensor is read, how often, and what its file means. The bounds of what is plausible are
 * wide: they are to find garbage such as 3.2 kV, not to judge a device.
 */
enum SensorFile {
    TEMPERATURE(
            Sensor.TEMPERATURE,
            Place.HWMON,
            "temp1_input",
            text -> Decoding.temperature(text, Bounds.COLDEST, Bounds.HOTTEST)),
    VOLTAGE(
            Sensor.VOLTAGE,
            Place.HWMON,
            "in0_input",
            text -> Decoding.number(text, 1e3, Decoding.ALL_ONES, Bounds.VOLTS)),
    CURRENT(
            Sensor.CURRENT,
            Place.HWMON,
            "curr1_input",
            text -> Decoding.number(text, 1e3, Bounds.ALL_ONES_BY_THOUSAND, Bounds.AMPERES)),
    POWER(
            Sensor.POWER,
            Place.HWMON,
            "power1_input",
            text -> Decoding.number(text, 1e6, Bounds.ALL_ONES_BY_MILLION, Bounds.WATTS)),
    FAN(Sensor.FAN, Place.HWMON, "fan1_input", text -> Decoding.fan(text, Bounds.FAN_RPM)),
    AICLK(Sensor.AICLK, Place.CLASS, "tt_aiclk", SensorFile::clock),
    AXICLK(Sensor.AXICLK, Place.CLASS, "tt_axiclk", SensorFile::clock),
    ARCCLK(Sensor.ARCCLK, Place.CLASS, "tt_arcclk", SensorFile::clock),
    HEARTBEAT(Sensor.HEARTBEAT, Place.CLASS, "tt_heartbeat", Decoding::counter),
    THERMAL_TRIPS(Sensor.THERMAL_TRIPS, Place.CLASS, "tt_therm_trip_count", Decoding::counter),

    TEMPERATURE_LIMIT(
            Sensor.TEMPERATURE_LIMIT,
            Place.HWMON,
            "temp1_max",
            text -> Decoding.number(text, 1e3, Bounds.ALL_ONES_BY_THOUSAND, Bounds.HOTTEST)),
    VOLTAGE_LIMIT(
            Sensor.VOLTAGE_LIMIT,
            Place.HWMON,
            "in0_max",
            text -> Decoding.number(text, 1e3, Bounds.ALL_ONES_HIGH_HALF, Bounds.VOLTS)),
    CURRENT_LIMIT(
            Sensor.CURRENT_LIMIT,
            Place.HWMON,
            "curr1_max",
            text -> Decoding.number(text, 1e3, Bounds.ALL_ONES_BY_THOUSAND, Bounds.AMPERES)),
    POWER_LIMIT(
            Sensor.POWER_LIMIT,
            Place.HWMON,
            "power1_max",
            text -> Decoding.number(text, 1e6, Bounds.ALL_ONES_BY_MILLION, Bounds.WATTS)),
    LINK_SPEED(Sensor.LINK_SPEED, Place.PCI, "current_link_speed", Decoding::linkSpeed),
    LINK_SPEED_MAX(Sensor.LINK_SPEED_MAX, Place.PCI, "max_link_speed", Decoding::linkSpeed),
    LINK_WIDTH(Sensor.LINK_WIDTH, Place.PCI, "current_link_width", Decoding::linkWidth),
    LINK_WIDTH_MAX(Sensor.LINK_WIDTH_MAX, Place.PCI, "max_link_width", Decoding::linkWidth),
    AER_CORRECTABLE(Sensor.AER_CORRECTABLE, Place.PCI, "aer_dev_correctable", Decoding::errors),
    AER_NONFATAL(Sensor.AER_NONFATAL, Place.PCI, "aer_dev_nonfatal", Decoding::errors),
    AER_FATAL(Sensor.AER_FATAL, Place.PCI, "aer_dev_fatal", Decoding::errors);

    /** The directory that a file is in. */
    enum Place {
        /** {@code /sys/class/tenstorrent/tenstorrent!N}. */
        CLASS,
        /** The device's hwmon directory. */
        HWMON,
        /** The device's PCI directory. */
        PCI
    }

    /** What the driver's arithmetic makes of all ones, and what is still plausible. */
    private static final class Bounds {
        /** 0xFFFFFFFF · 1000, in 32 bits. */
        static final long ALL_ONES_BY_THOUSAND = 4_294_966_296L;

        /** 0xFFFFFFFF · 1000000, in 32 bits. */
        static final long ALL_ONES_BY_MILLION = 4_293_967_296L;

        /** The upper 16 bits. */
        static final long ALL_ONES_HIGH_HALF = 0xFFFF;

        static final double COLDEST = -40;
        static final double HOTTEST = 150;
        static final double VOLTS = 2;
        static final double AMPERES = 1500;
        static final double WATTS = 1500;
        static final double FAN_RPM = 30_000;
        static final double CLOCK_MHZ = 5000;
    }

    private final Sensor sensor;
    private final Place place;
    private final String file;

    @SuppressWarnings("ImmutableEnumChecker") // a pure function
    private final Function<String, Reading> decoder;

    SensorFile(Sensor sensor, Place place, String file, Function<String, Reading> decoder) {
        this.sensor = sensor;
        this.place = place;
        this.file = file;
        this.decoder = decoder;
    }

    private static Reading clock(String text) {
        return Decoding.number(text, 1, Decoding.ALL_ONES, Bounds.CLOCK_MHZ);
    }

    Sensor sensor() {
        return sensor;
    }

    Place place() {
        return place;
    }

    /** Returns the name of the file in its directory. */
    String file() {
        return file;
    }

    /** Returns whether it may lag a few seconds: limits, the link, and its errors. */
    boolean isSlow() {
        return compareTo(TEMPERATURE_LIMIT) >= 0;
    }

    /** Returns what this text of the file means. */
    Reading decode(String text) {
        return decoder.apply(text);
    }

    /** Returns what the file says; a fan that the driver has no number for is absent. */
    Reading decode(FileText text) {
        Reading reading = text.decode(decoder);
        boolean isNoData = "No data available".equals(reading.detail());
        return this == FAN && reading.quality() == Quality.UNREADABLE && isNoData
                ? Reading.bad(Quality.ABSENT, "not controlled by the firmware")
                : reading;
    }
}
