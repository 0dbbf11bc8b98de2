/**
 * A recording played through the same beans and answers that a daemon gives.
 *
 * <p>Reads our events by name and field, keeps what they last told ({@link
 * org.ttflight.replay.Recollection}), and moves through the file by a clock of its own ({@link
 * org.ttflight.replay.ReplayClock}). Knows no more than the file: what it does not tell is unknown.
 */
@NullMarked
package org.ttflight.replay;

import org.jspecify.annotations.NullMarked;
