package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.leak.LeakReport;

/** A table of findings: whose they are, and what else there is. A narrow view has less columns. */
final class LeakTable {
    static final String OLDEST_AT = "Oldest at";

    private static final int WIDE = 100;

    /** What is left out, in this order, where not all fits; --json has it. */
    private static final List<String> OPTIONAL = List.of(OLDEST_AT, "Over", "How", "User");

    /** The same in a wide view, which rather cuts texts. */
    private static final List<String> OPTIONAL_IF_WIDE = List.of(OLDEST_AT);

    private final View view;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    LeakTable(View view, Column... more) {
        this.view = view;
        columns.add(Column.fixed("PID", true));
        columns.add(Column.text("User", 4));
        columns.add(Column.text("Process", 10));
        columns.addAll(List.of(more));
    }

    /** Adds a row; the texts may be anything. */
    void add(LeakReport.Holder holder, String... more) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(holder.pid() + (holder.verified() ? "" : "?")));
        cells.add(Cell.of(orUnknown(holder.user())));
        cells.add(Cell.of(orUnknown(holder.name())));
        for (String text : more) {
            cells.add(Cell.of(view.glyphs().clean(text)));
        }
        rows.add(cells);
    }

    private String orUnknown(@Nullable String text) {
        return text == null ? Amount.UNKNOWN : view.glyphs().clean(text);
    }

    /** Appends it, in a frame. */
    void draw(StringBuilder out) {
        Box box = new Box(view, out);
        Table table = table();
        for (String title : view.width() < WIDE ? OPTIONAL : OPTIONAL_IF_WIDE) {
            if (table.naturalWidth() > box.innerWidth()) {
                leaveOut(title);
                table = table();
            }
        }
        table.draw(box);
        box.close();
    }

    private Table table() {
        Table table = new Table(columns);
        rows.forEach(table::add);
        return table;
    }

    private void leaveOut(String title) {
        for (int at = columns.size() - 1; at >= 0; at--) {
            if (columns.get(at).title().equals(title)) {
                columns.remove(at);
                for (List<Cell> row : rows) {
                    row.remove(at);
                }
            }
        }
    }
}
