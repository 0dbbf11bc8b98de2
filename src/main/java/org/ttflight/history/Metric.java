package org.ttflight.history;

import org.jspecify.annotations.Nullable;

/** What is kept of a device over time. */
public enum Metric {
    /** Bytes of DRAM and TRACE together. */
    DRAM_USED("dramUsed", "B", true),
    /** Bytes of L1, L1_SMALL and circular buffers together. */
    L1_USED("l1Used", "B", true),
    /** Of the chip. */
    TEMPERATURE("temperature", "°C", false),
    /** Of the chip. */
    POWER("power", "W", false),
    /** The clock of the cores. */
    AICLK("aiclk", "MHz", false),
    /** Over PCIe, by the host or the device. */
    PCIE_TO_DEVICE("pcieToDevice", "B/s", false),
    /** Over PCIe, by the host or the device. */
    PCIE_FROM_DEVICE("pcieFromDevice", "B/s", false);

    private final String label;
    private final String unit;
    private final boolean isPeak;

    Metric(String label, String unit, boolean isPeak) {
        this.label = label;
        this.unit = unit;
        this.isPeak = isPeak;
    }

    /** Returns its name in documents, such as {@code dramUsed}. */
    public String label() {
        return label;
    }

    /** Returns the unit of its values. */
    public String unit() {
        return unit;
    }

    /**
     * Returns whether several values in one step become the highest of them: of memory the peak is
     * what matters. Of all others they become their mean.
     */
    public boolean isPeak() {
        return isPeak;
    }

    /** Returns whether its values have more digits than a float: they are bytes. */
    boolean isExact() {
        return unit.equals("B");
    }

    /** Returns the metric with this name, or null: a newer daemon may know more. */
    static @Nullable Metric ofLabel(String label) {
        for (Metric metric : values()) {
            if (metric.label.equals(label)) {
                return metric;
            }
        }
        return null;
    }
}
