package org.ttflight.jconsole;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.border.Border;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableCellRenderer;
import javax.swing.table.TableColumn;
import javax.swing.table.TableModel;

/** A sortable table of {@link Cell}s that says why it is empty. On the Swing thread. */
final class CellTable<M extends TableModel> extends JTable {
    /** Turns off that Swing takes a text that begins so for HTML: names come from outside. */
    static final String NO_HTML = "html.disable";

    private static final long serialVersionUID = 1;
    private static final int ROW_SPACE = 4;
    private static final int EMPTY_MARGIN = 12;
    private static final int VISIBLE_ROWS = 12;
    private static final Border PADDING = BorderFactory.createEmptyBorder(0, 5, 0, 5);

    private final transient List<Column> columns;
    private final transient UnknownLastSorter<M> sorter;
    private String emptyText = "";
    private boolean isOld;

    CellTable(M model, List<Column> columns, String name) {
        super(model);
        this.columns = List.copyOf(columns);
        sorter = new UnknownLastSorter<>(model);
        setRowSorter(sorter);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setFillsViewportHeight(true);
        setRowHeight(getRowHeight() + ROW_SPACE);
        setShowVerticalLines(false);
        setGridColor(Palette.current().line());
        setDefaultRenderer(Cell.class, new CellRenderer());
        getAccessibleContext().setAccessibleName(name);
        TableCellRenderer header = getTableHeader().getDefaultRenderer();
        setPreferredScrollableViewportSize(
                new Dimension(
                        columns.stream().mapToInt(Column::width).sum(),
                        VISIBLE_ROWS * getRowHeight()));
        for (int at = 0; at < columns.size(); at++) {
            Column column = columns.get(at);
            TableColumn shown = getColumnModel().getColumn(at);
            shown.setPreferredWidth(column.width());
            shown.setHeaderRenderer(
                    aligned(
                            header,
                            column.isNumber() ? SwingConstants.TRAILING : SwingConstants.LEADING));
        }
    }

    private static TableCellRenderer aligned(TableCellRenderer header, int alignment) {
        return (table, value, isSelected, hasFocus, row, column) -> {
            Component made =
                    header.getTableCellRendererComponent(
                            table, value, isSelected, hasFocus, row, column);
            if (made instanceof JLabel label) {
                label.setHorizontalAlignment(alignment);
                label.setBorder(BorderFactory.createCompoundBorder(label.getBorder(), PADDING));
            }
            return made;
        };
    }

    UnknownLastSorter<M> sorter() {
        return sorter;
    }

    JScrollPane inScrollPane() {
        return new JScrollPane(this);
    }

    /** Says this as long as there are no rows. */
    void setEmptyText(String text) {
        if (!text.equals(emptyText)) {
            emptyText = text;
            getAccessibleContext().setAccessibleDescription(text);
            repaint();
        }
    }

    String emptyText() {
        return emptyText;
    }

    /** Lets what is shown look as if it were of an earlier time. */
    void setOld(boolean newOld) {
        if (isOld != newOld) {
            isOld = newOld;
            repaint();
        }
    }

    boolean isOld() {
        return isOld;
    }

    /** Returns the titles for a file, with units. */
    List<String> csvHeader() {
        return columns.stream().map(Column::csvTitle).toList();
    }

    /** Returns what is shown, as it is filtered and sorted now. */
    List<List<String>> csvRows() {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < getRowCount(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                cells.add(cell(row, column).plain());
            }
            rows.add(cells);
        }
        return rows;
    }

    /** Returns a cell by the row that is shown and the column of the model. */
    Cell cell(int row, int modelColumn) {
        Object value = getModel().getValueAt(convertRowIndexToModel(row), modelColumn);
        return value instanceof Cell cell ? cell : Cell.UNKNOWN;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (isOld && getRowCount() > 0 && graphics instanceof Graphics2D plane) {
            Palette.current().veil(plane, getWidth(), getHeight());
        }
        if (getRowCount() == 0 && !emptyText.isEmpty()) {
            JTextArea text = new JTextArea(emptyText);
            text.setLineWrap(true);
            text.setWrapStyleWord(true);
            text.setOpaque(false);
            text.setForeground(Palette.current().faint());
            Rectangle seen = getVisibleRect();
            text.setSize(Math.max(1, seen.width - 2 * EMPTY_MARGIN), seen.height);
            Graphics place =
                    graphics.create(
                            seen.x + EMPTY_MARGIN, seen.y + EMPTY_MARGIN, seen.width, seen.height);
            text.paint(place);
            place.dispose();
        }
    }

    /** Numbers to the right; what is unknown is grey. */
    private final class CellRenderer extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        CellRenderer() {
            putClientProperty(NO_HTML, true);
        }

        @Override
        public Component getTableCellRendererComponent(
                JTable table,
                Object value,
                boolean isSelected,
                boolean hasFocus,
                int row,
                int column) {
            super.getTableCellRendererComponent(table, value, isSelected, false, row, column);
            Column of = columns.get(table.convertColumnIndexToModel(column));
            setHorizontalAlignment(
                    of.isNumber() ? SwingConstants.TRAILING : SwingConstants.LEADING);
            setBorder(PADDING);
            boolean isGrey = !isSelected && value instanceof Cell cell && !cell.isKnown();
            if (!isSelected) {
                setForeground(isGrey ? Palette.current().faint() : table.getForeground());
            }
            return this;
        }
    }
}
