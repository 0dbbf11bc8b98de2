package org.ttflight.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of {@code monitor}.
 *
 * @param refreshMillis how long to wait between frames
 * @param devices which devices to show; empty for all
 * @param frames after how many frames to stop; 0 for never
 * @param historySeconds how much of the past to show; 0 for nothing
 * @param width null for the width there is
 * @param socket null for the usual one
 * @param places where the host's own files are
 */
record MonitorOptions(
        int refreshMillis,
        List<Integer> devices,
        int frames,
        int historySeconds,
        boolean isAscii,
        @Nullable Integer width,
        @Nullable Path socket,
        HostPlaces places) {

    /** Asking more often shows nothing that people could see. */
    static final int MIN_REFRESH_MILLIS = 100;

    MonitorOptions {
        devices = List.copyOf(devices);
    }
}
