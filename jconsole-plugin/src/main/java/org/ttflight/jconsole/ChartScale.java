package org.ttflight.jconsole;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * How high a chart is, and in which unit.
 *
 * @param unit as it stands on the axis
 * @param divisor what values are divided by
 * @param bottom in the unit of the values
 * @param top in the unit of the values
 * @param limits those that are near enough to be shown, without repetition
 */
record ChartScale(String unit, double divisor, double bottom, double top, List<Double> limits) {
    private static final int MOST_LIMITS = 2;

    /** Returns the scale for these lines from this time on; any if no value is known. */
    static ChartScale of(Figure figure, List<ChartLine> lines, long fromMillis) {
        double near = figure.unit() == Figure.Unit.CELSIUS ? 0.75 : 0.4;
        double low = Double.NaN;
        double high = Double.NaN;
        TreeSet<Double> limits = new TreeSet<>();
        for (ChartLine line : lines) {
            Timeline timeline = line.timeline();
            double most = Double.NaN;
            for (int at = timeline.first(fromMillis); at < timeline.size(); at++) {
                double value = timeline.value(at);
                if (!Double.isNaN(value)) {
                    low = Double.isNaN(low) ? value : Math.min(low, value);
                    most = Double.isNaN(most) ? value : Math.max(most, value);
                }
            }
            if (!Double.isNaN(most)) {
                high = Double.isNaN(high) ? most : Math.max(high, most);
            }
            Double limit = line.limit();
            if (limit != null && limit > 0 && most >= near * limit) {
                limits.add(limit);
            }
        }
        return of(figure, low, high, limits);
    }

    private static ChartScale of(Figure figure, double low, double high, TreeSet<Double> limits) {
        boolean isKnown = !Double.isNaN(high);
        double most = isKnown ? high : 1;
        List<Double> shown = limits.size() > MOST_LIMITS ? List.of() : List.copyOf(limits);
        double highest = Math.max(most, shown.stream().mapToDouble(each -> each).max().orElse(0));
        double bottom =
                figure.unit() == Figure.Unit.CELSIUS && isKnown
                        ? Math.floor((low - 5) / 10) * 10
                        : 0;
        double top = highest <= 0 && bottom == 0 ? 1 : highest + (highest - bottom) * 0.08;
        if (figure.unit() != Figure.Unit.BYTES) {
            return new ChartScale(figure.unit().label(), 1, bottom, top, shown);
        }
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (unit < units.length - 1 && highest >= 1L << (10 * (unit + 1))) {
            unit++;
        }
        return new ChartScale(units[unit], 1L << (10 * unit), 0, top, shown);
    }

    /** Returns a value with the unit. */
    String text(double value) {
        double scaled = value / divisor;
        return divisor == 1
                ? Math.round(scaled) + " " + unit
                : String.format(Locale.ROOT, "%.1f %s", scaled, unit);
    }
}
