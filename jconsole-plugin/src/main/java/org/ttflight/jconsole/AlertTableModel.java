package org.ttflight.jconsole;

import java.util.ArrayList;
import java.util.List;
import javax.swing.table.AbstractTableModel;

/** The last alerts, newest first. Confined to the Swing thread. */
final class AlertTableModel extends AbstractTableModel {
    /** The oldest go when there are more. */
    static final int MOST_ALERTS = 1000;

    private static final long serialVersionUID = 1;

    /** The oldest first, so that adding one moves no other. */
    private final transient List<Entry> entries = new ArrayList<>();

    private record Entry(Alert alert, List<Cell> cells) {}

    /**
     * Adds some.
     *
     * @param alerts in the order they came
     */
    void add(List<Alert> alerts) {
        List<Alert> kept = alerts.subList(Math.max(0, alerts.size() - MOST_ALERTS), alerts.size());
        if (kept.isEmpty()) {
            return;
        }
        int tooMany = entries.size() + kept.size() - MOST_ALERTS;
        if (tooMany > 0) {
            int before = entries.size();
            entries.subList(0, tooMany).clear();
            fireTableRowsDeleted(before - tooMany, before - 1);
        }
        kept.forEach(alert -> entries.add(new Entry(alert, alert.cells())));
        fireTableRowsInserted(0, kept.size() - 1);
    }

    void clear() {
        int before = entries.size();
        if (before > 0) {
            entries.clear();
            fireTableRowsDeleted(0, before - 1);
        }
    }

    Alert alert(int row) {
        return entry(row).alert;
    }

    private Entry entry(int row) {
        return entries.get(entries.size() - 1 - row);
    }

    @Override
    public int getRowCount() {
        return entries.size();
    }

    @Override
    public int getColumnCount() {
        return Alert.COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
        return Alert.COLUMNS.get(column).title();
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return Cell.class;
    }

    @Override
    public Object getValueAt(int row, int column) {
        return entry(row).cells.get(column);
    }
}
