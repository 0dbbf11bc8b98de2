package org.ttflight.jconsole;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.event.HierarchyEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.ButtonGroup;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.JToggleButton;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** Charts of chosen devices and figures over a chosen window. */
final class ChartsView implements View, CsvSource {
    private static final int ALL_AT_FIRST = 4;
    private static final Set<Figure> AT_FIRST =
            EnumSet.of(Figure.DRAM, Figure.L1, Figure.TEMPERATURE, Figure.POWER);

    private final JPanel component = new JPanel(new BorderLayout());
    private final DeviceBoxes devices = new DeviceBoxes(this::chosen);
    private final Map<Figure, JCheckBox> figures = new EnumMap<>(Figure.class);
    private final Map<ChartWindow, JToggleButton> windows = new EnumMap<>(ChartWindow.class);
    private final ChartGrid grid = new ChartGrid();
    private final Timelines timelines = new Timelines();
    private final HistoryReader history;
    private ChartWindow window = ChartWindow.TEN_MINUTES;
    private @Nullable Readout last;
    private boolean isStale;

    /**
     * @param choice the device that is charted alone once it is chosen elsewhere
     * @param connection to ask for what the daemon remembers; null while there is none
     */
    ChartsView(
            DeviceChoice choice,
            Supplier<@Nullable MBeanServerConnection> connection,
            Background background,
            InstantSource clock) {
        this.history =
                new HistoryReader(connection, background, clock, timelines, this::historyChanged);
        component.add(sidebar(), BorderLayout.LINE_START);
        JPanel middle = new JPanel(new BorderLayout());
        middle.add(windowButtons(), BorderLayout.PAGE_START);
        JScrollPane scroll = new JScrollPane(grid);
        scroll.setBorder(null);
        scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        middle.add(scroll);
        component.add(middle);
        choice.addListener(this::chooseOnly);
        component.addHierarchyListener(
                event -> {
                    boolean isShowing = component.isShowing();
                    if ((event.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0
                            && isShowing) {
                        fill();
                    }
                });
    }

    private JComponent sidebar() {
        JPanel column = new JPanel();
        column.setLayout(new BoxLayout(column, BoxLayout.PAGE_AXIS));
        column.setBorder(BorderFactory.createEmptyBorder(6, 8, 6, 8));
        column.add(heading("Devices"));
        column.add(left(devices));
        column.add(Box.createVerticalStrut(10));
        column.add(heading("Charts"));
        for (Figure figure : Figure.values()) {
            if (figure == Figure.DRAM_TYPE) {
                column.add(Box.createVerticalStrut(10));
                column.add(heading("Single memory types"));
            }
            String text = figure.isType() ? figure.label() : figure.title();
            JCheckBox box = new JCheckBox(text, AT_FIRST.contains(figure));
            box.setToolTipText(figure.explanation());
            box.addActionListener(event -> chosen());
            figures.put(figure, box);
            column.add(left(box));
        }
        JPanel top = new JPanel(new BorderLayout());
        top.add(column, BorderLayout.PAGE_START);
        JScrollPane scroll =
                new JScrollPane(
                        top,
                        JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED,
                        JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.getVerticalScrollBar().setUnitIncrement(16);
        scroll.setBorder(null);
        return scroll;
    }

    private static JComponent heading(String text) {
        JLabel label = new JLabel(text);
        label.setFont(Palette.font(Font.BOLD, 1));
        return left(label);
    }

    private static JComponent left(JComponent child) {
        child.setAlignmentX(Component.LEFT_ALIGNMENT);
        return child;
    }

    private JComponent windowButtons() {
        JPanel row = new JPanel(new FlowLayout(FlowLayout.LEADING, 4, 4));
        row.add(new JLabel("The last"));
        ButtonGroup group = new ButtonGroup();
        for (ChartWindow each : ChartWindow.values()) {
            JToggleButton button = new JToggleButton(each.label(), each == window);
            button.addActionListener(event -> choose(each));
            group.add(button);
            windows.put(each, button);
            row.add(button);
        }
        return row;
    }

    @Override
    public String title() {
        return "Charts";
    }

    @Override
    public JComponent component() {
        return component;
    }

    /** Brings it to the front of its tabs. */
    void reveal() {
        if (SwingUtilities.getAncestorOfClass(JTabbedPane.class, component)
                instanceof JTabbedPane tabs) {
            tabs.setSelectedComponent(component);
        }
    }

    @Override
    public void show(Readout now) {
        boolean isFirst = devices.count() == 0;
        last = now;
        isStale = false;
        timelines.add(now);
        devices.show(now.devices());
        if (isFirst) {
            chooseSome(now.devices());
        }
        draw();
        if (component.isShowing()) {
            fill();
        }
    }

    private void chooseSome(List<DeviceReading> known) {
        Set<Integer> some = new TreeSet<>();
        for (DeviceReading device : known) {
            if (some.isEmpty() || known.size() <= ALL_AT_FIRST) {
                some.add(device.device());
            }
        }
        devices.choose(some);
    }

    @Override
    public void showNothing(String why) {
        Readout known = last;
        if (!isStale && known != null) {
            timelines.gap(known.time().toEpochMilli() + 1);
        }
        isStale = true;
        history.forget();
        draw();
    }

    private void chooseOnly(int device) {
        devices.choose(Set.of(device));
        chosen();
    }

    void choose(ChartWindow newWindow) {
        window = newWindow;
        Objects.requireNonNull(windows.get(newWindow)).setSelected(true);
        chosen();
    }

    private void chosen() {
        draw();
        if (component.isShowing()) {
            fill();
        }
    }

    /** Asks for what the daemon remembers of what is shown, if it was not asked yet. */
    void fill() {
        if (last != null && !isStale) {
            history.want(devices.chosen(), window);
        }
    }

    private void historyChanged() {
        draw();
        fill(); // what was chosen meanwhile
    }

    private void draw() {
        grid.show(drawings(), isStale);
    }

    List<ChartDrawing> drawings() {
        Readout now = last;
        if (now == null) {
            return List.of();
        }
        Palette palette = Palette.current();
        Set<Integer> chosen = devices.chosen();
        List<ChartDrawing> drawings = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            if (box(figure).isSelected()) {
                List<ChartLine> lines =
                        now.devices().stream()
                                .filter(device -> chosen.contains(device.device()))
                                .map(device -> line(device, figure, palette))
                                .collect(Collectors.toList());
                drawings.add(new ChartDrawing(figure, window, now.time().toEpochMilli(), lines));
            }
        }
        return drawings;
    }

    private ChartLine line(DeviceReading device, Figure figure, Palette palette) {
        int ordinal = device.device();
        return new ChartLine(
                ordinal,
                "Device " + ordinal,
                devices.colour(ordinal, palette),
                timelines.get(ordinal, figure),
                figure.limit(device));
    }

    @Override
    public List<String> header() {
        return List.of("Time", "Device", "Figure", "Unit", "Value");
    }

    @Override
    public List<List<String>> rows() {
        return drawings().stream().flatMap(drawing -> drawing.rows().stream()).toList();
    }

    DeviceBoxes devices() {
        return devices;
    }

    JCheckBox box(Figure figure) {
        return Objects.requireNonNull(figures.get(figure));
    }

    ChartGrid grid() {
        return grid;
    }
}
