/**
 * The monitor inside of a program that reports: the same beans and JFR events as the daemon's, of
 * this program alone, with or without a daemon.
 */
@NullMarked
package org.ttflight.inprocess;

import org.jspecify.annotations.NullMarked;
