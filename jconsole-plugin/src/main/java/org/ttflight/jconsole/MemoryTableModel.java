package org.ttflight.jconsole;

import java.util.List;
import javax.swing.table.AbstractTableModel;
import org.jspecify.annotations.Nullable;

/** The rows of the table. Confined to the Swing thread. */
final class MemoryTableModel extends AbstractTableModel {
    private static final long serialVersionUID = 1;
    private static final String[] COLUMNS = {"Device", "Memory", "Used", "Peak", "Capacity"};

    private transient List<MemoryUse> rows = List.of();

    /** Shows these rows; the selection stays when there are as many as before. */
    void show(List<MemoryUse> newRows) {
        boolean isSameShape = newRows.size() == rows.size();
        rows = newRows;
        if (!isSameShape) {
            fireTableDataChanged();
        } else if (!rows.isEmpty()) {
            fireTableRowsUpdated(0, rows.size() - 1);
        }
    }

    @Override
    public int getRowCount() {
        return rows.size();
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.length;
    }

    @Override
    public String getColumnName(int column) {
        return COLUMNS[column];
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return switch (column) {
            case 0 -> Integer.class;
            case 1 -> String.class;
            default -> Long.class;
        };
    }

    @Override
    public @Nullable Object getValueAt(int row, int column) {
        MemoryUse use = rows.get(row);
        return switch (column) {
            case 0 -> use.device();
            case 1 -> use.memory();
            case 2 -> use.used();
            case 3 -> use.peak();
            default -> use.capacity();
        };
    }
}
