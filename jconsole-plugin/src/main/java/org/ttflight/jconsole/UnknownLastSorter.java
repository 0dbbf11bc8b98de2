package org.ttflight.jconsole;

import javax.swing.SortOrder;
import javax.swing.table.TableModel;
import javax.swing.table.TableRowSorter;

/** Sorts {@link Cell}s; what is unknown stands last in either direction. */
final class UnknownLastSorter<M extends TableModel> extends TableRowSorter<M> {
    UnknownLastSorter(M model) {
        super(model);
        setSortsOnUpdates(true);
        for (int column = 0; column < model.getColumnCount(); column++) {
            int of = column;
            setComparator(of, (Cell one, Cell two) -> compare(of, one, two));
        }
    }

    /** The result is turned round for a descending column, so what must not turn is turned here. */
    private int compare(int column, Cell one, Cell two) {
        if (one.isKnown() && two.isKnown()) {
            return one.compareKnown(two);
        }
        int unknownLast = Boolean.compare(two.isKnown(), one.isKnown());
        return isDescending(column) ? -unknownLast : unknownLast;
    }

    private boolean isDescending(int column) {
        for (SortKey key : getSortKeys()) {
            if (key.getColumn() == column) {
                return key.getSortOrder() == SortOrder.DESCENDING;
            }
        }
        return false;
    }
}
