package org.ttflight.jconsole;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** One refresh of the panel: reads away from the Swing thread, shows on it. */
final class Refresh extends SwingWorker<Refresh.Result, Void> {
    private static final System.Logger LOG = System.getLogger(Refresh.class.getName());

    private final Supplier<@Nullable MBeanServerConnection> connection;
    private final TenstorrentPanel panel;

    Refresh(Supplier<@Nullable MBeanServerConnection> connection, TenstorrentPanel panel) {
        this.connection = connection;
        this.panel = panel;
    }

    /**
     * What was read, or why it was not: one of them is null.
     *
     * @param problem a line for people
     */
    record Result(@Nullable Readout readout, @Nullable String problem) {
        static Result problem(String line) {
            return new Result(null, line);
        }
    }

    @Override
    protected Result doInBackground() {
        MBeanServerConnection now = connection.get();
        Result result = read(now);
        if (now != null && result.readout() != null) {
            panel.connected(now);
        } else {
            panel.disconnected();
        }
        return result;
    }

    /** Reads; whatever is wrong with the connection becomes a line of text. */
    static Result read(@Nullable MBeanServerConnection connection) {
        if (connection == null) {
            return Result.problem("Not connected.");
        }
        DaemonBeans beans = new DaemonBeans(connection);
        try {
            if (!beans.isDaemon()) {
                return Result.problem(TenstorrentPanel.NO_DAEMON);
            }
            Readout readout = beans.read();
            return readout.devices().isEmpty() && readout.processes().isEmpty()
                    ? Result.problem(TenstorrentPanel.NO_DEVICE)
                    : new Result(readout, null);
        } catch (IOException e) {
            return Result.problem("The connection is broken: " + e.getMessage());
        } catch (JMException | RuntimeException e) {
            return Result.problem("The daemon's beans cannot be read: " + e.getMessage());
        }
    }

    @Override
    protected void done() {
        if (isCancelled()) {
            return;
        }
        try {
            show(get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "refresh failed", e);
            panel.showText("Cannot refresh: " + e.getCause());
        }
    }

    /** On the Swing thread. What was read is not shown if the connection is gone meanwhile. */
    void show(Result result) {
        Readout readout = result.readout();
        if (readout != null && connection.get() == null) {
            return;
        }
        if (readout != null) {
            panel.show(readout);
        } else if (result.problem() != null) {
            panel.showText(result.problem());
        }
    }
}
