package org.ttflight.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keys do. */
final class Keys {
    private static final int[] REFRESHES = {
        100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000
    };
    private static final int LONGEST_FILTER = 64;

    private final WatchState state;
    private final Reach reach;

    private Keys(WatchState state, Reach reach) {
        this.state = state;
        this.reach = reach;
    }

    /** Returns the state after a key was pressed. */
    static WatchState press(Key key, WatchState state, Reach reach) {
        Keys keys = new Keys(state, reach);
        if (key.name() == Key.Name.INTERRUPT || key.name() == Key.Name.GONE) {
            return state.with(draft -> draft.isOver = true);
        }
        if (state.isHelp()) {
            return keys.inHelp(key);
        }
        return state.isTyping() ? keys.typing(key) : keys.usual(key);
    }

    /** Moves in it, ends the program, or leaves the help. */
    private WatchState inHelp(Key key) {
        return switch (key.name()) {
            case UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END -> move(key.name());
            default ->
                    key.character() == 'q'
                            ? state.with(draft -> draft.isOver = true)
                            : state.with(draft -> draft.isHelp = false);
        };
    }

    private WatchState typing(Key key) {
        return switch (key.name()) {
            case CHARACTER -> filter(state.filter() + Character.toString(key.character()));
            case BACKSPACE -> filter(withoutLast(state.filter()));
            case CLEAR -> filter("");
            case ENTER -> state.with(draft -> draft.isTyping = false);
            case ESCAPE -> filter("").with(draft -> draft.isTyping = false);
            case HELP -> state.with(draft -> draft.isHelp = true);
            default -> move(key.name());
        };
    }

    private static String withoutLast(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }

    private WatchState filter(String text) {
        return text.length() > LONGEST_FILTER
                ? state
                : state.with(
                        draft -> {
                            draft.filter = text;
                            draft.cursor(0);
                        });
    }

    private WatchState usual(Key key) {
        return switch (key.name()) {
            case CHARACTER -> letter(key.character());
            case HELP -> state.with(draft -> draft.isHelp = true);
            case ENTER -> enter();
            case ESCAPE -> back();
            default -> move(key.name());
        };
    }

    private WatchState letter(int letter) {
        return switch (letter) {
            case 'q', 'Q' -> state.with(draft -> draft.isOver = true);
            case 'h', '?' -> state.with(draft -> draft.isHelp = true);
            case '1', '2', '3', '4' -> open(Tab.values()[letter - '1'], null);
            case '5' -> open(Tab.BUFFERS, state.tab() == Tab.PROCESSES ? null : state.pid());
            case 'j' -> move(Key.Name.DOWN);
            case 'k' -> move(Key.Name.UP);
            case 'g' -> move(Key.Name.HOME);
            case 'G' -> move(Key.Name.END);
            case 'p', ' ' -> state.with(draft -> draft.isPaused = !state.isPaused());
            case 'd' -> state.with(draft -> draft.device = nextDevice());
            case 'a' ->
                    state.with(
                            draft -> {
                                draft.device = null;
                                draft.pid = null;
                            });
            case 's' -> sort(true);
            case 'S', 'r', 'R' -> sort(false);
            case '/', 'f' ->
                    state.tab().hasFilter() ? state.with(draft -> draft.isTyping = true) : state;
            case '[' -> state.with(draft -> draft.window = state.window().shorter());
            case ']' -> state.with(draft -> draft.window = state.window().longer());
            case '+', '=' -> state.with(draft -> draft.refreshMillis = slower());
            case '-', '_' -> state.with(draft -> draft.refreshMillis = faster());
            default -> state;
        };
    }

    private WatchState open(Tab tab, @Nullable Integer pid) {
        return state.with(
                draft -> {
                    draft.tab = tab;
                    if (tab == Tab.BUFFERS) {
                        draft.pid = pid;
                    }
                });
    }

    /** A device leads to its charts, a process to its buffers. */
    private WatchState enter() {
        Integer chosen = reach.chosen();
        if (chosen == null) {
            return state;
        }
        return switch (state.tab()) {
            case DEVICES ->
                    state.with(
                            draft -> {
                                draft.tab = Tab.CHARTS;
                                draft.device = chosen;
                                draft.cursor(0);
                            });
            case PROCESSES ->
                    state.with(
                            draft -> {
                                draft.tab = Tab.BUFFERS;
                                draft.pid = chosen;
                                draft.filter = "";
                                draft.cursor(0);
                            });
            default -> state;
        };
    }

    /** Takes back what was chosen last; where nothing was, ends the program. */
    private WatchState back() {
        if (!state.filter().isEmpty() && state.tab().hasFilter()) {
            return filter("");
        }
        if (state.tab() == Tab.BUFFERS && state.pid() != null) {
            return state.with(
                    draft -> {
                        draft.tab = Tab.PROCESSES;
                        draft.pid = null;
                    });
        }
        if (state.device() != null) {
            return state.with(draft -> draft.device = null);
        }
        return state.tab() == Tab.DEVICES
                ? state.with(draft -> draft.isOver = true)
                : open(Tab.DEVICES, null);
    }

    /** All, then each, then all again. */
    private @Nullable Integer nextDevice() {
        List<Integer> devices = reach.devices();
        Integer device = state.device();
        int next = device == null ? 0 : devices.indexOf(device) + 1;
        boolean isGone = device != null && next == 0;
        return next >= devices.size() || isGone ? null : devices.get(next);
    }

    private WatchState sort(boolean isNext) {
        return switch (state.tab()) {
            case DEVICES, PROCESSES ->
                    state.with(
                            draft -> {
                                draft.processOrder =
                                        isNext ? state.processOrder().next() : draft.processOrder;
                                draft.isProcessReversed = !isNext && !state.isProcessReversed();
                            });
            case BUFFERS ->
                    state.with(
                            draft -> {
                                draft.bufferOrder =
                                        isNext ? state.bufferOrder().next() : draft.bufferOrder;
                                draft.isBufferReversed = !isNext && !state.isBufferReversed();
                            });
            default -> state;
        };
    }

    private int slower() {
        for (int millis : REFRESHES) {
            if (millis > state.refreshMillis()) {
                return millis;
            }
        }
        return state.refreshMillis();
    }

    private int faster() {
        for (int at = REFRESHES.length - 1; at >= 0; at--) {
            if (REFRESHES[at] < state.refreshMillis()) {
                return REFRESHES[at];
            }
        }
        return state.refreshMillis();
    }

    private WatchState move(Key.Name name) {
        boolean isList = state.tab().isList() && !state.isHelp();
        int last = reach.last(isList);
        int now = Math.min(state.cursor(), last);
        int page = Math.max(1, reach.page() - 1);
        int to =
                switch (name) {
                    case UP -> now - 1;
                    case DOWN -> now + 1;
                    case PAGE_UP -> now - page;
                    case PAGE_DOWN -> now + page;
                    case HOME -> 0;
                    case END -> last;
                    default -> -1;
                };
        boolean isMove = to >= 0 || name == Key.Name.UP || name == Key.Name.PAGE_UP;
        if (!isMove) {
            return sideways(name);
        }
        int row = Math.max(0, Math.min(last, to));
        return state.with(draft -> draft.cursor(row));
    }

    /** In charts, left is into the past. */
    private WatchState sideways(Key.Name name) {
        if (state.tab() != Tab.CHARTS) {
            return state;
        }
        return switch (name) {
            case LEFT -> state.with(draft -> draft.window = state.window().longer());
            case RIGHT -> state.with(draft -> draft.window = state.window().shorter());
            default -> state;
        };
    }
}
