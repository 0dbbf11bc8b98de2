package org.ttflight.host;

/**
 * What a device can be asked for once a second. {@link Reading#value} is in the sensor's unit,
 * whatever the driver's file has.
 */
public enum Sensor {
    /** Temperature of the chip. */
    TEMPERATURE("temperature", "°C", "temperature of the chip"),
    /** Where the firmware begins to throttle. */
    TEMPERATURE_LIMIT("temperatureLimit", "°C", "temperature at which the firmware throttles"),
    /** Core voltage. */
    VOLTAGE("voltage", "V", "core voltage"),
    /** The most the core may have. */
    VOLTAGE_LIMIT("voltageLimit", "V", "highest core voltage"),
    /** Core current, in whole amperes at its source. */
    CURRENT("current", "A", "core current"),
    /** The most the core may take. */
    CURRENT_LIMIT("currentLimit", "A", "highest core current (TDC limit)"),
    /** Power of the chip, in whole watts at its source; not what the board takes. */
    POWER("power", "W", "power of the chip, not of the board"),
    /** The most the chip may take. */
    POWER_LIMIT("powerLimit", "W", "highest power of the chip (TDP limit)"),
    /** Fan speed; Blackhole only. */
    FAN("fan", "RPM", "fan speed"),
    /** Clock of the Tensix cores. */
    AICLK("aiclk", "MHz", "AICLK, the clock of the Tensix cores"),
    /** Clock of the AXI buses. */
    AXICLK("axiclk", "MHz", "AXICLK, the clock of the AXI buses"),
    /** Clock of the management processor. */
    ARCCLK("arcclk", "MHz", "ARCCLK, the clock of the management processor"),
    /** Counts as long as the firmware lives; 32 bits, wraps. */
    HEARTBEAT("heartbeat", "count", "firmware heartbeat; it changes while the firmware lives"),
    /** Thermal shutdowns since power came; Blackhole only. */
    THERMAL_TRIPS("thermalTrips", "count", "thermal shutdowns since power came"),
    /** PCIe speed of one lane now. */
    LINK_SPEED("linkSpeed", "GT/s", "PCIe transfer rate now"),
    /** PCIe speed of one lane at best. */
    LINK_SPEED_MAX("linkSpeedMax", "GT/s", "highest PCIe transfer rate"),
    /** PCIe lanes now. */
    LINK_WIDTH("linkWidth", "lanes", "PCIe lanes in use"),
    /** PCIe lanes at best. */
    LINK_WIDTH_MAX("linkWidthMax", "lanes", "most PCIe lanes"),
    /** PCIe errors that the link mended itself. */
    AER_CORRECTABLE("aerCorrectable", "count", "PCIe errors that were corrected"),
    /** PCIe errors that lost a transaction. */
    AER_NONFATAL("aerNonfatal", "count", "PCIe errors that lost a transaction"),
    /** PCIe errors that broke the link. */
    AER_FATAL("aerFatal", "count", "PCIe errors that broke the link");

    private final String label;
    private final String unit;
    private final String description;

    Sensor(String label, String unit, String description) {
        this.label = label;
        this.unit = unit;
        this.description = description;
    }

    /** Returns the name in documents. */
    public String label() {
        return label;
    }

    /** Returns the unit of the values. */
    public String unit() {
        return unit;
    }

    /** Returns a few words for people, without a full stop. */
    public String description() {
        return description;
    }
}
