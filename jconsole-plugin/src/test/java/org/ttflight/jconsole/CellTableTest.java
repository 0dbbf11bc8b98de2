package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.RowSorter.SortKey;
import javax.swing.SortOrder;
import javax.swing.SwingConstants;
import javax.swing.plaf.basic.BasicHTML;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellTableTest {
    private static final List<Column> COLUMNS =
            List.of(Column.text("Name", 50), Column.number("Size", "bytes", 50));

    private final LineTableModel<Integer> model = new LineTableModel<>(COLUMNS);
    private final CellTable<LineTableModel<Integer>> table =
            new CellTable<>(model, COLUMNS, "sizes");

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static Line<Integer> line(int key, @Nullable String name, @Nullable Long size) {
        return new Line<>(key, List.of(Cell.text(name), Cell.bytes(size)));
    }

    private void fill() {
        model.show(
                List.of(
                        line(1, "b", 2048L),
                        line(2, null, null),
                        line(3, "a", 900L),
                        line(4, "C", null),
                        line(5, "d", 0L)));
    }

    @ParameterizedTest
    @EnumSource(names = {"ASCENDING", "DESCENDING"})
    void shouldSortTheUnknownLastInEitherDirection(SortOrder order) throws Exception {
        SwingThread.run(
                () -> {
                    fill();
                    boolean isAscending = order == SortOrder.ASCENDING;
                    table.sorter().setSortKeys(List.of(new SortKey(1, order)));
                    List<String> sizes = column(1);
                    assertEquals(
                            isAscending
                                    ? List.of("0 B", "900 B", "2.0 KiB", "N/A", "N/A")
                                    : List.of("2.0 KiB", "900 B", "0 B", "N/A", "N/A"),
                            sizes);
                    table.sorter().setSortKeys(List.of(new SortKey(0, order)));
                    assertEquals(
                            isAscending
                                    ? List.of("a", "b", "C", "d", "N/A")
                                    : List.of("d", "C", "b", "a", "N/A"),
                            column(0));
                });
    }

    private List<String> column(int column) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < table.getRowCount(); row++) {
            texts.add(table.cell(row, column).text());
        }
        return texts;
    }

    @Test
    void shouldSortWhatHasChanged() throws Exception {
        SwingThread.run(
                () -> {
                    fill();
                    table.sorter().setSortKeys(List.of(new SortKey(1, SortOrder.DESCENDING)));
                    model.show(List.of(line(1, "b", 2048L), line(2, null, 4096L)));
                    assertEquals(List.of("4.0 KiB", "2.0 KiB"), column(1));
                });
    }

    @Test
    void shouldGiveFilesWhatIsShown() throws Exception {
        SwingThread.run(
                () -> {
                    fill();
                    table.sorter().setSortKeys(List.of(new SortKey(0, SortOrder.ASCENDING)));
                    assertEquals(List.of("Name", "Size (bytes)"), table.csvHeader());
                    assertEquals(
                            List.of(
                                    List.of("a", "900"),
                                    List.of("b", "2048"),
                                    List.of("C", ""),
                                    List.of("d", "0"),
                                    List.of("", "")),
                            table.csvRows());
                });
    }

    @Test
    void shouldNotTakeANameForHtml() throws Exception {
        SwingThread.run(
                () -> {
                    model.show(List.of(line(1, "<html><b>x</b>", 1L)));
                    JLabel name = renderer(0);
                    assertEquals("<html><b>x</b>", name.getText());
                    assertNull(name.getClientProperty(BasicHTML.propertyKey), "shown as it is");
                });
    }

    private JLabel renderer(int column) {
        return (JLabel) table.prepareRenderer(table.getCellRenderer(0, column), 0, column);
    }

    @Test
    void shouldPutNumbersToTheRight() throws Exception {
        SwingThread.run(
                () -> {
                    model.show(List.of(line(1, null, null)));
                    assertEquals(SwingConstants.LEADING, renderer(0).getHorizontalAlignment());
                    assertEquals(SwingConstants.TRAILING, renderer(1).getHorizontalAlignment());
                    assertEquals(Palette.current().faint(), renderer(1).getForeground());
                    model.show(List.of(line(1, "a", 1L)));
                    assertEquals(table.getForeground(), renderer(1).getForeground());
                });
    }

    @Test
    void shouldSayWhyItIsEmptyAndLookOldWhenItIs() throws Exception {
        int[] blank = SwingThread.paint(table);
        SwingThread.run(() -> table.setEmptyText("There is nothing, and this is why."));
        int[] why = SwingThread.paint(table);
        assertNotEquals(Arrays.hashCode(blank), Arrays.hashCode(why));
        SwingThread.run(this::fill);
        int[] rows = SwingThread.paint(table);
        SwingThread.run(() -> table.setOld(true));
        int[] old = SwingThread.paint(table);
        assertFalse(Arrays.equals(rows, old));
        SwingThread.run(() -> table.setOld(false));
        assertEquals(Arrays.hashCode(rows), Arrays.hashCode(SwingThread.paint(table)));
    }
}
