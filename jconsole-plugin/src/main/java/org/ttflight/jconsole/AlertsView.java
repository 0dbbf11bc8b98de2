package org.ttflight.jconsole;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javax.management.MBeanServerConnection;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.RowFilter;
import javax.swing.SwingUtilities;
import javax.swing.table.DefaultTableCellRenderer;

/** What the daemon told of while this view was connected, newest first. */
final class AlertsView implements View, Subscriber, CsvSource {
    private static final String TITLE = "Alerts";
    private static final String NOTHING_YET = "Nothing has happened since this view was connected.";
    private static final String NO_MATCH = "No alert is that severe.";

    private final AlertTableModel model = new AlertTableModel();
    private final CellTable<AlertTableModel> table = new CellTable<>(model, Alert.COLUMNS, TITLE);
    private final JScrollPane scroll = table.inScrollPane();
    private final JComboBox<Least> least = new JComboBox<>(Least.values());
    private final JLabel summary = new JLabel(" ");
    private final JButton clear = new JButton("Clear");
    private final JTextArea message = new JTextArea(3, 40);
    private final JPanel component = new JPanel(new BorderLayout(0, 6));
    private final AlertFeed feed;
    private final Executor swing;
    private final BooleanSupplier isVisible;
    private int unread;

    /** What has come and is not shown yet; guarded by itself. */
    private final Deque<Alert> arrived = new ArrayDeque<>();

    /** Which severities are shown. */
    enum Least {
        ALL("All", Severity.INFO),
        WARNINGS("Warning or worse", Severity.WARNING),
        CRITICAL("Critical only", Severity.CRITICAL);

        private final String label;
        private final Severity severity;

        Least(String label, Severity severity) {
            this.label = label;
            this.severity = severity;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    AlertsView() {
        swing = SwingUtilities::invokeLater;
        isVisible = component::isShowing;
        feed = new AlertFeed(this::arrive);
        arrange();
    }

    AlertsView(Executor background, Executor swing, BooleanSupplier isVisible) {
        this.swing = swing;
        this.isVisible = isVisible;
        feed = new AlertFeed(this::arrive, background);
        arrange();
    }

    private void arrange() {
        table.sorter().setRowFilter(new SeverityFilter());
        table.getColumnModel().getColumn(1).setCellRenderer(new SeverityRenderer());
        table.getSelectionModel().addListSelectionListener(event -> showMessage());
        least.addActionListener(
                event -> {
                    table.sorter().sort();
                    showState();
                });
        clear.addActionListener(event -> clear());
        component.addHierarchyListener(event -> look());
        message.setEditable(false);
        message.setLineWrap(true);
        message.setWrapStyleWord(true);
        message.getAccessibleContext().setAccessibleName("Message of the selected alert");
        component.setBorder(BorderFactory.createEmptyBorder(6, 6, 6, 6));
        component.add(bar(), BorderLayout.PAGE_START);
        component.add(scroll);
        component.add(new JScrollPane(message), BorderLayout.PAGE_END);
        showState();
    }

    private JPanel bar() {
        JPanel bar = new JPanel();
        bar.setLayout(new BoxLayout(bar, BoxLayout.LINE_AXIS));
        JLabel label = new JLabel("Show:");
        label.setLabelFor(least);
        least.setMaximumSize(least.getPreferredSize());
        bar.add(label);
        bar.add(Box.createHorizontalStrut(6));
        bar.add(least);
        bar.add(Box.createHorizontalGlue());
        bar.add(summary);
        bar.add(Box.createHorizontalStrut(12));
        bar.add(clear);
        return bar;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public JComponent component() {
        return component;
    }

    @Override
    public void show(Readout now) {
        showState();
    }

    /** What has happened has happened: the list stays. */
    @Override
    public void showNothing(String why) {
        showState();
    }

    @Override
    public void connected(MBeanServerConnection connection) {
        feed.connected(connection);
    }

    @Override
    public void disconnected() {
        feed.disconnected();
    }

    /** Any thread. Many may come at once: they wait for the Swing thread together. */
    private void arrive(Alert alert) {
        synchronized (arrived) {
            arrived.add(alert);
            if (arrived.size() > AlertTableModel.MOST_ALERTS) {
                arrived.remove();
            }
            if (arrived.size() > 1) {
                return;
            }
        }
        swing.execute(this::showArrived);
    }

    private void showArrived() {
        List<Alert> alerts;
        synchronized (arrived) {
            alerts = new ArrayList<>(arrived);
            arrived.clear();
        }
        int before = table.getRowCount();
        Rectangle seen = table.getVisibleRect();
        model.add(alerts);
        if (seen.y > 0 && table.getRowCount() > before) {
            seen.y += (table.getRowCount() - before) * table.getRowHeight();
            table.scrollRectToVisible(seen);
        }
        unread += alerts.size();
        look();
    }

    private void clear() {
        model.clear();
        unread = 0;
        showState();
    }

    /** Whoever sees the list has read it. */
    private void look() {
        if (isVisible.getAsBoolean()) {
            unread = 0;
        }
        showState();
    }

    private void showState() {
        int all = model.getRowCount();
        int shown = table.getRowCount();
        summary.setText(
                all == 0
                        ? " "
                        : (shown == all
                                        ? Cell.countText(all)
                                        : Cell.countText(shown) + " of " + Cell.countText(all))
                                + (all == 1 ? " alert" : " alerts"));
        table.setEmptyText(all == 0 ? NOTHING_YET : NO_MATCH);
        clear.setEnabled(all > 0);
        JTabbedPane tabs =
                (JTabbedPane) SwingUtilities.getAncestorOfClass(JTabbedPane.class, component);
        int tab = tabs == null ? -1 : tabs.indexOfComponent(component);
        if (tab >= 0) {
            String title = unread == 0 ? TITLE : TITLE + " (" + Cell.countText(unread) + ")";
            if (!title.equals(tabs.getTitleAt(tab))) {
                tabs.setTitleAt(tab, title);
            }
        }
        showMessage();
    }

    private void showMessage() {
        int row = table.getSelectedRow();
        String text = row < 0 ? "" : model.alert(table.convertRowIndexToModel(row)).message();
        if (!text.equals(message.getText())) {
            message.setText(text);
            message.setCaretPosition(0);
        }
    }

    @Override
    public List<String> header() {
        return table.csvHeader();
    }

    @Override
    public List<List<String>> rows() {
        return table.csvRows();
    }

    AlertTableModel model() {
        return model;
    }

    CellTable<AlertTableModel> table() {
        return table;
    }

    JComboBox<Least> least() {
        return least;
    }

    JButton clearButton() {
        return clear;
    }

    String message() {
        return message.getText();
    }

    String summary() {
        return summary.getText().strip();
    }

    private final class SeverityFilter extends RowFilter<AlertTableModel, Integer> {
        @Override
        public boolean include(Entry<? extends AlertTableModel, ? extends Integer> entry) {
            Severity severity = model.alert(entry.getIdentifier()).severity();
            return severity.isAtLeast(least.getItemAt(least.getSelectedIndex()).severity);
        }
    }

    /** A dot of its colour, and the word. */
    private final class SeverityRenderer extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getTableCellRendererComponent(
                JTable of,
                Object value,
                boolean isSelected,
                boolean hasFocus,
                int row,
                int column) {
            super.getTableCellRendererComponent(of, value, isSelected, false, row, column);
            setBorder(BorderFactory.createEmptyBorder(0, 5, 0, 5));
            setIcon(new Dot(model.alert(of.convertRowIndexToModel(row)).severity()));
            return this;
        }
    }

    /** A dot in the colour of a severity. */
    private record Dot(Severity severity) implements Icon {
        private static final int SIZE = 10;

        @Override
        public void paintIcon(Component component, Graphics graphics, int x, int y) {
            Graphics2D own = (Graphics2D) graphics.create();
            Palette.smooth(own);
            own.setColor(severity.color(Palette.current()));
            own.fillOval(x, y, SIZE, SIZE);
            own.dispose();
        }

        @Override
        public int getIconWidth() {
            return SIZE;
        }

        @Override
        public int getIconHeight() {
            return SIZE;
        }
    }
}
