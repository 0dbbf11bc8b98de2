/**
 * What was known over time: a bounded memory of devices, at full resolution for the last minutes
 * and at a coarser one for the last day.
 */
@NullMarked
package org.ttflight.history;

import org.jspecify.annotations.NullMarked;
