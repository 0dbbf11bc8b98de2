package org.ttflight.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.ingest.IngestServer;
import org.ttflight.jfr.BufferList;
import org.ttflight.ledger.LargestBuffers;

/**
 * Finds the largest buffers for snapshots. Whoever writes one holds up a dump, so waits for a short
 * while only, and then takes what was found before. The search itself is done in short steps on the
 * writer's thread. Thread-safe.
 */
final class LargestBufferSearch implements Supplier<BufferList> {
    private static final Logger LOG = System.getLogger(LargestBufferSearch.class.getName());
    private static final int MOST = 100;
    private static final long WAIT_MILLIS = 200;

    /** A dump writes two snapshots, one after the other. */
    private static final long FRESH_MILLIS = 500;

    private final Supplier<IngestServer> server;
    private volatile BufferList last = BufferList.NONE;
    private @Nullable CompletableFuture<BufferList> running;
    private boolean hasFailed;

    /**
     * @param server supplied late, and only asked while it runs
     */
    LargestBufferSearch(Supplier<IngestServer> server) {
        this.server = server;
    }

    @Override
    public BufferList get() {
        BufferList known = last;
        long age = System.currentTimeMillis() - known.seenMillis();
        if (age >= 0 && age < FRESH_MILLIS) {
            return known;
        }
        try {
            return search().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last;
        }
    }

    private synchronized CompletableFuture<BufferList> search() {
        CompletableFuture<BufferList> now = running;
        if (now == null || now.isDone()) {
            CompletableFuture<BufferList> begun = new CompletableFuture<>();
            Thread thread = new Thread(() -> search(begun), "tt-flight largest buffers");
            thread.setDaemon(true);
            thread.start();
            running = begun;
            now = begun;
        }
        return now;
    }

    private void search(CompletableFuture<BufferList> answer) {
        try {
            IngestServer asked = server.get();
            LargestBuffers search = new LargestBuffers(MOST);
            boolean isMore = true;
            while (isMore) {
                isMore = asked.call(search::step);
            }
            last = new BufferList(System.currentTimeMillis(), search.found());
            answer.complete(last);
        } catch (IllegalStateException stopped) {
            answer.completeExceptionally(stopped);
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
            if (!hasFailed) {
                hasFailed = true;
                LOG.log(Level.ERROR, "A bug, met while looking for large buffers. Told once.", e);
            }
        }
    }
}
