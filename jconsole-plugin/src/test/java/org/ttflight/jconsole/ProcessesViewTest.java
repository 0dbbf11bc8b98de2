package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ttflight.jconsole.Readings.GIB;
import static org.ttflight.jconsole.Readings.holding;
import static org.ttflight.jconsole.Readings.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.RowSorter.SortKey;
import javax.swing.SortOrder;
import javax.swing.event.TableModelEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProcessesViewTest {
    private static final Readout FOUR =
            Readings.of(
                    List.of(
                            process(10, "vllm", "ada", 3 * GIB, 0, 1),
                            process(21, "pytest", "Grace", GIB, 1),
                            process(102, "vllm-worker", "ada", 2 * GIB, 0),
                            process(33, null, null, null, 1)),
                    holding(10, 0, "DRAM", 2 * GIB),
                    holding(10, 0, "SYSTEM_MEMORY", 9 * GIB),
                    holding(10, 1, "TRACE", GIB),
                    holding(10, 1, "L1", 64L),
                    holding(21, 1, "DRAM", GIB));

    private final ProcessesView view = new ProcessesView(Runnable::run, Runnable::run, () -> false);

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private List<String> pids() {
        return view.rows().stream().map(row -> row.get(0)).toList();
    }

    private void select(int pid) {
        int row = view.model().indexOf(new ProcessKey(pid, true));
        int shown = view.table().convertRowIndexToView(row);
        view.table().setRowSelectionInterval(shown, shown);
    }

    private String selectedPid() {
        int row = view.table().getSelectedRow();
        return row < 0 ? "" : view.table().cell(row, 0).plain();
    }

    @Test
    void shouldShowWhoHoldsMostFirst() throws Exception {
        SwingThread.run(
                () -> {
                    view.show(FOUR);
                    assertEquals(List.of("10", "102", "21", "33"), pids());
                    assertEquals("4 processes, 6.0 GiB, unknown for 1", view.summary());
                    assertEquals(
                            List.of("33", "", "", "Tracking disabled", "1", "", "", "", ""),
                            view.rows().get(3));
                    assertEquals(
                            List.of("10", "vllm", "ada", "Connected", "0 1", "3221225472"),
                            view.rows().get(0).subList(0, 6));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "ada,        10 102, '2 of 4 processes, 5.0 GiB'",
        "GRACE,      21,     '1 of 4 processes, 1.0 GiB'",
        "02,         102,    '1 of 4 processes, 2.0 GiB'",
        "ADA worker, 102,    '1 of 4 processes, 2.0 GiB'",
        "nobody,     '',     '0 of 4 processes, 0 B'",
    })
    void shouldFilterAsPeopleType(String text, String pids, String summary) throws Exception {
        SwingThread.run(
                () -> {
                    view.show(FOUR);
                    view.filter().setText(text);
                    assertEquals(pids, String.join(" ", pids()));
                    assertEquals(summary, view.summary());
                    view.show(FOUR);
                    assertEquals(pids, String.join(" ", pids()), "also after a refresh");
                    view.filter().setText("");
                    assertEquals(4, view.rows().size());
                });
    }

    @Test
    void shouldShowWhatIsHeldOnOneDevice() throws Exception {
        SwingThread.run(
                () -> {
                    view.show(FOUR);
                    view.device().setSelectedItem(1);
                    assertEquals(List.of("10", "21", "33"), pids());
                    assertEquals(
                            "3 of 4 processes, 2.0 GiB on device 1, unknown for 1", view.summary());
                    List<String> both = view.rows().get(0);
                    assertEquals(List.of(GIB + "", "64", GIB + 64 + "", "6"), both.subList(5, 9));
                    assertEquals("DRAM on device 1 (bytes)", view.header().get(5));
                    view.device().setSelectedItem(0);
                    assertEquals(List.of("10", "102"), pids(), "host memory is not on the device");
                    assertEquals(2 * GIB + "", view.rows().get(0).get(7));
                    assertEquals("", view.rows().get(1).get(7), "nobody tells it of 102");
                    view.show(Readings.of(List.of(process(21, "pytest", "grace", GIB, 1))));
                    assertEquals(0, view.device().device(), "stays chosen when it is gone");
                    assertEquals(List.of(), pids());
                });
    }

    @Test
    void shouldKeepTheSelectionOverARefresh() throws Exception {
        SwingThread.run(
                () -> {
                    view.show(FOUR);
                    select(21);
                    assertEquals("Memory of 21 (pytest)", view.details().holdings().title());
                    view.show(
                            Readings.of(
                                    List.of(
                                            process(5, "new", "ada", 9 * GIB, 0),
                                            process(21, "pytest", "grace", 8 * GIB, 1),
                                            process(10, "vllm", "ada", GIB, 0))));
                    assertEquals(List.of("5", "21", "10"), pids());
                    assertEquals("21", selectedPid());
                    view.filter().setText("vllm");
                    assertEquals("", selectedPid());
                    view.filter().setText("");
                    assertEquals("21", selectedPid(), "what a filter hid comes back");
                    view.table().sorter().setSortKeys(List.of(new SortKey(0, SortOrder.ASCENDING)));
                    assertEquals("21", selectedPid());
                });
    }

    @Test
    void shouldSayThatTheSelectedProcessIsGone() throws Exception {
        SwingThread.run(
                () -> {
                    view.show(FOUR);
                    assertEquals(
                            ProcessDetails.NO_PROCESS,
                            view.details().holdings().table().emptyText());
                    select(10);
                    assertEquals(4, view.details().holdings().table().getRowCount());
                    view.show(Readings.of(List.of(process(21, "pytest", "grace", GIB, 1))));
                    assertEquals(0, view.details().holdings().table().getRowCount());
                    assertEquals(
                            "Process 10 is gone.", view.details().holdings().table().emptyText());
                });
    }

    @Test
    void shouldNotMixUpProcessesThatClaimOnePid() throws Exception {
        ProcessReading one =
                new ProcessReading(1, false, "a", null, "Connected", List.of(0), GIB, 0L, GIB, 1L);
        SwingThread.run(
                () -> {
                    view.show(
                            Readings.at(
                                    Readings.NOW,
                                    List.of(one, one, process(1, "real", "ada", 5L, 0)),
                                    List.of(
                                            new HoldingReading(
                                                    1, false, 0, "DRAM", GIB, GIB, 1L, "socket"),
                                            holding(1, 0, "DRAM", 5L))));
                    assertEquals(3, view.rows().size());
                    view.device().setSelectedItem(0);
                    assertEquals(
                            List.of("5", "", ""),
                            view.rows().stream().map(row -> row.get(7)).toList(),
                            "not the same bytes twice");
                    view.table().setRowSelectionInterval(1, 1);
                    assertEquals("of all 2 that claim this pid", view.details().holdings().note());
                });
    }

    @Test
    void shouldKeepOldFiguresButShowThatTheyAre() throws Exception {
        SwingThread.run(() -> view.showNothing("Not connected."));
        SwingThread.run(() -> assertEquals("Not connected.", view.table().emptyText()));
        SwingThread.run(() -> view.show(FOUR));
        int[] fresh = SwingThread.paint(view.component());
        SwingThread.run(() -> view.showNothing("The connection is broken."));
        int[] old = SwingThread.paint(view.component());
        assertNotEquals(Arrays.hashCode(fresh), Arrays.hashCode(old));
        assertTrue(view.table().isOld());
        SwingThread.run(() -> view.show(FOUR));
        assertEquals(false, view.table().isOld());
        assertEquals(4, view.table().getRowCount());
    }

    @Test
    void shouldShowAThousandProcessesOn32DevicesWithFewEvents() throws Exception {
        AtomicInteger events = new AtomicInteger();
        AtomicInteger selections = new AtomicInteger();
        SwingThread.run(
                () -> {
                    view.show(Readings.busy(1000, 32, 1L << 20));
                    assertEquals(1000, view.table().getRowCount());
                    assertEquals("1,000 processes, 488.8 GiB", view.summary());
                    select(500);
                    assertEquals(64, view.details().holdings().table().getRowCount());
                    view.model().addTableModelListener((TableModelEvent e) -> events.addAndGet(1));
                    view.table()
                            .getSelectionModel()
                            .addListSelectionListener(e -> selections.addAndGet(1));
                    view.show(Readings.busy(1000, 32, 1L << 20));
                    assertEquals(0, events.get(), "nothing has changed");
                    view.show(Readings.busy(1000, 32, 2L << 20));
                    assertEquals(1, events.getAndSet(0), "all have changed");
                    view.show(Readings.busy(1010, 32, 2L << 20));
                    assertEquals(1, events.getAndSet(0), "some have come");
                    view.show(Readings.busy(990, 32, 3L << 20));
                    assertEquals(2, events.getAndSet(0), "some are gone");
                    assertEquals("500", selectedPid());
                    assertTrue(selections.get() <= 10, "selections " + selections);
                });
    }

    @Test
    void shouldKeepTheSelectionWhenAllIsNew() throws Exception {
        SwingThread.run(
                () -> {
                    view.show(Readings.busy(200, 1, 1));
                    select(101);
                    List<ProcessReading> odd = new ArrayList<>();
                    for (int pid = 1; pid < 200; pid += 2) {
                        odd.add(process(pid, "x", "ada", 7L, 0));
                    }
                    view.show(Readings.of(odd));
                    assertEquals(100, view.table().getRowCount());
                    assertEquals("101", selectedPid());
                });
    }

    @Test
    void shouldPaintEachState() throws Exception {
        int[] empty = SwingThread.paint(view.component());
        SwingThread.run(() -> view.show(FOUR));
        int[] full = SwingThread.paint(view.component());
        SwingThread.run(() -> select(10));
        int[] selected = SwingThread.paint(view.component());
        assertTrue(Arrays.stream(empty).distinct().count() > 1, "nothing painted");
        assertNotEquals(Arrays.hashCode(empty), Arrays.hashCode(full));
        assertNotEquals(Arrays.hashCode(full), Arrays.hashCode(selected));
    }
}
