/**
 * tt-metal's MemoryReporter CSV files: what the allocator itself says about its banks, at the
 * moment of the dump.
 *
 * <p>Only reads, and tolerates what it finds: files are rewritten in place, so a half-written one
 * keeps what was last read of it and is read again. Knows all generations of the format; what a
 * file says goes through one parser for each of the three files of a dump, and is joined by the
 * set. Knows nothing else of this project.
 */
@NullMarked
package org.ttflight.report;

import org.jspecify.annotations.NullMarked;
