package org.ttflight.screen;

import org.ttflight.snapshot.Selection;

/**
 * What the one-shot screen shall show.
 *
 * @param selection which devices and processes
 * @param hasDetails whether all that is known of each device follows, and what a process holds on
 *     which device
 * @param isSharedOnly whether only what tt-metal's shared memory tells
 */
public record SmiContents(Selection selection, boolean hasDetails, boolean isSharedOnly) {
    /** All devices and processes, without details. */
    public static final SmiContents USUAL = new SmiContents(Selection.ALL, false, false);
}
