package org.ttflight.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.SmiScreen;
import org.ttflight.screen.Style;
import org.ttflight.screen.View;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * Everything that is on the terminal at one moment.
 *
 * @param lines as many as the terminal has, none wider than it
 * @param reach what keys can do on it
 */
record Frame(List<String> lines, Reach reach) {
    private static final int FOOTER = 1;
    private static final int ROOM_FOR_TITLES = 56;

    private static final String[] HINTS = {
        "q quit",
        "h help",
        "1-5 view",
        "p pause",
        "d device",
        "/ filter",
        "s sort",
        "r reverse",
        "+- refresh",
    };
    private static final String[] PLAYED_HINTS = {
        "q quit",
        "h help",
        "1-5 view",
        "p pause",
        "+- speed",
        "Left Right a minute",
        "[ ] window",
        "d device",
        "/ filter",
    };
    private static final String[] CHART_HINTS = {
        "q quit", "h help", "1-5 view", "[ ] window", "p pause", "d device", "+- refresh",
    };

    /** Takes a copy. */
    Frame {
        lines = List.copyOf(lines);
    }

    /**
     * Draws one; a terminal that is narrower than {@link View#MIN_WIDTH} has to cut lines itself.
     */
    static Frame draw(Scene scene, WatchState state, View view, int rows) {
        return draw(scene, state, view, rows, null);
    }

    /**
     * As above, of what is played.
     *
     * @param played what, and where it is; null for what is of now
     */
    static Frame draw(Scene scene, WatchState state, View view, int rows, @Nullable String played) {
        SnapshotDocument document = scene.document();
        SnapshotDocument part = document == null ? null : part(document, state);
        List<String> lines = new ArrayList<>(header(scene, state, view));
        if (played != null) {
            String text = Lines.cut(view.glyphs().clean(played), view.width(), view);
            lines.add(2, view.paint(text, Style.YELLOW));
        }
        int room = Math.max(1, rows - lines.size() - FOOTER);
        Body body = body(part, scene, state, view, room);
        List<Integer> devices = new ArrayList<>();
        if (document != null) {
            for (DeviceState device : document.devices()) {
                devices.add(device.device());
            }
        }
        int page = Math.max(1, room - body.head().size() - body.tail().size());
        boolean isList = state.tab().isList() && !state.isHelp();
        int count = body.rows().size();
        int cursor = Math.max(0, Math.min(state.cursor(), isList ? count - 1 : count - page));
        int top = isList ? Math.max(0, Math.min(cursor - page / 2, count - page)) : cursor;
        lines.addAll(body.head());
        for (int row = top; row < Math.min(count, top + page); row++) {
            String line = body.rows().get(row);
            lines.add(
                    isList && !body.keys().isEmpty() ? Lines.row(line, row == cursor, view) : line);
        }
        while (lines.size() < rows - FOOTER - body.tail().size() && isAtBottom(state)) {
            lines.add("");
        }
        lines.addAll(body.tail());
        Reach reach = new Reach(count, page, devices, body.key(cursor));
        return fitted(lines, footer(hints(state, played), view, top, page, count), rows, reach);
    }

    /** What belongs to a chosen process stays in its place. */
    private static boolean isAtBottom(WatchState state) {
        return state.tab() == Tab.PROCESSES;
    }

    private static Frame fitted(List<String> lines, String footer, int rows, Reach reach) {
        List<String> fitted = new ArrayList<>(rows);
        for (int row = 0; row < rows - FOOTER; row++) {
            fitted.add(row < lines.size() ? lines.get(row).stripTrailing() : "");
        }
        fitted.add(footer.stripTrailing());
        return new Frame(fitted.subList(0, Math.max(0, rows)), reach);
    }

    private static SnapshotDocument part(SnapshotDocument document, WatchState state) {
        Integer device = state.device();
        return device == null
                ? document
                : new Selection(List.of(device), List.of(), List.of(), null).of(document);
    }

    private static Body body(
            @Nullable SnapshotDocument part, Scene scene, WatchState state, View view, int room) {
        if (state.isHelp()) {
            return HelpPage.draw(view);
        }
        if (part == null) {
            return said("Waiting for the first answer" + view.glyphs().ellipsis(), view);
        }
        boolean isOfDevices = state.tab().ordinal() <= Tab.TELEMETRY.ordinal();
        if (isOfDevices && part.devices().isEmpty()) {
            Integer device = state.device();
            String none =
                    device == null
                            ? SmiScreen.noDevices(part)
                            : "Device " + device + " is not there now.";
            return said(view.glyphs().clean(none), view);
        }
        return switch (state.tab()) {
            case DEVICES -> DevicesPage.draw(part, state, view, room);
            case CHARTS -> ChartsPage.draw(part, scene, state, view, room);
            case TELEMETRY -> TelemetryPage.draw(part, view);
            case PROCESSES -> ProcessesPage.draw(part, state, view, room);
            case BUFFERS -> BuffersPage.draw(part, scene, state, view);
        };
    }

    private static Body said(String text, View view) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        for (String line : Lines.wrapped(text, view.width() - 4)) {
            lines.add("  " + line);
        }
        return Body.text(lines);
    }

    private static List<String> header(Scene scene, WatchState state, View view) {
        List<String> lines = new ArrayList<>();
        SnapshotDocument document = scene.document();
        String time = view.time(document == null ? scene.now() : document.time());
        int room = view.width() - time.length() - 1;
        String who =
                document == null ? "tt-smi" : SmiScreen.title(document, false, view.glyphs(), room);
        String fitting = Lines.cut(who, room, view);
        lines.add(view.paint(Lines.pad(fitting, room), Style.BOLD) + " " + time);
        lines.add(tabs(state, view));
        Outage outage = scene.outage();
        if (outage != null) {
            boolean isLocal = document != null && document.server() == null;
            String told = view.glyphs().clean(told(outage, isLocal, view));
            String text = Lines.cut(told, view.width(), view);
            lines.add(view.paint(text, Style.YELLOW));
        }
        if (state.isTyping() || (!state.filter().isEmpty() && state.tab().hasFilter())) {
            String shown = view.glyphs().clean(state.filter());
            String text =
                    state.isTyping()
                            ? "Filter: " + shown + "_   (Enter keeps it, Esc clears it)"
                            : "Filter: " + shown + "   (Esc clears it)";
            lines.add(view.paint(Lines.cut(text, view.width(), view), Style.YELLOW));
        }
        return lines;
    }

    private static String told(Outage outage, boolean isLocal, View view) {
        Instant since = outage.since();
        String why = outage.why();
        String what = isLocal ? "No daemon" : "No answer";
        String when =
                since != null ? " since " + view.time(since).substring(11) : isLocal ? "" : " yet";
        String next = isLocal ? "; showing the host's own files" : "; trying again";
        return what + when + (why == null ? "; still waiting" : ": " + why + next);
    }

    private static String tabs(WatchState state, View view) {
        StringBuilder right = new StringBuilder();
        if (state.isPaused()) {
            right.append("PAUSED  ");
        }
        if (state.device() != null) {
            right.append("device ").append(state.device()).append("  ");
        }
        right.append(refresh(state.refreshMillis()));
        boolean hasTitles = view.width() >= ROOM_FOR_TITLES + right.length();
        StringBuilder left = new StringBuilder();
        for (Tab tab : Tab.values()) {
            boolean isOpen = tab == state.tab();
            String name = tab.key() + (hasTitles || isOpen ? " " + tab.title() : "");
            left.append(isOpen ? "[" : hasTitles ? " " : "").append(name);
            left.append(isOpen ? "]" : " ");
        }
        int room = Math.max(0, view.width() - right.length() - 1);
        String fitting = Lines.pad(Lines.cut(left.toString(), room, view), room + 1);
        Style style = state.isPaused() ? Style.YELLOW : Style.PLAIN;
        return view.paint(fitting, Style.BOLD) + view.paint(right.toString(), style);
    }

    private static String refresh(int millis) {
        return "every " + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms");
    }

    private static String[] hints(WatchState state, @Nullable String played) {
        if (state.isHelp()) {
            return new String[] {"any key goes back   Up Down move   q quit"};
        }
        if (played != null) {
            return PLAYED_HINTS;
        }
        return state.tab() == Tab.CHARTS ? CHART_HINTS : HINTS;
    }

    private static String footer(String[] hints, View view, int top, int page, int count) {
        String place =
                count <= page ? "" : (top + 1) + "-" + Math.min(count, top + page) + " of " + count;
        int room = view.width() - place.length() - 1;
        StringBuilder keys = new StringBuilder();
        for (String hint : hints) {
            String more = keys.isEmpty() ? hint : "   " + hint;
            if (keys.length() + more.length() <= room) {
                keys.append(more);
            }
        }
        return view.paint(Lines.pad(keys.toString(), room), Style.BOLD) + " " + place;
    }
}
