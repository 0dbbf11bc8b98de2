/**
 * The commands for people: what they are asked, how they ask the daemon, and where the answer goes.
 *
 * <p>What a command has around it comes from {@link org.ttflight.cli.Surroundings}. {@code smi} has
 * a way that loads no command line library, because people type it often: what lies on it uses the
 * JDK sparingly.
 */
@NullMarked
package org.ttflight.cli;

import org.jspecify.annotations.NullMarked;
