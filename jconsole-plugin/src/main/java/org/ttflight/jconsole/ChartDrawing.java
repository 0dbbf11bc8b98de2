package org.ttflight.jconsole;

import java.awt.BasicStroke;
import java.awt.Font;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One chart as it is to be drawn.
 *
 * @param endMillis where the window ends
 */
record ChartDrawing(Figure figure, ChartWindow window, long endMillis, List<ChartLine> lines) {
    private static final BasicStroke LINE =
            new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHES =
            new BasicStroke(
                    1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {6, 4}, 0);

    long startMillis() {
        return endMillis - window.seconds() * 1000L;
    }

    /** Returns whether any value in the window is known. */
    boolean isKnown() {
        for (ChartLine line : lines) {
            Timeline timeline = line.timeline();
            for (int at = timeline.first(startMillis()); at < timeline.size(); at++) {
                if (!Double.isNaN(timeline.value(at))) {
                    return true;
                }
            }
        }
        return false;
    }

    ChartScale scale() {
        return ChartScale.of(figure, lines, startMillis());
    }

    /** Returns what a dashed line at this height means. */
    String limitText(double limit) {
        String word = figure.unit() == Figure.Unit.BYTES ? "capacity " : "limit ";
        List<ChartLine> whose =
                lines.stream()
                        .filter(line -> line.limit() != null && line.limit() == limit)
                        .toList();
        String devices =
                whose.stream()
                        .map(line -> String.valueOf(line.device()))
                        .collect(Collectors.joining(", "));
        return word
                + scale().text(limit)
                + (whose.size() == lines.size() ? "" : " (device " + devices + ")");
    }

    /** Returns the chart; call only if something is known. */
    XYChart chart(int width, int height, Palette palette) {
        ChartScale scale = scale();
        XYChart chart = new XYChart(width, height);
        chart.setTitle(figure.title());
        chart.setYAxisTitle(scale.unit());
        style(chart.getStyler(), scale, palette);
        for (double limit : scale.limits()) {
            XYSeries series =
                    chart.addSeries(
                            "limit " + limit,
                            List.of(date(startMillis()), date(endMillis)),
                            List.of(limit / scale.divisor(), limit / scale.divisor()));
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(palette.bad());
            series.setLineStyle(DASHES);
        }
        for (ChartLine line : lines) {
            add(chart, line, scale);
        }
        return chart;
    }

    private void add(XYChart chart, ChartLine line, ChartScale scale) {
        Timeline timeline = line.timeline();
        List<Date> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int at = timeline.first(startMillis()); at < timeline.size(); at++) {
            times.add(date(timeline.time(at)));
            values.add(timeline.value(at) / scale.divisor());
        }
        if (!values.isEmpty()) {
            XYSeries series = chart.addSeries(line.name(), times, values);
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(line.colour());
            series.setLineStyle(LINE);
        }
    }

    /** Returns a time as XChart knows times. */
    private static Date date(long millis) {
        return Date.from(Instant.ofEpochMilli(millis));
    }

    private void style(XYStyler styler, ChartScale scale, Palette palette) {
        styler.setLegendVisible(false);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(Palette.font(Font.BOLD, 1));
        styler.setChartTitlePadding(2);
        styler.setChartPadding(6);
        styler.setChartBackgroundColor(palette.surface());
        styler.setChartFontColor(palette.text());
        styler.setPlotBackgroundColor(palette.surface());
        styler.setPlotBorderColor(palette.line());
        styler.setPlotGridLinesColor(Palette.mix(palette.line(), palette.surface(), 0.4));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1);
        styler.setAxisTickLabelsFont(Palette.font(Font.PLAIN, 0.87));
        styler.setAxisTickLabelsColor(palette.text());
        styler.setAxisTickMarksColor(palette.line());
        styler.setAxisTitleFont(Palette.font(Font.PLAIN, 0.87));
        styler.setXAxisTitleColor(palette.faint());
        styler.setYAxisTitleColor(palette.faint());
        styler.setXAxisTitleVisible(false);
        styler.setXAxisTickMarkSpacingHint(85);
        styler.setYAxisTickMarkSpacingHint(32);
        styler.setXAxisMin((double) startMillis());
        styler.setXAxisMax((double) endMillis);
        styler.setYAxisMin(scale.bottom() / scale.divisor());
        styler.setYAxisMax(scale.top() / scale.divisor());
        styler.setDatePattern(window.timePattern());
        styler.setTimezone(TimeZone.getDefault());
        styler.setLocale(Locale.ROOT);
        styler.setToolTipsEnabled(false);
        styler.setAntiAlias(true);
    }

    /** Returns a row for each known value of the window: time, device, figure, unit, value. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (ChartLine line : lines) {
            Timeline timeline = line.timeline();
            for (int at = timeline.first(startMillis()); at < timeline.size(); at++) {
                double value = timeline.value(at);
                if (!Double.isNaN(value) && timeline.time(at) >= startMillis()) {
                    rows.add(
                            Arrays.asList(
                                    Instant.ofEpochMilli(timeline.time(at)).toString(),
                                    String.valueOf(line.device()),
                                    figure.title(),
                                    figure.unit().label(),
                                    plain(value)));
                }
            }
        }
        return rows;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
