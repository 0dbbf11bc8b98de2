package org.ttflight.watch;

import java.io.IOException;

/** A terminal, as far as this program needs one; what is drawn goes to a stream of its own. */
public interface Tty extends AutoCloseable {
    /** Returns how large it is now. */
    Extent size();

    /** Has keys come one by one and unseen, Ctrl-C and Ctrl-Z among them. */
    void enterRaw() throws IOException;

    /** Has it be as it was at first. May be called at any time, from any thread. */
    void leaveRaw();

    /**
     * Returns the next character; called by one thread only.
     *
     * @param millis how long to wait; 0 for as long as it takes
     * @return -1 if none will ever come, -2 if none came in time
     */
    int read(long millis) throws IOException;

    /** Has this called, by any thread, when the size has changed. */
    void onResize(Runnable action);

    /** Has this called, by any thread, when the process goes on after it was stopped. */
    void onContinue(Runnable action);

    /** Stops this process until somebody lets it go on; returns then. */
    void stop() throws IOException, InterruptedException;

    @Override
    void close();
}
