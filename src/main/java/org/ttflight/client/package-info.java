/**
 * The reporting client for JVM programs, and the demo workload that is built on it.
 *
 * <p>A program that holds device memory tells the daemon so through an {@link
 * org.ttflight.client.AllocationReporter}. Nothing here throws into the program because of the
 * socket, waits for the server, or uses more memory than it was given: a report that cannot be sent
 * is counted, and what is live is told again once the server listens. Knows the wire format and the
 * JDK, and nothing else of this project.
 */
@NullMarked
package org.ttflight.client;

import org.jspecify.annotations.NullMarked;
