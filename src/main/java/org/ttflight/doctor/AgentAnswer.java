package org.ttflight.doctor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon says of itself through its management agent.
 *
 * @param version of tt-flight
 * @param recording the state of the recording, {@code recording} or {@code off}
 * @param repository where the recording is kept, as the daemon sees it; null if it does not say
 * @param temporary the daemon's directory for temporary files; null if it does not say
 */
public record AgentAnswer(
        String version, String recording, @Nullable Path repository, @Nullable Path temporary) {}
