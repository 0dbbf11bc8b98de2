/**
 * A tab for JConsole: {@code jconsole -pluginpath tt-flight-jconsole.jar}.
 *
 * <p>Knows the daemon only by its management beans, and needs no other jar of this project.
 */
@NullMarked
package org.ttflight.jconsole;

import org.jspecify.annotations.NullMarked;
