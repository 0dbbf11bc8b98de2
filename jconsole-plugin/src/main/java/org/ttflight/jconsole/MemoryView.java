package org.ttflight.jconsole;

import java.util.ArrayList;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import org.jspecify.annotations.Nullable;

/** A table of devices and memory types. */
final class MemoryView implements View, CsvSource {
    private final MemoryTableModel model = new MemoryTableModel();
    private final JTable table = new JTable(model);
    private final JScrollPane component = new JScrollPane(table);

    MemoryView() {
        table.setAutoCreateRowSorter(true);
        table.setFillsViewportHeight(true);
        table.setDefaultRenderer(Long.class, new SizeRenderer());
    }

    /** Shows sizes for people; the table still sorts by bytes. */
    private static final class SizeRenderer extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        SizeRenderer() {
            setHorizontalAlignment(SwingConstants.TRAILING);
        }

        @Override
        protected void setValue(@Nullable Object value) {
            setText(Amounts.bytes((Long) value));
            setToolTipText(value == null ? null : value + " bytes");
        }
    }

    @Override
    public String title() {
        return "Memory";
    }

    @Override
    public JComponent component() {
        return component;
    }

    @Override
    public void show(Readout now) {
        model.show(now.memory());
    }

    @Override
    public void showNothing(String why) {
        model.show(List.of());
    }

    @Override
    public List<String> header() {
        List<String> header = new ArrayList<>();
        for (int column = 0; column < model.getColumnCount(); column++) {
            boolean isSize = model.getColumnClass(column) == Long.class;
            header.add(model.getColumnName(column) + (isSize ? " (bytes)" : ""));
        }
        return header;
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < table.getRowCount(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < model.getColumnCount(); column++) {
                Object value = model.getValueAt(table.convertRowIndexToModel(row), column);
                cells.add(value == null ? "" : value.toString());
            }
            rows.add(cells);
        }
        return rows;
    }

    MemoryTableModel model() {
        return model;
    }
}
