package org.ttflight.daemon;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text on their way to a terminal or a file, written by a thread of their own: a slow
 * terminal or a full disk holds up nobody. When the queue is full lines are dropped, and a line
 * says how many. Thread-safe.
 */
final class LineLog implements AutoCloseable {
    private static final int WAITING_LINES = 65_536;
    private static final String END = new String("end");

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
    private final AtomicLong dropped = new AtomicLong();
    private final BufferedWriter out;
    private final Thread thread;

    LineLog(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.thread = new Thread(this::writeLines, "tt-flight log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues a line, or several with line ends between them; never waits. */
    void line(String text) {
        if (!lines.offer(text)) {
            dropped.incrementAndGet();
        }
    }

    private void writeLines() {
        try {
            String line = lines.take();
            while (!isEnd(line)) {
                write(line);
                String next = lines.poll();
                if (next == null) {
                    flush();
                    next = lines.take();
                }
                line = next;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }

    @SuppressWarnings("ReferenceEquality") // the one object that no caller can queue
    private static boolean isEnd(@Nullable String line) {
        return line == END;
    }

    private void write(String line) {
        try {
            long missing = dropped.getAndSet(0);
            if (missing > 0) {
                out.write("… " + missing + " lines dropped: the log is read too slowly\n");
            }
            out.write(line);
            out.newLine();
        } catch (IOException e) {
            dropped.incrementAndGet(); // a closed terminal or a full disk: go on without it
        }
    }

    private void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            dropped.incrementAndGet();
        }
    }

    /** Writes what is queued, waiting at most two seconds for it. */
    @Override
    public void close() {
        try {
            if (lines.offer(END, 1, TimeUnit.SECONDS)) {
                thread.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
