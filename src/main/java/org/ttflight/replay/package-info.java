/** A recording played through the same beans and answers that a daemon gives. */
@NullMarked
package org.ttflight.replay;

import org.jspecify.annotations.NullMarked;
