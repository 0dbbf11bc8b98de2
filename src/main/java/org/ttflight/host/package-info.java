/**
 * What the host itself says about devices and processes: plain file reads under injectable roots.
 *
 * <p>Only reads. No file under {@code /dev/tenstorrent} is ever opened, and no signal is ever sent.
 * Knows nothing else of this project.
 */
@NullMarked
package org.ttflight.host;

import org.jspecify.annotations.NullMarked;
