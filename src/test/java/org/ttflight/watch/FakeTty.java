package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A terminal on which a test types. Notes what is done to it, in one list with what is drawn. */
public final class FakeTty implements Tty {
    private final BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
    private final List<String> events = new ArrayList<>();
    private volatile Extent size = new Extent(24, 80);
    private volatile boolean isBroken;
    private volatile Runnable resized = () -> {};

    /** Types these characters. */
    public FakeTty type(String text) {
        text.chars().forEach(typed::add);
        return this;
    }

    /** Closes the line. */
    public FakeTty hangUp() {
        typed.add(KeyReader.END);
        return this;
    }

    /** Has nothing be drawn on it any more, because of a bug. */
    public void failToDraw() {
        isBroken = true;
    }

    void resize(int rows, int columns) {
        size = new Extent(rows, columns);
        resized.run();
    }

    /** Returns what was done to it so far. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    private synchronized void note(String event) {
        events.add(event);
    }

    @Override
    public Extent size() {
        if (isBroken) {
            throw new IllegalStateException("a bug in drawing");
        }
        return size;
    }

    @Override
    public void enterRaw() {
        note("raw");
    }

    @Override
    public void leaveRaw() {
        note("cooked");
    }

    @Override
    public int read(long millis) {
        if (millis > 0) {
            Integer next = typed.poll();
            return next == null ? KeyReader.NOTHING : next;
        }
        try {
            return typed.take();
        } catch (InterruptedException e) {
            return KeyReader.END;
        }
    }

    @Override
    public void onResize(Runnable action) {
        resized = action;
    }

    @Override
    public void onContinue(Runnable action) {}

    @Override
    public void stop() {
        note("stopped");
    }

    @Override
    public void close() {
        note("closed");
    }
}
