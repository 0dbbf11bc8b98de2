package org.ttflight.jconsole;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be charted of a device. */
enum Figure {
    DRAM("DRAM", "DRAM in use", Unit.BYTES),
    L1("L1", "L1 in use", Unit.BYTES),
    TEMPERATURE("Temperature", "Temperature", Unit.CELSIUS),
    POWER("Power", "Power", Unit.WATTS),
    AICLK("AICLK", "AICLK", Unit.MEGAHERTZ),
    DRAM_TYPE("DRAM", "Type DRAM", Unit.BYTES),
    L1_TYPE("L1", "Type L1", Unit.BYTES),
    L1_SMALL("L1_SMALL", "Type L1_SMALL", Unit.BYTES),
    TRACE("TRACE", "Type TRACE", Unit.BYTES),
    CB("CB", "Type CB", Unit.BYTES),
    KERNEL("KERNEL", "Type KERNEL", Unit.BYTES),
    SYSTEM_MEMORY("SYSTEM_MEMORY", "Type SYSTEM_MEMORY", Unit.BYTES);

    private final String label;
    private final String title;
    private final Unit unit;

    /** In what it counts. */
    enum Unit {
        BYTES("bytes"),
        CELSIUS("°C"),
        WATTS("W"),
        MEGAHERTZ("MHz");

        private final String label;

        Unit(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    Figure(String label, String title, Unit unit) {
        this.label = label;
        this.title = title;
        this.unit = unit;
    }

    /** Returns its name, for single memory types the one that programs report. */
    String label() {
        return label;
    }

    String title() {
        return title;
    }

    Unit unit() {
        return unit;
    }

    /** Returns whether it is one memory type, of which the daemon remembers nothing. */
    boolean isType() {
        return ordinal() >= DRAM_TYPE.ordinal();
    }

    /** Returns what it counts, for people. */
    String explanation() {
        return switch (this) {
            case DRAM -> "DRAM + TRACE, which share the device's DRAM";
            case L1 -> "L1 + L1_SMALL + CB, which share the cores' L1";
            case TEMPERATURE -> "of the chip";
            case POWER -> "of the chip, not of the board";
            case AICLK -> "the clock of the Tensix cores";
            default -> "only what programs report as " + label + "; kept since this tab was opened";
        };
    }

    /**
     * Returns the value of now; NaN if it is unknown.
     *
     * @param memory of all devices
     */
    double now(DeviceReading device, List<MemoryUse> memory) {
        Number value =
                switch (this) {
                    case DRAM -> device.dramInUse();
                    case L1 -> device.l1InUse();
                    case TEMPERATURE -> device.temperature();
                    case POWER -> device.power();
                    case AICLK -> device.aiClock();
                    default -> type(device.device(), memory);
                };
        return value == null ? Double.NaN : value.doubleValue();
    }

    private @Nullable Long type(int device, List<MemoryUse> memory) {
        for (MemoryUse use : memory) {
            if (use.device() == device && use.memory().equals(label)) {
                return use.used();
            }
        }
        return null;
    }

    /** Returns the value of then; NaN if it is unknown. */
    double past(PastReading then) {
        Number value =
                switch (this) {
                    case DRAM -> then.dramInUse();
                    case L1 -> then.l1InUse();
                    case TEMPERATURE -> then.temperature();
                    case POWER -> then.power();
                    case AICLK -> then.aiClock();
                    default -> null;
                };
        return value == null ? Double.NaN : value.doubleValue();
    }

    /** Returns what it should stay below; null if there is none or it is unknown. */
    @Nullable Double limit(DeviceReading device) {
        Number limit =
                switch (this) {
                    case DRAM -> device.dramCapacity();
                    case L1 -> device.l1Capacity();
                    case TEMPERATURE -> device.temperatureLimit();
                    case POWER -> device.powerLimit();
                    default -> null;
                };
        return limit == null ? null : Double.valueOf(limit.doubleValue());
    }
}
