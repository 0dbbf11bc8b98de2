package org.ttflight.jconsole;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what waits for the daemon; they end when idle, and do not keep JConsole alive. */
final class DaemonThread {
    private static final int IDLE_SECONDS = 10;

    private DaemonThread() {}

    /** Returns what runs each task at once; who asks sees to it that there are few at a time. */
    static Executor executor(String name) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
