package org.ttflight.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.HistoryDocument;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.SnapshotDocument;

/** Answers as a test tells it, and only as often as the test lets it. */
final class FakeSource implements WatchSource {
    final Semaphore answers = new Semaphore(0);
    private volatile @Nullable SnapshotDocument document;
    private volatile String trouble = "";
    private volatile @Nullable HistoryDocument remembered;
    private volatile @Nullable RuntimeException bug;
    private volatile @Nullable RuntimeException bugOfHistory;
    private final List<Object> asked = new ArrayList<>();

    FakeSource(SnapshotDocument document) {
        this.document = document;
    }

    void answer(@Nullable SnapshotDocument next, String why) {
        document = next;
        trouble = why;
    }

    void remember(HistoryDocument history) {
        remembered = history;
    }

    /** Has a bug show from now on. */
    void fail(RuntimeException e) {
        bug = e;
    }

    /** Has a bug show in what is remembered; null for no longer. */
    void failRemembering(@Nullable RuntimeException e) {
        bugOfHistory = e;
    }

    synchronized List<Object> asked() {
        return List.copyOf(asked);
    }

    private synchronized void note(Object question) {
        asked.add(question);
    }

    @Override
    public SnapshotDocument snapshot() throws IOException {
        note("snapshot");
        answers.acquireUninterruptibly();
        RuntimeException shown = bug;
        if (shown != null) {
            throw shown;
        }
        SnapshotDocument answer = document;
        if (answer == null) {
            throw new IOException(trouble);
        }
        return answer;
    }

    @Override
    public @Nullable String missingDaemon(SnapshotDocument local) {
        return trouble.isEmpty() ? null : trouble;
    }

    @Override
    public @Nullable HistoryDocument history(Duration window, int steps) {
        note(window);
        RuntimeException shown = bugOfHistory;
        if (shown != null) {
            throw shown;
        }
        return remembered;
    }

    @Override
    public BufferDocument buffers(BufferQuestion question) throws IOException {
        note(question);
        if (question.device() != null) {
            throw new IOException("no buffers today");
        }
        return Scenes.buffers();
    }
}
