/**
 * What looks like a leak: buffers that live long, holders that are idle, memory that was left
 * behind, releases that make no sense, and use that grows and grows.
 *
 * <p>Judges what the ledger and the observations say; asks nobody, and says of nothing that it is a
 * leak for sure. docs/LEAKS.md states the rules.
 */
@NullMarked
package org.ttflight.leak;

import org.jspecify.annotations.NullMarked;
