/**
 * Who holds which memory: live buffers by process and device, totals, peaks and anomalies.
 *
 * <p>Knows nothing of bytes, sockets or screens, and nothing else of this project. One thread, the
 * writer, owns a {@link org.ttflight.ledger.Ledger}; every other thread reads the immutable {@link
 * org.ttflight.ledger.LedgerSnapshot} it publishes. What happens to single buffers is told to a
 * {@link org.ttflight.ledger.LedgerListener} on the writer's thread.
 *
 * <p>The rules for shared ids, references and releases follow what instrumented tt-metal programs
 * really send; docs/PROTOCOL.md, "What the ledger makes of it", states them.
 */
@NullMarked
package org.ttflight.ledger;

import org.jspecify.annotations.NullMarked;
