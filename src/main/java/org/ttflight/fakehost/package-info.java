/**
 * A made-up host on disk: the files that the driver, procfs and tt-metal would show, under a
 * directory of our own, for tests and for the demo.
 *
 * <p>Follows tt-kmd 2.10 and the shared memory of tt-metal, versions 1 to 4. Whoever opens a small
 * file reads what it held or what it holds, and nothing between; a file that is kept open may go on
 * showing what it held. Shared memory is rewritten in place, as it is in truth. Chips have ASIC ids
 * that begin with {@code 5EED}, so that nobody takes them for real ones. Knows nothing else of this
 * project.
 */
@NullMarked
package org.ttflight.fakehost;

import org.jspecify.annotations.NullMarked;
