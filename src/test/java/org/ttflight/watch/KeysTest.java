package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeysTest {
    private static final Reach REACH = new Reach(100, 10, List.of(0, 3, 7), 4242);

    private static WatchState press(WatchState state, String keys) {
        WatchState pressed = state;
        for (int point : keys.codePoints().toArray()) {
            pressed = Keys.press(Key.of(point), pressed, REACH);
        }
        return pressed;
    }

    private static WatchState press(WatchState state, Key.Name... keys) {
        WatchState pressed = state;
        for (Key.Name key : keys) {
            pressed = Keys.press(Key.of(key), pressed, REACH);
        }
        return pressed;
    }

    private static WatchState on(Tab tab) {
        return Scenes.state(tab);
    }

    @ParameterizedTest
    @EnumSource(Tab.class)
    void shouldOpenEveryView(Tab tab) {
        WatchState state = press(on(Tab.DEVICES), String.valueOf(tab.key()));
        assertEquals(tab, state.tab());
        assertTrue(press(state, "q").isOver());
        assertTrue(press(state, Key.Name.INTERRUPT).isOver());
        assertTrue(press(state, Key.Name.GONE).isOver());
        assertFalse(press(state, Key.Name.OTHER, Key.Name.SUSPEND, Key.Name.REDRAW).isOver());
    }

    @ParameterizedTest
    @CsvSource({
        "PROCESSES, 0, UP, 0", "PROCESSES, 0, DOWN, 1", "PROCESSES, 99, DOWN, 99",
        "PROCESSES, 5, PAGE_UP, 0", "PROCESSES, 50, PAGE_UP, 41", "PROCESSES, 95, PAGE_DOWN, 99",
        "PROCESSES, 50, HOME, 0", "PROCESSES, 50, END, 99", "PROCESSES, 5000, UP, 98",
        "TELEMETRY, 0, END, 90", "TELEMETRY, 90, DOWN, 90", "TELEMETRY, 89, DOWN, 90",
        "TELEMETRY, 88, PAGE_DOWN, 90", "PROCESSES, 7, LEFT, 7", "PROCESSES, 7, OTHER, 7",
    })
    void shouldMoveWithinBounds(Tab tab, int from, Key.Name key, int to) {
        WatchState state = on(tab).with(draft -> draft.cursor(from));
        assertEquals(to, press(state, key).cursor());
    }

    @Test
    void shouldMoveWithLettersToo() {
        assertEquals(2, press(on(Tab.PROCESSES), "jjjk").cursor());
        assertEquals(99, press(on(Tab.PROCESSES), "G").cursor());
        assertEquals(0, press(on(Tab.PROCESSES), "Gg").cursor());
    }

    @Test
    void shouldRememberThePlaceInEachView() {
        WatchState state = press(press(on(Tab.PROCESSES), "jjj1j"), "4");
        assertEquals(3, state.cursor());
        assertEquals(1, press(state, "1").cursor());
    }

    @Test
    void shouldLeaveAnEmptyListAlone() {
        WatchState state = on(Tab.PROCESSES);
        for (Key.Name key : Key.Name.values()) {
            WatchState after = Keys.press(Key.of(key), state, Reach.NOTHING);
            assertEquals(0, after.cursor(), key.name());
            assertEquals(Tab.PROCESSES.ordinal() == after.tab().ordinal(), key != Key.Name.ESCAPE);
        }
    }

    @Test
    void shouldLeadFromAProcessToItsBuffersAndBack() {
        WatchState buffers = press(on(Tab.PROCESSES), Key.Name.ENTER);
        assertEquals(Tab.BUFFERS, buffers.tab());
        assertEquals(4242, buffers.pid());
        WatchState back = press(buffers, Key.Name.ESCAPE);
        assertEquals(Tab.PROCESSES, back.tab());
        assertNull(back.pid());
        assertEquals(4242, press(buffers, "15").pid());
        assertNull(press(buffers, "a").pid());
        assertNull(press(on(Tab.PROCESSES), "5").pid());
    }

    @Test
    void shouldLeadFromADeviceToItsCharts() {
        WatchState charts = press(on(Tab.DEVICES), Key.Name.ENTER);
        assertEquals(Tab.CHARTS, charts.tab());
        assertEquals(4242, charts.device());
    }

    @Test
    void shouldGoBackStepByStepAndThenEnd() {
        WatchState state =
                on(Tab.PROCESSES)
                        .with(
                                draft -> {
                                    draft.filter = "x";
                                    draft.device = 3;
                                });
        WatchState unfiltered = press(state, Key.Name.ESCAPE);
        assertEquals("", unfiltered.filter());
        assertEquals(3, unfiltered.device());
        WatchState all = press(unfiltered, Key.Name.ESCAPE);
        assertNull(all.device());
        WatchState main = press(all, Key.Name.ESCAPE);
        assertEquals(Tab.DEVICES, main.tab());
        assertFalse(main.isOver());
        assertTrue(press(main, Key.Name.ESCAPE).isOver());
    }

    @Test
    void shouldWalkThroughTheDevices() {
        WatchState state = on(Tab.DEVICES);
        assertEquals(0, press(state, "d").device());
        assertEquals(3, press(state, "dd").device());
        assertEquals(7, press(state, "ddd").device());
        assertNull(press(state, "dddd").device());
        assertNull(press(state, "dda").device());
        assertNull(press(state.with(draft -> draft.device = 5), "d").device());
    }

    @Test
    void shouldTypeAFilter() {
        WatchState typing = press(on(Tab.PROCESSES), "jj/q1 😀");
        assertTrue(typing.isTyping());
        assertFalse(typing.isOver());
        assertEquals("q1 😀", typing.filter());
        assertEquals(0, typing.cursor());
        assertEquals("q1 ", press(typing, Key.Name.BACKSPACE).filter());
        assertEquals("", press(typing, Key.Name.CLEAR, Key.Name.BACKSPACE).filter());
        assertEquals(1, press(typing, Key.Name.DOWN).cursor());
        WatchState kept = press(typing, Key.Name.ENTER);
        assertFalse(kept.isTyping());
        assertEquals("q1 😀", kept.filter());
        WatchState cleared = press(typing, Key.Name.ESCAPE);
        assertFalse(cleared.isTyping());
        assertEquals("", cleared.filter());
        assertTrue(press(typing, Key.Name.INTERRUPT).isOver());
        assertFalse(press(on(Tab.CHARTS), "/").isTyping());
    }

    @Test
    void shouldSortByEveryColumnAndBackwards() {
        WatchState state = on(Tab.PROCESSES);
        for (ProcessOrder order : ProcessOrder.values()) {
            assertEquals(order, state.processOrder());
            assertTrue(press(state, "S").isProcessReversed());
            assertFalse(press(state, "rr").isProcessReversed());
            state = press(state, "rs");
            assertFalse(state.isProcessReversed());
        }
        assertEquals(ProcessOrder.DRAM, state.processOrder());
        WatchState buffers = press(on(Tab.BUFFERS), "ss");
        assertEquals(BufferOrder.PID, buffers.bufferOrder());
        assertEquals(ProcessOrder.DRAM, buffers.processOrder());
    }

    @Test
    void shouldPauseAndGoOn() {
        assertTrue(press(on(Tab.DEVICES), "p").isPaused());
        assertTrue(press(on(Tab.DEVICES), " ").isPaused());
        assertFalse(press(on(Tab.DEVICES), "pp").isPaused());
        assertEquals(Tab.CHARTS, press(on(Tab.DEVICES), "p2").tab());
    }

    @Test
    void shouldChooseTheWindow() {
        assertEquals(TimeWindow.FIVE_MINUTES, on(Tab.CHARTS).window());
        assertEquals(TimeWindow.QUARTER, press(on(Tab.CHARTS), "]").window());
        assertEquals(TimeWindow.DAY, press(on(Tab.CHARTS), "]]]]]]]]").window());
        assertEquals(TimeWindow.MINUTE, press(on(Tab.CHARTS), "[[[").window());
        assertEquals(TimeWindow.QUARTER, press(on(Tab.CHARTS), Key.Name.LEFT).window());
        assertEquals(TimeWindow.MINUTE, press(on(Tab.CHARTS), Key.Name.RIGHT).window());
    }

    @Test
    void shouldAskMoreOrLessOftenWithinBounds() {
        assertEquals(2000, press(on(Tab.DEVICES), "+").refreshMillis());
        assertEquals(500, press(on(Tab.DEVICES), "-").refreshMillis());
        assertEquals(100, press(on(Tab.DEVICES), "----------").refreshMillis());
        assertEquals(60_000, press(on(Tab.DEVICES), "++++++++++").refreshMillis());
        assertEquals(500, press(WatchState.start(250), "+").refreshMillis());
        assertEquals(200, press(WatchState.start(250), "-").refreshMillis());
        assertEquals(90_000, press(WatchState.start(90_000), "+").refreshMillis());
        assertEquals(100, WatchState.start(1).refreshMillis());
    }

    @Test
    void shouldHelpUntilAnotherKey() {
        for (WatchState help :
                List.of(
                        press(on(Tab.CHARTS), "h"),
                        press(on(Tab.CHARTS), "?"),
                        press(on(Tab.CHARTS), Key.Name.HELP))) {
            assertTrue(help.isHelp());
            assertFalse(press(help, "x").isHelp());
            assertFalse(press(help, "x").isOver());
            assertFalse(press(help, Key.Name.ESCAPE).isHelp());
            assertTrue(press(help, "q").isOver());
            WatchState moved = press(help, Key.Name.DOWN);
            assertTrue(moved.isHelp());
            assertEquals(1, moved.cursor());
            assertEquals(0, press(moved, "x").cursor());
        }
    }
}
