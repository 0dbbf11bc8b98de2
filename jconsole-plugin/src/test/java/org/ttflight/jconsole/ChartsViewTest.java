package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.event.MouseEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChartsViewTest {
    private static final long NOW = 1_763_733_600_000L;
    private static final long GIB = 1L << 30;

    private final FakeDaemon daemon = new FakeDaemon();
    private final DeviceChoice choice = new DeviceChoice();
    private final AtomicReference<@Nullable MBeanServerConnection> connection =
            new AtomicReference<>(daemon.server);
    private long now = NOW;
    private final ChartsView view =
            new ChartsView(choice, connection::get, Screen.now(), () -> Instant.ofEpochMilli(now));

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    /** Shows what the daemon says at a time, as if the view were in front. */
    private void show(long millis) throws Exception {
        now = millis;
        Readout read = new DaemonBeans(daemon.server).read();
        Screen.onSwing(
                () -> {
                    view.show(
                            new Readout(
                                    Instant.ofEpochMilli(millis),
                                    read.devices(),
                                    read.memory(),
                                    read.processes(),
                                    read.holdings()));
                    view.fill();
                });
    }

    private void remember(long second, @Nullable Long dram) {
        daemon.past.add(
                new FakeDaemon.Past(NOW + second * 1000, 1000, dram, null, 40.0, null, null));
    }

    private List<List<String>> dramRows() {
        return view.rows().stream().filter(row -> row.get(2).equals("DRAM in use")).toList();
    }

    @Test
    void shouldStartFilledAndGoOn() throws Exception {
        daemon.with(1).register();
        remember(-3, GIB);
        remember(-2, null);
        remember(-1, 2 * GIB);
        show(NOW);
        show(NOW + 4000);
        List<String> values = dramRows().stream().map(row -> row.get(4)).toList();
        assertEquals(
                List.of("1073741824", "2147483648", "3221225472", "3221225472"),
                values,
                "what is unknown is left out");
        assertEquals("2025-11-21T13:59:57.500Z", dramRows().get(0).get(0));
        assertEquals(List.of("0", "DRAM in use", "bytes"), dramRows().get(0).subList(1, 4));
    }

    @Test
    void shouldAskOnceForEachWindowAndAfterEachReconnection() throws Exception {
        daemon.with(2).register();
        remember(-1, GIB);
        show(NOW);
        int first = daemon.histories.get();
        assertEquals(4, first, "two devices, and their clock");
        show(NOW + 1000);
        assertEquals(first, daemon.histories.get(), "afterwards only what is read anyway");
        Screen.onSwing(
                () -> {
                    view.choose(ChartWindow.HOUR);
                    view.fill();
                });
        assertEquals(2 * first, daemon.histories.get());
        Screen.onSwing(
                () -> {
                    view.showNothing("disconnected");
                    view.fill();
                });
        assertEquals(2 * first, daemon.histories.get(), "nobody to ask");
        show(NOW + 9000);
        assertEquals(3 * first, daemon.histories.get());
    }

    @Test
    void shouldStartEmptyWithAnOlderDaemon() throws Exception {
        daemon.with(1).registerOld();
        show(NOW);
        show(NOW + 1000);
        assertEquals(2, dramRows().size());
        assertEquals(0, daemon.histories.get());
    }

    @Test
    void shouldAllowForAnotherClock() throws Exception {
        daemon.with(1).register();
        remember(3600, GIB); // its clock is an hour ahead
        show(NOW + 1000);
        assertEquals("2025-11-21T14:00:00.500Z", dramRows().get(0).get(0));
    }

    @Test
    void shouldChartWhatIsChosen() throws Exception {
        daemon.with(2).register();
        show(NOW);
        assertEquals(Set.of(0, 1), view.devices().chosen(), "few devices are all shown");
        assertEquals(4, view.grid().panes().size());
        Screen.onSwing(() -> choice.choose(1));
        assertEquals(Set.of(1), view.devices().chosen());
        Screen.onSwing(() -> view.box(Figure.TRACE).doClick());
        assertEquals(5, view.grid().panes().size());
        Screen.onSwing(() -> view.devices().box(1).doClick());
        show(NOW + 1000);
        assertEquals(Set.of(), view.devices().chosen(), "it stays as the user wants it");
        assertEquals(List.of(), view.rows());
    }

    @Test
    void shouldChartAtMostAsManyDevicesAsThereAreColours() throws Exception {
        daemon.with(32).register();
        show(NOW);
        assertEquals(Set.of(0), view.devices().chosen(), "of many the first");
        Screen.onSwing(
                () -> {
                    for (int device = 1; device < 32; device++) {
                        view.devices().box(device).doClick();
                    }
                });
        assertEquals(Palette.SERIES_COLOURS, view.devices().chosen().size());
        assertFalse(view.devices().box(31).isEnabled());
        int components = view.devices().getComponentCount();
        show(NOW + 1000);
        assertEquals(components, view.devices().getComponentCount(), "none are made anew");
        assertEquals(4, view.grid().panes().size());
    }

    @Test
    void shouldPaintLinesWithGapsAndGreyThem() throws Exception {
        daemon.with(1).register();
        for (int second = -590; second < 0; second++) {
            remember(second, second % 100 > -50 ? null : Long.valueOf(5 * GIB));
        }
        show(NOW);
        Screen.onSwing(
                () -> {
                    for (Figure figure : Set.of(Figure.L1, Figure.TEMPERATURE, Figure.POWER)) {
                        view.box(figure).doClick();
                    }
                });
        Color line = view.devices().colour(0, Palette.current());
        ChartPane pane = view.grid().panes().get(0);
        long gaps = Screen.countAbout(Screen.paint(pane, 700, 300), line);
        daemon.past.clear();
        for (int second = -590; second < 0; second++) {
            remember(second, 5 * GIB);
        }
        Screen.onSwing(() -> view.showNothing("gone"));
        assertEquals(0, Screen.countAbout(Screen.paint(pane, 700, 300), line), "greyed");
        show(NOW + 1000);
        long full = Screen.countAbout(Screen.paint(pane, 700, 300), line);
        assertTrue(gaps > 100, gaps + " pixels");
        assertTrue(full > 1.6 * gaps, full + " pixels without gaps, " + gaps + " with");
    }

    @Test
    void shouldSayThatNothingIsKnown() throws Exception {
        daemon.devices.add(FakeDaemon.device(0, null, null));
        daemon.register();
        show(NOW);
        ChartPane pane = view.grid().panes().get(0);
        assertFalse(pane.drawing().isKnown());
        assertTrue(Screen.pixels(Screen.paint(pane, 400, 200)).length > 0, "paints");
        assertTrue(pane.valuesAt(NOW).endsWith("Device 0: N/A"), pane.valuesAt(NOW));
    }

    @Test
    void shouldChooseUnitAndLimits() {
        ChartScale small = scale(Figure.DRAM, 3.0 * (1 << 20), 12.0 * GIB);
        assertEquals("MiB", small.unit());
        assertEquals(List.of(), small.limits(), "far away");
        ChartScale large = scale(Figure.DRAM, 6.0 * GIB, 12.0 * GIB);
        assertEquals("GiB", large.unit());
        assertEquals(List.of(12.0 * GIB), large.limits());
        assertTrue(large.top() > 12.0 * GIB);
        assertEquals(0, large.bottom());
        assertEquals("6.0 GiB", large.text(6.0 * GIB));
        assertEquals("°C", scale(Figure.TEMPERATURE, 70, 75.0).unit());
        assertEquals(List.of(75.0), scale(Figure.TEMPERATURE, 70, 75.0).limits());
        assertEquals(List.of(), scale(Figure.POWER, 30, null).limits());
        assertTrue(scale(Figure.DRAM, 0, null).top() > 0, "nothing held is a chart too");
    }

    @Test
    void shouldSayWhoseALimitIsIfItIsNotThatOfAll() {
        Timeline much = new Timeline(true);
        much.add(NOW, 10.0 * GIB);
        Timeline little = new Timeline(true);
        little.add(NOW, 1.0 * GIB);
        ChartLine one = new ChartLine(3, "Device 3", Color.BLACK, much, 12.0 * GIB);
        ChartLine other = new ChartLine(4, "Device 4", Color.BLACK, little, 8.0 * GIB);
        ChartDrawing both =
                new ChartDrawing(Figure.DRAM, ChartWindow.MINUTE, NOW, List.of(one, other));
        assertEquals(List.of(12.0 * GIB), both.scale().limits(), "far from that of device 4");
        assertEquals("capacity 12.0 GiB (device 3)", both.limitText(12.0 * GIB));
        ChartDrawing alone = new ChartDrawing(Figure.DRAM, ChartWindow.MINUTE, NOW, List.of(one));
        assertEquals("capacity 12.0 GiB", alone.limitText(12.0 * GIB));
    }

    private static ChartScale scale(Figure figure, double value, @Nullable Double limit) {
        Timeline timeline = new Timeline(true);
        timeline.add(NOW, value);
        return ChartScale.of(
                figure,
                List.of(new ChartLine(0, "Device 0", Color.BLACK, timeline, limit)),
                NOW - 1000);
    }

    @Test
    void shouldHaveNoTipBeforeItIsPainted() throws Exception {
        daemon.with(1).register();
        show(NOW);
        ChartPane pane = view.grid().panes().get(0);
        assertNull(pane.getToolTipText(new MouseEvent(pane, 0, 0, 0, 10, 10, 1, false)));
    }
}
