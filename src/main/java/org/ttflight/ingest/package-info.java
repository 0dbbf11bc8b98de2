/**
 * The server on the Unix socket: accepts programs, finds out who they are, reads what they report
 * and books it in the ledger, and answers what they ask.
 *
 * <p>One thread, the writer, does all of it. It never waits for a client, never allocates for a
 * message, and logs at most one line for each offender. Lookups that need other packages (who is
 * alive, what is a device, what does a text request answer) come in through small interfaces here,
 * which the daemon implements.
 */
@NullMarked
package org.ttflight.ingest;

import org.jspecify.annotations.NullMarked;
