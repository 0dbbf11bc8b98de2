package org.ttflight.snapshot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sources other than the socket.
 *
 * @param driverVersion the version of the loaded driver; null if none
 * @param sources the state of each source in words for people, by name: {@code socket}, {@code
 *     driver}, {@code sharedMemory}, {@code reports}
 * @param lost devices that were there within the last hour
 * @param problems what could not be read, a sentence each
 */
public record HostSummary(
        @Nullable String driverVersion,
        Map<String, String> sources,
        List<LostDeviceState> lost,
        List<String> problems) {
    /** Nothing was looked at. */
    public static final HostSummary UNKNOWN = new HostSummary(null, Map.of(), List.of(), List.of());

    /** Takes copies. */
    public HostSummary {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        lost = List.copyOf(lost);
        problems = List.copyOf(problems);
    }
}
