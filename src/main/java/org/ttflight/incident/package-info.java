/**
 * What counts as an incident, and the files that are kept of each: a recording of the minutes
 * around it, and a summary in text.
 *
 * <p>Knows nothing of JFR; who writes a recording is handed in. Nothing that happens here reaches
 * the ledger's writer: it only leaves word, and does not wait.
 */
@NullMarked
package org.ttflight.incident;

import org.jspecify.annotations.NullMarked;
