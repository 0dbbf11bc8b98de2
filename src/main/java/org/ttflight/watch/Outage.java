package org.ttflight.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why what is shown is not of now.
 *
 * @param since when the last answer came; null if there was none
 * @param why what is wrong, for people; null if the answer is only late
 */
record Outage(@Nullable Instant since, @Nullable String why) {}
