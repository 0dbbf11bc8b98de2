package org.ttflight.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the person at the terminal has chosen. Immutable.
 *
 * @param tab what is looked at
 * @param isOver whether the program shall end
 * @param refreshMillis from one question for data to the next
 * @param window how much time the charts show
 * @param device only this one is shown; null for all
 * @param filter only what contains this text is listed; empty for all
 * @param isTyping whether letters go to the filter
 * @param pid only this process's buffers are listed; null for all
 * @param cursors the row, or the line, looked at of each {@link Tab}, and last of the help
 */
record WatchState(
        Tab tab,
        boolean isHelp,
        boolean isPaused,
        boolean isOver,
        int refreshMillis,
        TimeWindow window,
        @Nullable Integer device,
        String filter,
        boolean isTyping,
        ProcessOrder processOrder,
        boolean isProcessReversed,
        BufferOrder bufferOrder,
        boolean isBufferReversed,
        @Nullable Integer pid,
        List<Integer> cursors) {
    /** Asking more often shows nothing that people could see. */
    static final int MIN_REFRESH_MILLIS = 100;

    /** Takes a copy of the list. */
    WatchState {
        cursors = List.copyOf(cursors);
    }

    static WatchState start(int refreshMillis) {
        return new WatchState(
                Tab.DEVICES,
                false,
                false,
                false,
                Math.max(MIN_REFRESH_MILLIS, refreshMillis),
                TimeWindow.FIVE_MINUTES,
                null,
                "",
                false,
                ProcessOrder.DRAM,
                false,
                BufferOrder.SIZE,
                false,
                null,
                Collections.nCopies(Tab.values().length + 1, 0));
    }

    int cursor() {
        return cursors.get(slot(tab, isHelp));
    }

    private static int slot(Tab tab, boolean isHelp) {
        return isHelp ? Tab.values().length : tab.ordinal();
    }

    /** Returns this with some things changed. */
    WatchState with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.state();
    }

    /** A state that is being changed. */
    static final class Draft {
        Tab tab;
        boolean isHelp;
        boolean isPaused;
        boolean isOver;
        int refreshMillis;
        TimeWindow window;
        @Nullable Integer device;
        String filter;
        boolean isTyping;
        ProcessOrder processOrder;
        boolean isProcessReversed;
        BufferOrder bufferOrder;
        boolean isBufferReversed;
        @Nullable Integer pid;
        private final List<Integer> cursors;

        private Draft(WatchState state) {
            tab = state.tab;
            isHelp = state.isHelp;
            isPaused = state.isPaused;
            isOver = state.isOver;
            refreshMillis = state.refreshMillis;
            window = state.window;
            device = state.device;
            filter = state.filter;
            isTyping = state.isTyping;
            processOrder = state.processOrder;
            isProcessReversed = state.isProcessReversed;
            bufferOrder = state.bufferOrder;
            isBufferReversed = state.isBufferReversed;
            pid = state.pid;
            cursors = new ArrayList<>(state.cursors);
        }

        /** Moves the cursor of what is looked at. */
        void cursor(int row) {
            cursors.set(slot(tab, isHelp), row);
        }

        private WatchState state() {
            return new WatchState(
                    tab,
                    isHelp,
                    isPaused,
                    isOver,
                    refreshMillis,
                    window,
                    device,
                    filter,
                    isTyping,
                    processOrder,
                    isProcessReversed,
                    bufferOrder,
                    isBufferReversed,
                    pid,
                    cursors);
        }
    }
}
