package org.ttflight.jconsole;

import java.awt.Color;
import org.jspecify.annotations.Nullable;

/**
 * One device in a chart.
 *
 * @param name as people know it
 * @param limit what the values should stay below; null if there is none or it is unknown
 */
record ChartLine(
        int device, String name, Color colour, Timeline timeline, @Nullable Double limit) {}
