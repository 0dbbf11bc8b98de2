package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.CapacitySource;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;

/**
 * How much memory a device has according to MemoryReporter: what the allocator can allocate in all
 * banks, so without what programs and firmware reserve. More exact than the table of cards.
 */
public final class ReportedCapacity {
    private ReportedCapacity() {}

    /** Returns the capacity of this type; unknown if the report does not tell all of it. */
    public static Capacity of(DeviceReport report, MemoryType type) {
        BankReport bank = report.banks().get(type.label());
        if (bank == null) {
            return Capacity.UNKNOWN;
        }
        Long bytes = allBanks(bank, bank.allocatable());
        return bytes == null || bytes <= 0
                ? Capacity.UNKNOWN
                : new Capacity(bytes, CapacitySource.CSV);
    }

    /**
     * Returns the device with the capacities that the report tells instead of those of the table;
     * what the operator has configured stays.
     */
    public static HostDevice withReport(HostDevice device, DeviceReport report) {
        return device.withCapacities(
                better(device.dram(), of(report, MemoryType.DRAM)),
                better(device.l1(), of(report, MemoryType.L1)));
    }

    private static Capacity better(Capacity known, Capacity reported) {
        return reported.bytes() == null || known.source() == CapacitySource.CONFIGURATION
                ? known
                : reported;
    }

    /** Returns the bytes of one bank times the banks; null if unknown or nonsense. */
    static @Nullable Long allBanks(BankReport bank, long bytesOfOneBank) {
        try {
            return bank.inAllBanks(bytesOfOneBank);
        } catch (ArithmeticException e) {
            return null; // numbers that no device has
        }
    }
}
