package org.ttflight.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the host's own files said at one moment. Immutable.
 *
 * @param epochMillis when
 * @param driverVersion the version of the loaded driver; null if none is loaded or it does not say
 * @param driver the state of the driver as a source, in words: {@code no driver}, {@code no
 *     devices}, {@code 2 devices}, or what is wrong
 * @param devices those that are there, by ordinal
 * @param lost those that were there within the last hour
 * @param processes all that have a device open, and those that somebody else asked to follow, by
 *     pid
 */
public record HostState(
        long epochMillis,
        @Nullable String driverVersion,
        String driver,
        List<DeviceSample> devices,
        List<LostDevice> lost,
        List<HostProcess> processes) {
    /** Nothing was looked at. */
    public static final HostState NOT_READ =
            new HostState(0, null, "not read", List.of(), List.of(), List.of());

    /** Takes copies of the lists. */
    public HostState {
        devices = List.copyOf(devices);
        lost = List.copyOf(lost);
        processes = List.copyOf(processes);
    }

    /** Returns what was read of this device, or null if it is not there. */
    public @Nullable DeviceSample device(int ordinal) {
        for (DeviceSample sample : devices) {
            if (sample.device().ordinal() == ordinal) {
                return sample;
            }
        }
        return null;
    }
}
