package org.ttflight.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsolePlugin;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.swing.JPanel;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** Adds the tab "Tenstorrent". JConsole makes one for each connection. */
public final class TenstorrentPlugin extends JConsolePlugin {
    static final String TAB = "Tenstorrent";

    private @Nullable MemoryPanel panel;

    /** Called by the service loader. */
    public TenstorrentPlugin() {}

    @Override
    public synchronized Map<String, JPanel> getTabs() {
        return Map.of(TAB, panel());
    }

    private synchronized MemoryPanel panel() {
        MemoryPanel made = panel;
        if (made == null) {
            made = new MemoryPanel();
            panel = made;
        }
        return made;
    }

    /** JConsole executes it at every update. */
    @Override
    public SwingWorker<?, ?> newSwingWorker() {
        return new Refresh(this::connection, panel());
    }

    private @Nullable MBeanServerConnection connection() {
        JConsoleContext context = getContext();
        return context == null ? null : context.getMBeanServerConnection();
    }
}
