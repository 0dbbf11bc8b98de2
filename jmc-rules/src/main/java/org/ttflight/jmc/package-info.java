/**
 * Rules for the automated analysis of JDK Mission Control: what a recording of tt-flight tells, in
 * words, with a score.
 *
 * <p>Knows the events by name, as docs/JFR.md lists them, and nothing of the program that writes
 * them: an event or a field that a recording does not have is unknown, never 0. JDK Mission Control
 * finds the rules through META-INF/services and plugin.xml, and evaluates them on threads of its
 * own; a rule has no state.
 */
@NullMarked
package org.ttflight.jmc;

import org.jspecify.annotations.NullMarked;
