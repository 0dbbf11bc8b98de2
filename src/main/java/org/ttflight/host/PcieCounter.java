package org.ttflight.host;

/**
 * One of the driver's free-running counters of 32-bit words over PCIe; there is one for each of the
 * two NOCs. {@code mst} means that the chip is the initiator, {@code slv} that the host is.
 */
public enum PcieCounter {
    /** What the chip read from the host. */
    MST_RD_RECEIVED("mst_rd_data_word_received", true),
    /** What the chip wrote to the host and waited for. */
    MST_NONPOSTED_WR_SENT("mst_nonposted_wr_data_word_sent", false),
    /** What the chip wrote to the host. */
    MST_POSTED_WR_SENT("mst_posted_wr_data_word_sent", false),
    /** What the host wrote to the chip and waited for. */
    SLV_NONPOSTED_WR_RECEIVED("slv_nonposted_wr_data_word_received", true),
    /** What the host wrote to the chip. */
    SLV_POSTED_WR_RECEIVED("slv_posted_wr_data_word_received", true),
    /** What the host read from the chip. */
    SLV_RD_SENT("slv_rd_data_word_sent", false);

    /** How many NOCs there are, each with its own counter: 0 and 1. */
    public static final int NOCS = 2;

    private final String file;
    private final boolean toDevice;

    PcieCounter(String file, boolean toDevice) {
        this.file = file;
        this.toDevice = toDevice;
    }

    /** Returns the name of the file of one NOC in {@code pcie_perf_counters}. */
    public String file(int noc) {
        return file + noc;
    }

    /** Returns whether it counts what goes from the host to the device. */
    public boolean isToDevice() {
        return toDevice;
    }
}
