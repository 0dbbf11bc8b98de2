package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.HistoryJson;
import org.ttflight.history.HistoryRequest;
import org.ttflight.screen.SmiScreen;
import org.ttflight.screen.View;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.BufferState;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SharedOnly;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.watch.BufferQuestion;
import org.ttflight.watch.JlineTty;
import org.ttflight.watch.Tty;
import org.ttflight.watch.Watch;
import org.ttflight.watch.WatchSource;

/** {@code smi --watch}: a program of its own on a terminal, plain screens elsewhere. */
final class SmiWatch {
    /** Waits between screens. */
    @FunctionalInterface
    interface Pause {
        void await(int millis) throws InterruptedException;
    }

    /** Opens the terminal. */
    @FunctionalInterface
    interface Opening {
        Tty open() throws IOException;
    }

    private final Surroundings surroundings;
    private final Opening terminal;
    private final Pause pause;

    SmiWatch(Surroundings surroundings) {
        this(surroundings, JlineTty::open, Thread::sleep);
    }

    SmiWatch(Surroundings surroundings, Opening terminal, Pause pause) {
        this.surroundings = surroundings;
        this.terminal = terminal;
        this.pause = pause;
    }

    /**
     * Returns the exit code.
     *
     * @param frames after how many screens to stop; 0 for never
     */
    int run(SmiOptions options, int frames) {
        Source source = new Source(surroundings, options);
        Integer millis = options.watchMillis();
        int refresh = millis == null ? 1000 : millis;
        try {
            Tty tty = frames == 0 ? openTerminal(options) : null;
            return tty == null
                    ? printAll(options, source, refresh, frames)
                    : watch(tty, options, source, refresh);
        } catch (InterruptedException e) {
            return ExitCodes.OK;
        }
    }

    /** Returns null where there is none, or one that cannot do what it takes. */
    private @Nullable Tty openTerminal(SmiOptions options) {
        boolean isPlain =
                !surroundings.isTerminal()
                        || "dumb".equals(surroundings.environment().get("TERM"))
                        || options.output() != SmiOptions.Output.SCREEN;
        if (isPlain) {
            return null;
        }
        try {
            return terminal.open();
        } catch (IOException e) {
            return null; // input is no terminal, so no key will come
        }
    }

    private int watch(Tty tty, SmiOptions options, Source source, int refresh)
            throws InterruptedException {
        Integer width = options.width();
        View view = surroundings.view(width == null ? View.MAX_WIDTH : width, options.isAscii());
        try (tty) {
            new Watch(tty, surroundings.out(), view, source, InstantSource.system(), refresh).run();
            return ExitCodes.OK;
        } catch (IOException e) {
            surroundings.complain("--watch ended: " + e.getMessage());
            return ExitCodes.ERROR;
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            surroundings.complain("--watch ended by a bug; please report it:", trace.toString());
            return ExitCodes.ERROR;
        }
    }

    private int printAll(SmiOptions options, Source source, int refresh, int frames)
            throws InterruptedException {
        try {
            return print(options, source, refresh, frames);
        } finally {
            source.rest();
        }
    }

    private int print(SmiOptions options, Source source, int refresh, int frames)
            throws InterruptedException {
        View view = surroundings.view(options.width(), options.isAscii());
        boolean isDocument = options.output() == SmiOptions.Output.DOCUMENT;
        for (int shown = 1; ; shown++) {
            try {
                SnapshotDocument document = source.all();
                surroundings
                        .out()
                        .print(
                                isDocument
                                        ? source.json(document)
                                        : source.screen(document, view) + "\n");
            } catch (IOException e) {
                if (shown == 1) {
                    return Failure.report(surroundings, e);
                }
                surroundings.complain(e.getMessage() + "; trying again");
            }
            if (surroundings.out().checkError()) {
                return ExitCodes.ERROR;
            }
            if (shown == frames) {
                return ExitCodes.OK;
            }
            pause.await(refresh);
        }
    }

    /** Asks the daemon, and reads the host where none answers. */
    private static final class Source implements WatchSource {
        private final Snapshots snapshots;
        private final DaemonClient daemon;
        private final SmiOptions options;
        private final Set<Integer> shown = new HashSet<>();

        Source(Surroundings surroundings, SmiOptions options) {
            this.snapshots = Snapshots.watching(surroundings, options.socket(), options.places());
            this.daemon =
                    new DaemonClient(
                            options.socket() == null ? surroundings.socket() : options.socket(),
                            DaemonClient.TIMEOUT);
            this.options = options;
        }

        SnapshotDocument all() throws IOException {
            return snapshots.get();
        }

        void rest() {
            snapshots.rest();
        }

        private Selection selection(SnapshotDocument document) {
            Selection selection = options.selection();
            return selection.users().isEmpty() ? selection : UserNumbers.named(selection, document);
        }

        String screen(SnapshotDocument document, View view) {
            return SmiScreen.render(document, options.contents(selection(document)), view);
        }

        @Override
        public SnapshotDocument snapshot() throws IOException {
            SnapshotDocument all = all();
            SnapshotDocument document = selection(all).of(all);
            shown.clear();
            for (ProcessState process : document.processes()) {
                shown.add(process.pid());
            }
            return document;
        }

        String json(SnapshotDocument document) {
            SnapshotDocument told = options.isSharedOnly() ? SharedOnly.of(document) : document;
            return snapshots.json(selection(document).of(told));
        }

        @Override
        public @Nullable String missingDaemon(SnapshotDocument document) {
            boolean wasAsked = options.socket() != null || !options.places().isElsewhere();
            return wasAsked && !document.host().problems().isEmpty()
                    ? document.host().problems().get(0)
                    : null;
        }

        @Override
        public @Nullable HistoryDocument history(Duration window, int steps) throws IOException {
            HistoryRequest request = new HistoryRequest((int) window.toSeconds(), steps, null);
            return HistoryJson.read(daemon.ask(request.line()));
        }

        @Override
        public BufferDocument buffers(BufferQuestion question) throws IOException {
            BufferDocument answer = BufferDocument.read(daemon.ask(question.request()));
            return options.selection().isAll() ? answer : selected(answer);
        }

        /** Returns the buffers of those processes and devices that are shown at all. */
        private BufferDocument selected(BufferDocument answer) {
            List<BufferState> buffers = new ArrayList<>();
            for (BufferState buffer : answer.buffers()) {
                if (options.selection().hasDevice(buffer.device())
                        && shown.contains(buffer.pid())) {
                    buffers.add(buffer);
                }
            }
            return new BufferDocument(answer.time(), buffers);
        }
    }
}
