/**
 * The management beans of the daemon: server, devices, their memory, and processes.
 *
 * <p>Every read takes the published {@link org.ttflight.ledger.LedgerSnapshot}: it never blocks and
 * never touches a device. What is not known is null, never 0 or -1. All types that cross the wire
 * are open types, so that a client needs no class of ours. docs/JMX.md lists all beans.
 */
@NullMarked
package org.ttflight.jmx;

import org.jspecify.annotations.NullMarked;
