package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.swing.UIManager;
import javax.swing.plaf.ColorUIResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DevicesViewTest {
    private static final long GIB = 1L << 30;

    private final DeviceChoice choice = new DeviceChoice();
    private final AtomicInteger opened = new AtomicInteger();
    private final DevicesView view = new DevicesView(choice, opened::incrementAndGet);

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static DeviceReading device(
            int ordinal,
            String health,
            @Nullable Long dram,
            @Nullable Long capacity,
            int untracked) {
        return new DeviceReading(
                ordinal, "n300", health, health, 43.0, 75.0, null, 85.0, 1000L, dram, capacity,
                null, null, 2, untracked);
    }

    private void show(DeviceReading... devices) throws InterruptedException {
        Screen.onSwing(
                () ->
                        view.show(
                                new Readout(
                                        Instant.EPOCH,
                                        List.of(devices),
                                        List.of(),
                                        List.of(),
                                        List.of())));
    }

    private BufferedImage paint() throws InterruptedException {
        return Screen.paint(view.component(), 800, 400);
    }

    private long barPixels(@Nullable Long used, int untracked) throws InterruptedException {
        show(device(0, "ok", used, 10 * GIB, untracked));
        return Screen.count(paint(), Palette.current().bar(0));
    }

    @Test
    void shouldPaintLongerBarsForMoreMemory() throws InterruptedException {
        long none = barPixels(0L, 0);
        long little = barPixels(1L, 0);
        long quarter = barPixels(10 * GIB / 4, 0);
        long half = barPixels(10 * GIB / 2, 0);
        assertEquals(0, none);
        assertTrue(little > 0, "what is not nothing can be seen");
        assertTrue(quarter > little);
        assertTrue(half > 1.9 * quarter && half < 2.1 * quarter, half + " against " + quarter);
        assertEquals(0, barPixels(9 * GIB, 0), "a full one has another colour");
    }

    @Test
    void shouldPaintNoBarForTheUnknown() throws InterruptedException {
        Color trough = Palette.mix(Palette.current().line(), Palette.current().surface(), 0.5);
        show(device(0, "ok", 0L, 10 * GIB, 0));
        assertTrue(Screen.count(paint(), trough) > 1000, "an empty bar");
        show(device(0, "ok", null, 10 * GIB, 0));
        assertTrue(Screen.count(paint(), trough) < 500, "no bar, only a dotted line");
        show(device(0, "ok", 5 * GIB, null, 0));
        assertTrue(Screen.count(paint(), trough) < 500, "nor of an unknown capacity");
        assertEquals(0, Screen.count(paint(), Palette.current().bar(0)));
    }

    @Test
    void shouldMarkALowerBound() throws InterruptedException {
        long exact = barPixels(5 * GIB, 0);
        int[] exactly = Screen.pixels(paint());
        long least = barPixels(5 * GIB, 1);
        assertEquals(exact, least, "the bar is the same");
        assertFalse(Arrays.equals(exactly, Screen.pixels(paint())), "the rest is not");
        assertTrue(
                DeviceCard.note(device(0, "ok", GIB, GIB, 1))
                        .startsWith("≥ at least: 1 process does"));
        assertEquals("", DeviceCard.note(device(0, "ok", GIB, GIB, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"degraded", "stalled", "resetting", "lost", "unknown", "of tomorrow"})
    void shouldPaintEachHealthInItsOwnWay(String health) throws InterruptedException {
        show(device(0, "ok", null, null, 0));
        int[] fine = Screen.pixels(paint());
        show(device(0, health, null, null, 0));
        assertFalse(Arrays.equals(fine, Screen.pixels(paint())));
    }

    @ParameterizedTest
    @CsvSource({"1, 800", "8, 800", "8, 1900", "32, 800", "32, 1900"})
    void shouldFitAnyNumberOfDevicesIntoTheWidth(int count, int width) throws InterruptedException {
        show(
                IntStream.range(0, count)
                        .mapToObj(at -> device(at, "ok", GIB, 2 * GIB, 0))
                        .toArray(DeviceReading[]::new));
        Screen.paint(view.component(), width, 600);
        DeviceCards cards = view.cards();
        assertTrue(cards.getWidth() <= width, "no scrolling to the side");
        assertTrue(cards.columns() >= Math.min(count, width / 450), cards.columns() + " columns");
        int rows = (count + cards.columns() - 1) / cards.columns();
        assertTrue(cards.getPreferredSize().height >= rows * 100);
    }

    @Test
    void shouldPaintOnlyWhatIsToBeSeen() throws InterruptedException {
        DeviceReading[] many =
                IntStream.range(0, 32)
                        .mapToObj(at -> device(at, "ok", GIB, 2 * GIB, 0))
                        .toArray(DeviceReading[]::new);
        show(many);
        paint();
        long before = view.cards().painted();
        paint();
        long painted = view.cards().painted() - before;
        assertTrue(painted > 0 && painted <= 8, painted + " cards in 800 × 400");
        int components = view.cards().getComponentCount();
        show(many);
        assertEquals(components, view.cards().getComponentCount(), "no component for each");
        assertEquals(before + painted, view.cards().painted(), "showing alone paints nothing");
    }

    @Test
    void shouldFollowTheColoursOfTheLookAndFeel() throws InterruptedException {
        show(device(0, "ok", GIB, 2 * GIB, 0));
        BufferedImage light = paint();
        Object before = UIManager.get("Table.background");
        Object text = UIManager.get("Label.foreground");
        UIManager.put("Table.background", new ColorUIResource(0x202124));
        UIManager.put("Label.foreground", new ColorUIResource(0xeeeeee));
        try {
            assertTrue(Palette.current().isDark());
            BufferedImage dark = paint();
            assertNotEquals(light.getRGB(200, 20), dark.getRGB(200, 20));
            assertTrue(Screen.count(dark, new Color(0x202124)) > 1000);
        } finally {
            UIManager.put("Table.background", before);
            UIManager.put("Label.foreground", text);
        }
        assertFalse(Palette.current().isDark());
    }

    @Test
    void shouldLookOldWhenNothingCanBeRead() throws InterruptedException {
        show(device(0, "ok", GIB, 2 * GIB, 0));
        Color bar = Palette.current().bar(0);
        assertTrue(Screen.count(paint(), bar) > 0);
        Screen.onSwing(() -> view.showNothing("gone"));
        assertEquals(0, Screen.count(paint(), bar), "greyed");
        show(device(0, "ok", GIB, 2 * GIB, 0));
        assertTrue(Screen.count(paint(), bar) > 0, "fresh again");
    }

    @Test
    void shouldChooseWithTheKeyboard() throws InterruptedException {
        show(device(4, "ok", GIB, GIB, 0), device(7, "ok", GIB, GIB, 0));
        paint();
        Screen.onSwing(
                () -> {
                    assertFalse(view.cards().move(KeyEvent.VK_ENTER), "nothing chosen yet");
                    assertTrue(view.cards().move(KeyEvent.VK_RIGHT));
                    assertEquals(4, choice.device());
                    assertTrue(view.cards().move(KeyEvent.VK_RIGHT));
                    assertEquals(7, choice.device());
                    assertTrue(view.cards().move(KeyEvent.VK_RIGHT));
                    assertEquals(7, choice.device(), "there is no further one");
                    assertTrue(view.cards().move(KeyEvent.VK_ENTER));
                    assertFalse(view.cards().move(KeyEvent.VK_A));
                });
        assertEquals(1, opened.get());
    }

    @Test
    void shouldTellAllInWordsToo() throws InterruptedException {
        show(device(3, "ok", null, 12 * GIB, 0));
        String words = view.cards().getAccessibleContext().getAccessibleDescription();
        assertEquals("Device 3: ok; DRAM N/A / 12.0 GiB, L1 N/A / N/A, 43 °C of 75, N/A", words);
    }

    @Test
    void shouldLeaveTheUnknownEmptyInATable() throws InterruptedException {
        show(device(3, "ok", null, 12 * GIB, 1));
        assertEquals(view.header().size(), view.rows().get(0).size());
        assertEquals(
                List.of(
                        "3",
                        "n300",
                        "ok",
                        "43.0",
                        "75.0",
                        "",
                        "85.0",
                        "1000",
                        "",
                        "12884901888",
                        "",
                        "",
                        "2",
                        "1"),
                view.rows().get(0));
    }
}
