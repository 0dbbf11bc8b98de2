/**
 * What may be wrong with an installation: the driver, the devices, rights, the socket, shared
 * memory, the programs' environment, the JDK, the daemon's beans. Every finding says how to mend
 * it.
 *
 * <p>Only reads, and opens no device. What it cannot read itself, it asks for through {@link
 * org.ttflight.doctor.Witnesses}. Knows nothing of how a report looks on a screen.
 */
@NullMarked
package org.ttflight.doctor;

import org.jspecify.annotations.NullMarked;
