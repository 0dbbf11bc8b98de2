package org.ttflight.host;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does one thing whenever it is told to, and may hang in it. Thread-safe.
 *
 * <p>The thread is a daemon with a small stack, and starts with the first work. A worker that is
 * dismissed while it hangs ends when it comes back.
 */
final class Worker {
    private static final Logger LOG = System.getLogger(Worker.class.getName());
    private static final long STACK_BYTES = 256 * 1024;
    private static final long NOT_BUSY = Long.MIN_VALUE;

    /** An idle thread needs only to be scheduled to end. */
    private static final long END_MILLIS = 200;

    private final Runnable work;
    private final Thread thread;
    private @Nullable CountDownLatch round;
    private long busySinceNanos = NOT_BUSY;
    private boolean isDismissed;
    private boolean hasFailed;

    Worker(String name, Runnable work) {
        this.work = work;
        this.thread = new Thread(null, this::run, name, STACK_BYTES);
        thread.setDaemon(true);
    }

    /**
     * Begins the work, unless it is still busy with the last.
     *
     * @param finished is counted down at the end
     * @return whether it begins
     */
    synchronized boolean begin(CountDownLatch finished) {
        if (busySinceNanos != NOT_BUSY || isDismissed) {
            return false;
        }
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        round = finished;
        busySinceNanos = System.nanoTime();
        notifyAll();
        return true;
    }

    /** Returns for how long it has been busy, in nanoseconds; -1 if it is not. */
    synchronized long busyNanos() {
        return busySinceNanos == NOT_BUSY ? -1 : Math.max(0, System.nanoTime() - busySinceNanos);
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends the thread, as soon as it comes back if it is busy; waits for one that is not. */
    void dismiss() {
        synchronized (this) {
            isDismissed = true;
            notifyAll();
            if (busySinceNanos != NOT_BUSY) {
                return;
            }
        }
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        CountDownLatch current = next();
        while (current != null) {
            try {
                work.run();
            } catch (RuntimeException | Error e) { // without a thread it would hang for ever
                logOnce(e);
            } finally {
                done();
                current.countDown();
            }
            current = next();
        }
    }

    private synchronized @Nullable CountDownLatch next() {
        while (round == null && !isDismissed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null; // nobody interrupts it but to end it
            }
        }
        CountDownLatch next = isDismissed ? null : round;
        round = null;
        return next;
    }

    private synchronized void done() {
        busySinceNanos = NOT_BUSY;
    }

    private void logOnce(Throwable e) {
        if (!hasFailed) {
            hasFailed = true;
            LOG.log(Level.ERROR, "A bug in " + thread.getName() + "; it goes on. Told once.", e);
        }
    }
}
