package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells under titles, with columns as wide as their widest cell where there is room. */
public final class Table {
    static final int GAP = 2;

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(List<Column> columns) {
        this.columns = columns;
    }

    public void add(List<Cell> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(
                    row.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(row);
    }

    /** Returns the width it has with nothing cut. */
    public int naturalWidth() {
        return total(naturalWidths());
    }

    /** Draws the titles, a rule, and the rows. */
    public void draw(Box box) {
        int[] widths = fitted(box);
        drawRow(box, titles(), widths);
        box.rule();
        for (List<Cell> row : rows) {
            drawRow(box, row, widths);
        }
    }

    /**
     * Draws the same, with each row of another table of as many rows below the row it belongs to.
     */
    void drawStacked(Box box, Table below) {
        int[] widths = fitted(box);
        int[] widthsBelow = below.fitted(box);
        drawRow(box, titles(), widths);
        below.drawRow(box, below.titles(), widthsBelow);
        box.rule();
        for (int at = 0; at < rows.size(); at++) {
            drawRow(box, rows.get(at), widths);
            below.drawRow(box, below.rows.get(at), widthsBelow);
        }
    }

    private int[] fitted(Box box) {
        int[] widths = naturalWidths();
        fit(widths, box.innerWidth());
        return widths;
    }

    private List<Cell> titles() {
        List<Cell> titles = new ArrayList<>();
        for (Column column : columns) {
            titles.add(new Cell("", column.title(), Style.BOLD));
        }
        return titles;
    }

    private void drawRow(Box box, List<Cell> row, int[] widths) {
        box.line(line(box.view(), row, widths), total(widths));
    }

    /** Returns the titles and then the rows, each as wide as all others and without a frame. */
    public List<String> lines(View view, int room) {
        int[] widths = naturalWidths();
        fit(widths, room);
        List<Cell> titles = new ArrayList<>();
        for (Column column : columns) {
            titles.add(new Cell("", column.title(), Style.BOLD));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(view, titles, widths));
        for (List<Cell> row : rows) {
            lines.add(line(view, row, widths));
        }
        return lines;
    }

    private int[] naturalWidths() {
        int[] widths = new int[columns.size()];
        for (int at = 0; at < widths.length; at++) {
            widths[at] = DisplayWidth.of(columns.get(at).title());
            for (List<Cell> row : rows) {
                widths[at] = Math.max(widths[at], row.get(at).width());
            }
        }
        return widths;
    }

    private static int total(int[] widths) {
        int total = GAP * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return total;
    }

    /** Cuts the widest of the columns that may be cut, again and again; if it must be, any. */
    private void fit(int[] widths, int room) {
        for (int excess = total(widths) - room; excess > 0; excess--) {
            int widest = -1;
            for (int at = 0; at < widths.length; at++) {
                boolean mayShrink = widths[at] > columns.get(at).shrinksTo();
                if (mayShrink && (widest < 0 || widths[at] > widths[widest])) {
                    widest = at;
                }
            }
            if (widest < 0) {
                widest = 0;
                for (int at = 1; at < widths.length; at++) {
                    widest = widths[at] > widths[widest] ? at : widest;
                }
            }
            widths[widest] = Math.max(1, widths[widest] - 1);
        }
    }

    private String line(View view, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < widths.length; at++) {
            if (at > 0) {
                line.append(" ".repeat(GAP));
            }
            append(line, view, cells.get(at), widths[at], columns.get(at).isRight());
        }
        return line.toString();
    }

    private static void append(
            StringBuilder line, View view, Cell cell, int width, boolean isRight) {
        String ellipsis = view.glyphs().ellipsis();
        String text = DisplayWidth.cut(cell.text(), width, ellipsis);
        int room = width - DisplayWidth.of(text);
        String painted = DisplayWidth.cut(cell.painted(), room, ellipsis);
        String padding = " ".repeat(room - DisplayWidth.of(painted));
        if (isRight) {
            line.append(padding);
        }
        line.append(text).append(view.paint(painted, cell.style()));
        if (!isRight) {
            line.append(padding);
        }
    }
}
