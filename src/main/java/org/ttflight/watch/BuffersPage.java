package org.ttflight.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.Amount;
import org.ttflight.screen.Cell;
import org.ttflight.screen.Column;
import org.ttflight.screen.SmiScreen;
import org.ttflight.screen.Style;
import org.ttflight.screen.Table;
import org.ttflight.screen.View;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.BufferState;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.Tracking;

/** A line for each live buffer. */
final class BuffersPage {
    private static final int WITH_NAME = 70;
    private static final int WITH_ID = 54;

    /** How those are tracked that report each buffer. */
    private static final Set<String> REPORTING =
            Set.of(Tracking.REPORTING.name(), Tracking.REPORTING_UNVERIFIED.name());

    private final SnapshotDocument document;
    private final Scene scene;
    private final WatchState state;
    private final View view;
    private final Map<Integer, String> names = new HashMap<>();

    private BuffersPage(SnapshotDocument document, Scene scene, WatchState state, View view) {
        this.document = document;
        this.scene = scene;
        this.state = state;
        this.view = view;
        for (ProcessState process : document.processes()) {
            names.put(process.pid(), SmiScreen.known(process.name(), view.glyphs()));
        }
    }

    static Body draw(SnapshotDocument document, Scene scene, WatchState state, View view) {
        return new BuffersPage(document, scene, state, view).body();
    }

    /** Returns what this page wants to know. */
    static BufferQuestion question(WatchState state) {
        return new BufferQuestion(
                state.pid(), state.device(), state.bufferOrder() == BufferOrder.AGE);
    }

    private Body body() {
        if (document.server() == null) {
            return said(
                    "Single buffers need the daemon, and none answers. Start it:  tt-flight serve");
        }
        BufferDocument answer = scene.buffers();
        if (answer == null || !question(state).equals(scene.question())) {
            return said(whyNone());
        }
        String unknown = answer.buffers().isEmpty() ? unknown() : null;
        if (unknown != null) {
            return said(unknown);
        }
        List<BufferState> buffers = new ArrayList<>();
        for (BufferState buffer : answer.buffers()) {
            if (fits(buffer)) {
                buffers.add(buffer);
            }
        }
        buffers.sort(state.bufferOrder().comparator(state.isBufferReversed()));
        List<String> head = new ArrayList<>();
        head.add(view.paint("  " + title(answer, buffers), Style.BOLD));
        if (buffers.isEmpty()) {
            return new Body(head, List.of(), List.of(), List.of());
        }
        List<String> table = table(buffers);
        List<Integer> pids = new ArrayList<>();
        for (BufferState buffer : buffers) {
            pids.add(buffer.pid());
        }
        head.add("  " + table.get(0));
        return new Body(head, table.subList(1, table.size()), pids, List.of());
    }

    private String whyNone() {
        String trouble = scene.bufferTrouble();
        if (trouble != null && question(state).equals(scene.question())) {
            return "No list of buffers: " + trouble;
        }
        return state.isPaused()
                ? "Paused before these were asked for; p goes on."
                : "Asking the daemon…";
    }

    /** Returns why nobody knows the buffers of the chosen process; null if that is not so. */
    private @Nullable String unknown() {
        for (ProcessState process : document.processes()) {
            boolean isChosen = Integer.valueOf(process.pid()).equals(state.pid());
            if (isChosen && !REPORTING.contains(process.tracking())) {
                String detail = process.statusDetail();
                return "Nobody knows the single buffers of pid "
                        + process.pid()
                        + name(process.pid())
                        + ": "
                        + (detail == null ? process.status() : detail)
                        + ".";
            }
        }
        return null;
    }

    private Body said(String text) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        String clean = view.glyphs().clean(text.replace("…", view.glyphs().ellipsis()));
        for (String line : Lines.wrapped(clean, view.width() - 4)) {
            lines.add("  " + line);
        }
        return Body.text(lines);
    }

    private boolean fits(BufferState buffer) {
        String part = state.filter().toLowerCase(Locale.ROOT);
        return part.isEmpty()
                || Integer.toString(buffer.pid()).contains(part)
                || ProcessRow.contains(buffer.memory(), part)
                || ProcessRow.contains(buffer.id(), part)
                || ProcessRow.contains(names.get(buffer.pid()), part);
    }

    private String title(BufferDocument answer, List<BufferState> shown) {
        long bytes = 0;
        for (BufferState buffer : shown) {
            bytes += buffer.size();
        }
        Integer pid = state.pid();
        String whose = pid == null ? "of all that report" : "of pid " + pid + name(pid);
        boolean isCut = answer.buffers().size() >= BufferQuestion.LIMIT;
        String which =
                isCut
                        ? "; only the "
                                + BufferQuestion.LIMIT
                                + (question(state).isOldest() ? " oldest" : " largest")
                                + " are listed"
                        : "";
        String title =
                Amount.count(shown.size(), "buffer", "buffers")
                        + " "
                        + whose
                        + ", "
                        + Amount.bytes(bytes)
                        + which;
        return Lines.cut(title, view.width() - 2, view);
    }

    private String name(int pid) {
        String name = names.get(pid);
        return name == null ? "" : " " + name;
    }

    private List<String> table(List<BufferState> buffers) {
        boolean hasName = view.width() >= WITH_NAME;
        List<Column> columns = new ArrayList<>();
        columns.add(Column.fixed(title(BufferOrder.PID), true));
        if (hasName) {
            columns.add(Column.text("Name", 8));
        }
        columns.add(Column.fixed(title(BufferOrder.DEVICE), true));
        columns.add(Column.text(title(BufferOrder.MEMORY), 4));
        columns.add(Column.fixed(title(BufferOrder.SIZE), true));
        columns.add(Column.fixed(title(BufferOrder.AGE), true));
        if (hasName) {
            columns.add(Column.fixed("Refs", true));
        }
        if (view.width() >= WITH_ID) {
            columns.add(Column.text("Id", 6));
        }
        Table table = new Table(columns);
        for (BufferState buffer : buffers) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(Integer.toString(buffer.pid())));
            if (hasName) {
                String name = names.get(buffer.pid());
                cells.add(Cell.of(name == null ? Amount.UNKNOWN : name));
            }
            cells.add(Cell.of(Integer.toString(buffer.device())));
            cells.add(Cell.of(view.glyphs().clean(buffer.memory())));
            cells.add(Cell.of(Amount.bytes(buffer.size())));
            cells.add(Cell.of(Amount.duration(buffer.ageSeconds())));
            if (hasName) {
                cells.add(Cell.of(Long.toString(buffer.references())));
            }
            if (view.width() >= WITH_ID) {
                cells.add(Cell.of(view.glyphs().clean(buffer.id())));
            }
            table.add(cells);
        }
        return table.lines(view, view.width() - 2);
    }

    private String title(BufferOrder order) {
        return order == state.bufferOrder()
                ? order.title() + ProcessesPage.mark(state.isBufferReversed(), view.glyphs())
                : order.title();
    }
}
