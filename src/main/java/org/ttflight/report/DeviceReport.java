package org.ttflight.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the reports of one device say. Immutable.
 *
 * @param prefix what stands before the usual file names; empty if nothing does. {@code program_} is
 *     how tt-metal calls reports that it writes after each program; only the last of them counts
 * @param files the files it was read from
 * @param epochMillis when the newest of them was written: this is how old the figures are, also
 *     while a newer version of a file is only half written
 * @param generation of the format: {@code G0} and {@code G1} are in units of 1024 bytes, the first
 *     with each bank by itself; {@code G2} is in bytes
 * @param banks by memory type, {@code DRAM}, {@code L1}, {@code L1_SMALL}
 */
public record DeviceReport(
        String prefix,
        List<String> files,
        long epochMillis,
        String generation,
        Map<String, BankReport> banks) {
    /** Takes copies. */
    public DeviceReport {
        files = List.copyOf(files);
        banks = Collections.unmodifiableMap(new LinkedHashMap<>(banks));
    }
}
