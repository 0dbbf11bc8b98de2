/**
 * The live program on a terminal: devices, charts, telemetry, processes and buffers, with keys.
 *
 * <p>What is drawn is a pure function of a {@link org.ttflight.watch.Scene} and a {@link
 * org.ttflight.watch.WatchState}, and what a key does one of the state. One thread draws and obeys
 * keys; another one asks for data, so that whoever answers slowly delays no key. Where the data
 * comes from is not known here, see {@link org.ttflight.watch.WatchSource}.
 */
@NullMarked
package org.ttflight.watch;

import org.jspecify.annotations.NullMarked;
