package org.ttflight.jconsole;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
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
    private final MemoryPanel panel;

    Refresh(Supplier<@Nullable MBeanServerConnection> connection, MemoryPanel panel) {
        this.connection = connection;
        this.panel = panel;
    }

    /**
     * What was read, or why it was not.
     *
     * @param problem null if all is well
     */
    record Result(List<MemoryUse> rows, @Nullable String problem) {}

    @Override
    protected Result doInBackground() {
        return read(connection.get());
    }

    /** Reads; whatever is wrong with the connection becomes a line of text. */
    static Result read(@Nullable MBeanServerConnection connection) {
        if (connection == null) {
            return new Result(List.of(), "Not connected.");
        }
        try {
            if (!connection.isRegistered(MemoryUse.SERVER)) {
                return new Result(List.of(), MemoryPanel.NO_DAEMON);
            }
            List<MemoryUse> rows = MemoryUse.read(connection);
            return new Result(rows, rows.isEmpty() ? MemoryPanel.NO_DEVICE : null);
        } catch (IOException e) {
            return new Result(List.of(), "The connection is broken: " + e.getMessage());
        } catch (JMException | RuntimeException e) {
            return new Result(List.of(), "The daemon's beans cannot be read: " + e.getMessage());
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

    /** On the Swing thread. */
    void show(Result result) {
        String problem = result.problem();
        if (problem == null) {
            panel.show(result.rows());
        } else {
            panel.showText(problem);
        }
    }
}
