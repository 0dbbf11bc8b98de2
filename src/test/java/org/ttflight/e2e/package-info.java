/**
 * Tests from the outside: they start the built daemon as users do, and programs that report to it,
 * and look at it through everything it offers.
 *
 * <p>What the programs said they did, in an {@code Account} kept here, is what every view must
 * show. The programs are real processes, of Java and of Python; the Python one is written from the
 * layout table and shares no line with the daemon.
 */
package org.ttflight.e2e;
