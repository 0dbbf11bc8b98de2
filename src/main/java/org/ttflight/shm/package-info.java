/**
 * tt-metal's own counters in {@code /dev/shm/tt_device_<id>_memory}: the reader of versions 1 to 4,
 * and what they mean: which device, which process, and whether it can be believed.
 *
 * <p>Files are read by position, never mapped (one that is being created would kill the JVM with
 * SIGBUS), and never written.
 */
@NullMarked
package org.ttflight.shm;

import org.jspecify.annotations.NullMarked;
