package org.ttflight.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Point;
import org.ttflight.recording.RecordingReport.Series;

/**
 * What the page's script draws.
 *
 * @param unit of all lines
 * @param device whose marks are drawn; null for all
 */
record Chart(String id, String title, String unit, @Nullable Integer device, List<Line> lines) {
    /**
     * One line.
     *
     * @param limit drawn dashed; null if there is none
     */
    record Line(String name, @Nullable Double limit, List<Point> points) {
        static Line of(String name, Series series) {
            return new Line(name, series.limit(), series.points());
        }
    }
}
