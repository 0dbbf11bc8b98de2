package org.ttflight.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.DeviceHistory;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.Metric;
import org.ttflight.history.Sample;
import org.ttflight.history.Series;
import org.ttflight.screen.DeviceName;
import org.ttflight.screen.Style;
import org.ttflight.screen.View;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.SnapshotDocument;

/** What each device did over time: memory, temperature, power and clock. */
final class ChartsPage {
    private static final int CHARTS = 5;
    private static final int NARROWEST = 36;
    private static final int LOWEST = 6;
    private static final int HIGHEST = 18;
    private static final int LABEL = 7;
    private static final int GAP = 2;

    /** What stands above and below a plot. */
    private static final int EDGES = 2;

    /** So many steps without a sample are no gap: samples do not come to the millisecond. */
    private static final int BRIDGED_STEPS = 2;

    private static final int BRIDGED_REFRESHES = 3;

    private final Scene scene;
    private final WatchState state;
    private final View view;
    private final int columns;
    private final int width;
    private final int height;

    private ChartsPage(Scene scene, WatchState state, View view, int room, int devices) {
        this.scene = scene;
        this.state = state;
        this.view = view;
        columns = Math.max(1, Math.min(CHARTS, (view.width() + GAP) / (NARROWEST + GAP)));
        width = (view.width() - GAP * (columns - 1)) / columns;
        int chartRows = (CHARTS + columns - 1) / columns * Math.max(1, devices);
        height = Math.max(LOWEST, Math.min(HIGHEST, (room - devices) / chartRows));
    }

    static Body draw(
            SnapshotDocument document, Scene scene, WatchState state, View view, int room) {
        int devices = document.devices().size();
        ChartsPage page = new ChartsPage(scene, state, view, room, devices);
        Sample now = Sample.of(document);
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < devices; at++) {
            lines.addAll(page.device(document.devices().get(at), now.points().get(at)));
        }
        return Body.text(lines);
    }

    private List<String> device(DeviceState device, Sample.Point now) {
        List<String> lines = new ArrayList<>();
        String title =
                "Device " + device.device() + "  " + DeviceName.of(device, false, view.glyphs());
        String window = "last " + state.window().label() + "  ([ ] change it)";
        lines.add(view.paint(Lines.cut(title + "   " + window, view.width(), view), Style.BOLD));
        int dots = plotWidth() * Plot.perCell(view.glyphs());
        HistoryDocument history = read(device, dots);
        DeviceHistory known = history.device(device.device(), device.asicId());
        List<Chart> charts = Chart.of(device, now);
        for (int at = 0; at < charts.size(); at += columns) {
            List<List<String>> side = new ArrayList<>();
            for (Chart chart : charts.subList(at, Math.min(charts.size(), at + columns))) {
                side.add(panel(chart, values(chart.metric(), known, history, dots)));
            }
            for (int row = 0; row < height; row++) {
                StringBuilder line = new StringBuilder();
                for (List<String> panel : side) {
                    line.append(line.isEmpty() ? "" : " ".repeat(GAP)).append(panel.get(row));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private int plotWidth() {
        return width - LABEL - 1;
    }

    private Duration window() {
        return state.window().duration();
    }

    /** Ends at a whole step, so that what is in one step does not change as time goes on. */
    private HistoryDocument read(DeviceState device, int dots) {
        long step = Math.max(1, (window().toSeconds() + dots - 1) / dots);
        long end = -Math.floorDiv(-scene.now().toEpochMilli(), step * 1000) * step;
        return scene.history().read(Instant.ofEpochSecond(end), window(), dots, device.device());
    }

    /** Returns a value for each dot from left to right. */
    private double[] values(
            Metric metric, @Nullable DeviceHistory known, HistoryDocument history, int dots) {
        double[] values = new double[dots];
        Arrays.fill(values, Double.NaN);
        Series series = known == null ? null : known.series().get(metric);
        if (series == null) {
            return values;
        }
        double[] steps = bridged(series, history.stepSeconds());
        double stepMillis = history.stepSeconds() * 1000.0;
        double millisOfDot = (double) window().toMillis() / dots;
        double before = window().toMillis() - stepMillis * history.steps();
        for (int dot = 0; dot < dots; dot++) {
            int step = (int) Math.floor(((dot + 0.5) * millisOfDot - before) / stepMillis);
            if (step >= 0 && step < steps.length) {
                values[dot] = steps[step];
            }
        }
        return values;
    }

    /** Fills what is only unknown because no sample fell into so short a step. */
    private double[] bridged(Series series, int stepSeconds) {
        int refreshes = BRIDGED_REFRESHES * state.refreshMillis() / 1000 / stepSeconds;
        int longest = Math.max(BRIDGED_STEPS, refreshes);
        double[] values = new double[series.size()];
        int last = -1;
        for (int at = 0; at < values.length; at++) {
            values[at] = series.at(at);
            if (Double.isNaN(values[at])) {
                continue;
            }
            if (last >= 0 && at - last - 1 <= longest) {
                Arrays.fill(values, last + 1, at, values[last]);
            }
            last = at;
        }
        if (last >= 0 && values.length - last - 1 <= longest) {
            Arrays.fill(values, last + 1, values.length, values[last]);
        }
        return values;
    }

    private List<String> panel(Chart chart, double[] values) {
        double most = chart.highest(new Series(values).max());
        double top = chart.top(most);
        List<String> lines = new ArrayList<>();
        String title = Lines.cut(chart.title(most, view.glyphs()), width, view);
        lines.add(Lines.pad(title, width));
        List<String> rows = Plot.rows(values, top, height - EDGES, chart.isMemory(), view.glyphs());
        char side = view.glyphs().side();
        for (int row = 0; row < rows.size(); row++) {
            String label = row == 0 ? chart.topLabel(top) : row == rows.size() - 1 ? "0" : "";
            String painted = view.paint(rows.get(row), chart.style());
            lines.add(Lines.right(label, LABEL) + side + painted);
        }
        String corner = view.glyphs().bottomRule(2).substring(0, 1);
        String axis = TimeAxis.draw(scene.now(), window(), plotWidth(), view);
        lines.add(" ".repeat(LABEL) + corner + axis);
        return lines;
    }
}
