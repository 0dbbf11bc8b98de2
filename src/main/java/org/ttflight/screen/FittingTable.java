package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;

/** A table that leaves out columns for which there is no room. Filled column by column. */
final class FittingTable {
    /** When a column is shown. */
    enum Need {
        /** Whatever the width. */
        ALWAYS,
        /** If there is room once all texts are cut as short as they may be. */
        IMPORTANT,
        /** If there is room, and nothing has to be cut for it. */
        EXTRA
    }

    private final List<Column> columns = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();
    private final List<List<Cell>> cells = new ArrayList<>();

    /** Adds a column; of two that are not always there, the first is the more worth. */
    void add(Column column, Need need, List<Cell> rows) {
        columns.add(column);
        needs.add(need);
        cells.add(rows);
    }

    /** Returns the table that is best in this room. */
    Table in(int room) {
        int count = columns.size();
        int[] natural = new int[count];
        int[] least = new int[count];
        for (int at = 0; at < count; at++) {
            natural[at] = natural(at);
            least[at] = Math.min(natural[at], columns.get(at).shrinksTo());
        }
        boolean[] isShown = new boolean[count];
        int used = -Table.GAP;
        int usedAtLeast = -Table.GAP;
        for (Need need : Need.values()) {
            for (int at = 0; at < count; at++) {
                int total = Table.GAP + (need == Need.IMPORTANT ? usedAtLeast : used) + least[at];
                if (needs.get(at) == need && (need == Need.ALWAYS || total <= room)) {
                    isShown[at] = true;
                    used += Table.GAP + natural[at];
                    usedAtLeast += Table.GAP + least[at];
                }
            }
        }
        return table(isShown);
    }

    private int natural(int at) {
        int width = DisplayWidth.of(columns.get(at).title());
        for (Cell cell : cells.get(at)) {
            width = Math.max(width, cell.width());
        }
        return width;
    }

    private Table table(boolean[] isShown) {
        List<Column> shown = new ArrayList<>();
        for (int at = 0; at < isShown.length; at++) {
            if (isShown[at]) {
                shown.add(columns.get(at));
            }
        }
        Table table = new Table(shown);
        for (int row = 0; row < cells.get(0).size(); row++) {
            List<Cell> line = new ArrayList<>();
            for (int at = 0; at < isShown.length; at++) {
                if (isShown[at]) {
                    line.add(cells.get(at).get(row));
                }
            }
            table.add(line);
        }
        return table;
    }
}
