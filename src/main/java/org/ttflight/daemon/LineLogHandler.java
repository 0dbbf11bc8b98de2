package org.ttflight.daemon;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Sends the daemon's warnings to a {@link LineLog}, one line each and a stack trace below where
 * there is one: the writer logs too, and must not wait for whoever reads standard error.
 */
final class LineLogHandler extends Handler {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final LineLog log;
    private final SimpleFormatter messages = new SimpleFormatter();

    LineLogHandler(LineLog log) {
        this.log = log;
    }

    /** Makes this the only handler of java.util.logging, which is where System.Logger leads. */
    static void install(LineLog log) {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new LineLogHandler(log));
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        StringBuilder line = new StringBuilder();
        line.append(TIME.format(record.getInstant()));
        line.append(' ').append(record.getLevel().getName()).append(' ');
        line.append(messages.formatMessage(record));
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            line.append('\n').append(trace.toString().stripTrailing());
        }
        log.line(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
