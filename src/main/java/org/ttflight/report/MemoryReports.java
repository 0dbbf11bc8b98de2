package org.ttflight.report;

import java.util.List;
import java.util.Map;

/**
 * All reports found, at one moment. Immutable.
 *
 * @param state of this source, in words: {@code no reports}, {@code 2 reports in DIR}, or what is
 *     wrong
 * @param devices by ordinal, where a file's prefix tells it or there is only one device; of several
 *     for one device, the newest
 * @param unassigned those of which it is not known to which device they belong, the newest first
 * @param problems what is wrong with files or directories, each with its path, in words
 */
public record MemoryReports(
        String state,
        Map<Integer, DeviceReport> devices,
        List<DeviceReport> unassigned,
        List<String> problems) {
    /** Nothing was looked for. */
    public static final MemoryReports NONE =
            new MemoryReports("off", Map.of(), List.of(), List.of());

    /** Takes copies. */
    public MemoryReports {
        devices = Map.copyOf(devices);
        unassigned = List.copyOf(unassigned);
        problems = List.copyOf(problems);
    }
}
