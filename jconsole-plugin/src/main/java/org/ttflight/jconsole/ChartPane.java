package org.ttflight.jconsole;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.MouseEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;

/** Shows one chart; the values below the mouse as a tool tip. */
final class ChartPane extends JComponent {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private transient ChartDrawing drawing;
    private transient @Nullable XYChart painted;
    private boolean isStale;

    ChartPane(ChartDrawing drawing) {
        this.drawing = drawing;
        setToolTipText("");
    }

    void show(ChartDrawing newDrawing, boolean isOld) {
        drawing = newDrawing;
        isStale = isOld;
        repaint();
    }

    ChartDrawing drawing() {
        return drawing;
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(320, 170);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D copy = (Graphics2D) graphics.create();
        Palette palette = Palette.current();
        Palette.smooth(copy);
        if (drawing.isKnown() && getWidth() > 120 && getHeight() > 80) {
            XYChart chart = drawing.chart(getWidth(), getHeight(), palette);
            chart.paint(copy, getWidth(), getHeight());
            labelLimits(copy, chart, palette);
            painted = chart;
        } else {
            painted = null;
            paintNothing(copy, palette);
        }
        copy.dispose();
        if (isStale) {
            Graphics2D over = (Graphics2D) graphics.create();
            palette.veil(over, getWidth(), getHeight());
            over.dispose();
        }
    }

    private void labelLimits(Graphics2D graphics, XYChart chart, Palette palette) {
        ChartScale scale = drawing.scale();
        graphics.setFont(Palette.font(Font.PLAIN, 0.87));
        graphics.setColor(palette.bad());
        int right = (int) chart.getScreenXFromChart((double) drawing.endMillis()) - 4;
        for (double limit : scale.limits()) {
            String text = drawing.limitText(limit);
            int line = (int) chart.getScreenYFromChart(limit / scale.divisor());
            int left = right - graphics.getFontMetrics().stringWidth(text);
            graphics.drawString(text, left, line + graphics.getFontMetrics().getAscent() + 1);
        }
    }

    private void paintNothing(Graphics2D graphics, Palette palette) {
        graphics.setColor(palette.surface());
        graphics.fillRect(0, 0, getWidth(), getHeight());
        graphics.setColor(palette.text());
        graphics.setFont(Palette.font(Font.BOLD, 1));
        centre(graphics, drawing.figure().title(), graphics.getFontMetrics().getHeight() + 4);
        graphics.setColor(palette.faint());
        graphics.setFont(Palette.font(Font.PLAIN, 1));
        String why =
                drawing.lines().isEmpty()
                        ? "Choose a device"
                        : "N/A: nothing is known of the last " + drawing.window().label();
        centre(graphics, why, getHeight() / 2);
    }

    private void centre(Graphics2D graphics, String text, int baseline) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(text, (getWidth() - metrics.stringWidth(text)) / 2, baseline);
    }

    @Override
    public @Nullable String getToolTipText(MouseEvent event) {
        XYChart chart = painted;
        if (chart == null) {
            return null;
        }
        double time = chart.getChartXFromCoordinate(event.getX());
        return Double.isNaN(time) || time < drawing.startMillis() || time > drawing.endMillis()
                ? null
                : valuesAt((long) time);
    }

    /** Returns what each device had then. */
    String valuesAt(long millis) {
        ChartScale scale = drawing.scale();
        StringBuilder text = new StringBuilder("<html>");
        text.append(TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault())));
        for (ChartLine line : drawing.lines()) {
            double value = line.timeline().valueAt(millis);
            text.append("<br>Device ")
                    .append(line.device())
                    .append(": ")
                    .append(Double.isNaN(value) ? Amounts.UNKNOWN : scale.text(value));
        }
        return text.toString();
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new Description();
        }
        return accessibleContext;
    }

    private final class Description extends AccessibleJComponent {
        private static final long serialVersionUID = 1;

        @Override
        public AccessibleRole getAccessibleRole() {
            return AccessibleRole.CANVAS;
        }

        @Override
        public String getAccessibleName() {
            return drawing.figure().title();
        }

        @Override
        public String getAccessibleDescription() {
            return valuesAt(drawing.endMillis());
        }
    }
}
