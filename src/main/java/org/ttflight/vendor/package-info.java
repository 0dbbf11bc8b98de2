/**
 * The JSON snapshot of the vendor's {@code tt-smi}, key for key, for programs that read that one.
 *
 * <p>Knows how their fields are named, ordered, padded and encoded. What the driver does not tell
 * is null or {@code "N/A"} here, also where they print a number; docs/MACHINES.md lists where.
 */
@NullMarked
package org.ttflight.vendor;

import org.jspecify.annotations.NullMarked;
