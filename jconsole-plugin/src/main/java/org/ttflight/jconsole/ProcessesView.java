package org.ttflight.jconsole;

import java.awt.BorderLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javax.management.MBeanServerConnection;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.JTextField;
import javax.swing.RowFilter;
import javax.swing.RowSorter;
import javax.swing.SortOrder;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.table.TableColumnModel;
import org.jspecify.annotations.Nullable;

/** All processes, and what the selected one holds. */
final class ProcessesView implements View, Subscriber, CsvSource {
    private static final String NO_MATCH = "No process matches the filter.";

    private final LineTableModel<ProcessKey> model = new LineTableModel<>(ProcessLines.COLUMNS);
    private final CellTable<LineTableModel<ProcessKey>> table =
            new CellTable<>(model, ProcessLines.COLUMNS, "Processes");
    private final JTextField filter = new JTextField(18);
    private final DeviceFilter device = new DeviceFilter();
    private final JLabel summary = new JLabel(" ");
    private final JPanel component = new JPanel(new BorderLayout(0, 6));
    private final ProcessDetails details;
    private ProcessLines lines = new ProcessLines(List.of(), List.of());
    private Instant time = Instant.EPOCH;
    private String whyNone = "";

    /** Outlives what hides it for a time, such as a filter. */
    private @Nullable ProcessKey selected;

    private boolean isRefreshing;

    ProcessesView() {
        details = new ProcessDetails();
        arrange();
    }

    ProcessesView(Executor background, Executor swing, BooleanSupplier isVisible) {
        details = new ProcessDetails(background, swing, isVisible);
        arrange();
    }

    private void arrange() {
        table.sorter()
                .setSortKeys(
                        List.of(new RowSorter.SortKey(ProcessLines.TOTAL, SortOrder.DESCENDING)));
        table.sorter().setRowFilter(new TextFilter());
        table.getSelectionModel().addListSelectionListener(event -> selectionChanged());
        device.addActionListener(event -> refresh());
        filter.getDocument().addDocumentListener(new FilterListener());
        filter.setToolTipText("Parts of name, user or pid");
        JSplitPane split =
                new JSplitPane(
                        JSplitPane.VERTICAL_SPLIT, table.inScrollPane(), details.component());
        split.setResizeWeight(0.6);
        split.setBorder(null);
        component.setBorder(BorderFactory.createEmptyBorder(6, 6, 6, 6));
        component.add(bar(), BorderLayout.PAGE_START);
        component.add(split);
    }

    private JPanel bar() {
        JPanel bar = new JPanel();
        bar.setLayout(new BoxLayout(bar, BoxLayout.LINE_AXIS));
        addLabelled(bar, "Filter:", filter);
        bar.add(Box.createHorizontalStrut(12));
        addLabelled(bar, "Device:", device);
        bar.add(Box.createHorizontalGlue());
        bar.add(summary);
        return bar;
    }

    private static void addLabelled(JPanel bar, String text, JComponent field) {
        JLabel label = new JLabel(text);
        label.setLabelFor(field);
        field.setMaximumSize(field.getPreferredSize());
        bar.add(label);
        bar.add(Box.createHorizontalStrut(6));
        bar.add(field);
    }

    @Override
    public String title() {
        return "Processes";
    }

    @Override
    public JComponent component() {
        return component;
    }

    @Override
    public void show(Readout now) {
        lines = new ProcessLines(now.processes(), now.holdings());
        time = now.time();
        whyNone = "No process uses a device.";
        table.setOld(false);
        details.setProblem(null);
        device.offer(now);
        refresh();
    }

    /** What was shown stays, and looks old. */
    @Override
    public void showNothing(String why) {
        whyNone = why;
        table.setOld(true);
        details.setProblem(why);
        showChanges();
    }

    /** Shows again what was read last: with other figures, or as it is filtered now. */
    private void refresh() {
        int chosen = device.device();
        titleFigures(chosen);
        isRefreshing = true;
        model.show(lines.lines(chosen));
        isRefreshing = false;
        showChanges();
    }

    private void titleFigures(int chosen) {
        TableColumnModel columns = table.getColumnModel();
        String where = chosen == ProcessLines.ALL_DEVICES ? "" : " on " + chosen;
        for (int column = ProcessLines.DRAM; column <= ProcessLines.BUFFERS; column++) {
            columns.getColumn(table.convertColumnIndexToView(column))
                    .setHeaderValue(ProcessLines.COLUMNS.get(column).title() + where);
        }
        table.getTableHeader().repaint();
    }

    /** The rows have changed, by whatever. */
    private void showChanges() {
        select();
        summary.setText(lines.size() == 0 ? " " : summaryText());
        table.setEmptyText(lines.size() == 0 ? whyNone : NO_MATCH);
        showDetails();
    }

    /** Selects what was selected, if it is there and not selected any more. */
    private void select() {
        ProcessKey key = selected;
        int row = key == null ? -1 : model.indexOf(key);
        int shown = row < 0 ? -1 : table.convertRowIndexToView(row);
        if (shown >= 0 && table.getSelectedRow() < 0) {
            isRefreshing = true;
            table.setRowSelectionInterval(shown, shown);
            isRefreshing = false;
        }
    }

    private void selectionChanged() {
        int row = table.getSelectedRow();
        if (!isRefreshing && row >= 0) {
            selected = model.line(table.convertRowIndexToModel(row)).key();
            showDetails();
        }
    }

    private void showDetails() {
        ProcessKey key = selected;
        if (key == null) {
            details.showNothing(ProcessDetails.NO_PROCESS);
        } else {
            details.show(key, lines, time);
        }
    }

    private String summaryText() {
        long bytes = 0;
        int unknown = 0;
        int count = table.getRowCount();
        for (int row = 0; row < count; row++) {
            Long total = table.cell(row, ProcessLines.TOTAL).number();
            bytes += total == null ? 0 : total;
            unknown += total == null ? 1 : 0;
        }
        String all = Cell.countText(lines.size());
        return (count == lines.size() ? all : Cell.countText(count) + " of " + all)
                + (lines.size() == 1 ? " process, " : " processes, ")
                + (unknown == count && count > 0 ? Amounts.UNKNOWN : Amounts.bytes(bytes))
                + (device.device() == ProcessLines.ALL_DEVICES
                        ? ""
                        : " on device " + device.device())
                + (unknown == 0 ? "" : ", unknown for " + Cell.countText(unknown));
    }

    @Override
    public void connected(MBeanServerConnection connection) {
        details.connect(connection);
    }

    @Override
    public void disconnected() {
        details.connect(null);
    }

    @Override
    public List<String> header() {
        int chosen = device.device();
        String where = chosen == ProcessLines.ALL_DEVICES ? "" : " on device " + chosen;
        List<String> titles = new ArrayList<>(table.csvHeader());
        for (int column = ProcessLines.DRAM; column <= ProcessLines.BUFFERS; column++) {
            Column of = ProcessLines.COLUMNS.get(column);
            titles.set(column, of.csvTitle().replaceFirst(of.title(), of.title() + where));
        }
        return titles;
    }

    @Override
    public List<List<String>> rows() {
        return table.csvRows();
    }

    LineTableModel<ProcessKey> model() {
        return model;
    }

    CellTable<LineTableModel<ProcessKey>> table() {
        return table;
    }

    ProcessDetails details() {
        return details;
    }

    DeviceFilter device() {
        return device;
    }

    JTextField filter() {
        return filter;
    }

    String summary() {
        return summary.getText().strip();
    }

    /** Every word has to be part of the pid, the name or the user. */
    private final class TextFilter extends RowFilter<LineTableModel<ProcessKey>, Integer> {
        @Override
        public boolean include(
                Entry<? extends LineTableModel<ProcessKey>, ? extends Integer> entry) {
            String row =
                    String.join(
                                    "\n",
                                    entry.getStringValue(0),
                                    entry.getStringValue(ProcessLines.NAME),
                                    entry.getStringValue(ProcessLines.USER))
                            .toLowerCase(Locale.ROOT);
            String words = filter.getText().strip().toLowerCase(Locale.ROOT);
            return Arrays.stream(words.split("\\s+", -1)).allMatch(row::contains);
        }
    }

    private final class FilterListener implements DocumentListener {
        @Override
        public void insertUpdate(DocumentEvent event) {
            table.sorter().sort();
            showChanges();
        }

        @Override
        public void removeUpdate(DocumentEvent event) {
            insertUpdate(event);
        }

        @Override
        public void changedUpdate(DocumentEvent event) {
            insertUpdate(event);
        }
    }
}
