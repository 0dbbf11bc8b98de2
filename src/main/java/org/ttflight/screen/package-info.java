/**
 * How documents look as text: tables, bars, notes.
 *
 * <p>A screen is a pure function of a document and a {@link org.ttflight.screen.View}. {@code smi}
 * is typed often: what lies on its way uses the JDK sparingly.
 */
@NullMarked
package org.ttflight.screen;

import org.jspecify.annotations.NullMarked;
