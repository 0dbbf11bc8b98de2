package org.ttflight.jconsole;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.table.AbstractTableModel;

/**
 * Lines of cells that are shown anew again and again. Confined to the Swing thread.
 *
 * <p>A table loses its selection, and sorts everything, when it is told that all is new. So a line
 * keeps its place as long as its key is shown: what changed is told as updates, what is new is put
 * at the end, and only if there is too much to tell, all is new.
 */
final class LineTableModel<K> extends AbstractTableModel {
    /** The most events of one kind that a refresh may cause. */
    static final int MOST_EVENTS = 16;

    private static final long serialVersionUID = 1;

    private final transient List<Column> columns;
    private transient List<Entry<K>> entries = new ArrayList<>();

    /** Lines may have the same key, as two processes may claim one pid: then they are counted. */
    private record Slot<K>(K key, int number) {}

    private record Entry<K>(Slot<K> slot, Line<K> line) {}

    /** From the first to the last index, both of them included. */
    private record Range(int first, int last) {}

    LineTableModel(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Shows these lines and no other. */
    void show(List<Line<K>> lines) {
        Map<Slot<K>, Line<K>> coming = slots(lines);
        List<Range> gone = ranges(entry -> !coming.containsKey(entry.slot));
        if (gone.size() > MOST_EVENTS) {
            entries = new ArrayList<>();
            coming.forEach((slot, line) -> entries.add(new Entry<>(slot, line)));
            fireTableDataChanged();
            return;
        }
        for (int at = gone.size() - 1; at >= 0; at--) {
            Range range = gone.get(at);
            entries.subList(range.first, range.last + 1).clear();
            fireTableRowsDeleted(range.first, range.last);
        }
        update(coming);
        append(coming);
    }

    private static <K> Map<Slot<K>, Line<K>> slots(List<Line<K>> lines) {
        Map<K, Integer> numbers = new HashMap<>();
        Map<Slot<K>, Line<K>> slots = new LinkedHashMap<>();
        for (Line<K> line : lines) {
            int number = numbers.merge(line.key(), 1, Integer::sum);
            slots.put(new Slot<>(line.key(), number), line);
        }
        return slots;
    }

    private interface Condition<T> {
        boolean holds(T value);
    }

    private List<Range> ranges(Condition<Entry<K>> condition) {
        List<Range> ranges = new ArrayList<>();
        int first = -1;
        for (int at = 0; at <= entries.size(); at++) {
            boolean holds = at < entries.size() && condition.holds(entries.get(at));
            if (holds && first < 0) {
                first = at;
            } else if (!holds && first >= 0) {
                ranges.add(new Range(first, at - 1));
                first = -1;
            }
        }
        return ranges;
    }

    /** All entries have a line in what is coming. */
    private void update(Map<Slot<K>, Line<K>> coming) {
        List<Range> changed = ranges(entry -> !entry.line.equals(coming.get(entry.slot)));
        entries.replaceAll(
                entry -> new Entry<>(entry.slot, coming.getOrDefault(entry.slot, entry.line)));
        if (changed.size() > MOST_EVENTS) {
            int last = changed.get(changed.size() - 1).last;
            fireTableRowsUpdated(changed.get(0).first, last);
        } else {
            changed.forEach(range -> fireTableRowsUpdated(range.first, range.last));
        }
    }

    private void append(Map<Slot<K>, Line<K>> coming) {
        int before = entries.size();
        entries.forEach(entry -> coming.remove(entry.slot));
        coming.forEach((slot, line) -> entries.add(new Entry<>(slot, line)));
        if (entries.size() > before) {
            fireTableRowsInserted(before, entries.size() - 1);
        }
    }

    /** Returns the line at an index of the model, not of the table. */
    Line<K> line(int row) {
        return entries.get(row).line;
    }

    /** Returns the first index of the model with this key; -1 if there is none. */
    int indexOf(K key) {
        for (int at = 0; at < entries.size(); at++) {
            if (entries.get(at).slot.key.equals(key)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public int getRowCount() {
        return entries.size();
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public String getColumnName(int column) {
        return columns.get(column).title();
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return Cell.class;
    }

    @Override
    public Object getValueAt(int row, int column) {
        return entries.get(row).line.cells().get(column);
    }
}
