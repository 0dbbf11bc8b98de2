package org.ttflight.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsolePlugin;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.swing.JPanel;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** Adds the tab "Tenstorrent". JConsole makes one for each connection. */
public final class TenstorrentPlugin extends JConsolePlugin {
    static final String TAB = "Tenstorrent";

    private @Nullable TenstorrentPanel panel;

    /** Called by the service loader. */
    public TenstorrentPlugin() {}

    @Override
    public synchronized Map<String, JPanel> getTabs() {
        return Map.of(TAB, panel());
    }

    private synchronized TenstorrentPanel panel() {
        TenstorrentPanel made = panel;
        if (made == null) {
            made = new TenstorrentPanel(views());
            panel = made;
        }
        return made;
    }

    private static List<View> views() {
        return List.of(new MemoryView());
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
