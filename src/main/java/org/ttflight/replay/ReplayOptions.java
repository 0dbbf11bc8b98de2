package org.ttflight.replay;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What to play, and how.
 *
 * @param file a recording, or a directory with its parts
 * @param name what to call it
 * @param speed seconds of the recording in a second; infinite for as fast as it goes
 * @param from where to begin; null for the start
 * @param to where to end; null for the end
 * @param zone whose clock times of day are of
 * @param loops whether to begin again at the end
 * @param socket where to answer
 * @param version of this program
 */
public record ReplayOptions(
        Path file,
        String name,
        double speed,
        @Nullable TimePoint from,
        @Nullable TimePoint to,
        ZoneId zone,
        boolean loops,
        Path socket,
        String version) {
    /** Checks the speed. */
    public ReplayOptions {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be more than 0, but is " + speed);
        }
    }
}
