package org.ttflight.daemon;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Hears of the daemon's own errors: what our classes log as an error, and what ends a thread. Any
 * thread may log, the writer, too; so whoever is told must not wait.
 */
final class ErrorWatch extends Handler {
    private static final String OURS = "org.ttflight.";

    /** Logs what devices do wrong, which is no error of the daemon. */
    private static final String OF_DEVICES = HostLog.class.getName();

    private final Report report;
    private final Logger root = Logger.getLogger("");
    private final SimpleFormatter messages = new SimpleFormatter();
    private Thread.@Nullable UncaughtExceptionHandler before;

    /** Is told of each error. */
    interface Report {
        void error(String source, String message, @Nullable Throwable thrown);
    }

    ErrorWatch(Report report) {
        this.report = report;
        setLevel(Level.SEVERE);
    }

    /** Begins to listen; to be called when the log is set up. */
    void start() {
        root.addHandler(this);
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(ErrorWatch::uncaught);
    }

    /** The log is heard of, so this is told, too. */
    private static void uncaught(Thread thread, Throwable thrown) {
        System.getLogger(ErrorWatch.class.getName())
                .log(
                        System.Logger.Level.ERROR,
                        "A bug has ended the thread " + thread.getName(),
                        thrown);
    }

    @Override
    public void publish(LogRecord record) {
        String logger = record.getLoggerName();
        if (isLoggable(record)
                && logger != null
                && logger.startsWith(OURS)
                && !logger.equals(OF_DEVICES)) {
            String source = logger.substring(logger.lastIndexOf('.') + 1);
            report.error(source, messages.formatMessage(record), record.getThrown());
        }
    }

    @Override
    public void flush() {}

    /** Ends listening. */
    @Override
    public void close() {
        root.removeHandler(this);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
