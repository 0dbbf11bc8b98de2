/**
 * Files of JFR recordings: where they are kept, how those of a daemon that was killed are mended,
 * and what a recording tells of devices and processes.
 *
 * <p>Reads events by name and field, so that recordings of other versions can be read, too; knows
 * none of the classes that write them.
 */
@NullMarked
package org.ttflight.recording;

import org.jspecify.annotations.NullMarked;
