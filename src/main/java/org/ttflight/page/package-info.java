/** What a recording tells, as one HTML page that needs no network. */
@NullMarked
package org.ttflight.page;

import org.jspecify.annotations.NullMarked;
