/**
 * The daemon: configuration, wiring, the order of start and stop, and the log.
 *
 * <p>The only place that knows all sources and all views. Holds no logic of its own beyond that.
 */
@NullMarked
package org.ttflight.daemon;

import org.jspecify.annotations.NullMarked;
