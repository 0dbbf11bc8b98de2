package org.ttflight.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsoleContext.ConnectionState;
import com.sun.tools.jconsole.JConsolePlugin;
import java.beans.PropertyChangeEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** Adds the tab "Tenstorrent". JConsole makes one for each connection. */
public final class TenstorrentPlugin extends JConsolePlugin {
    static final String TAB = "Tenstorrent";

    private @Nullable TenstorrentPanel panel;
    private @Nullable Refresh refresh;

    /** Called by the service loader. */
    public TenstorrentPlugin() {
        addContextPropertyChangeListener(this::stateChanged);
    }

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

    private List<View> views() {
        DeviceChoice choice = new DeviceChoice();
        ChartsView charts =
                new ChartsView(
                        choice, this::connection, Background.swing(), InstantSource.system());
        return List.of(
                new DevicesView(choice, charts::reveal),
                charts,
                new ProcessesView(),
                new MemoryView(),
                new AlertsView());
    }

    /**
     * JConsole executes it at every update.
     *
     * @return null while the one before still reads
     */
    @Override
    public synchronized @Nullable SwingWorker<?, ?> newSwingWorker() {
        Refresh before = refresh;
        if (before != null && before.getState() == SwingWorker.StateValue.STARTED) {
            return null; // a slow connection must not have them pile up
        }
        Refresh next = new Refresh(this::connection, panel());
        refresh = next;
        return next;
    }

    /** JConsole calls it when the window is closed. */
    @Override
    public void dispose() {
        panel().disconnected();
        super.dispose();
    }

    private void stateChanged(PropertyChangeEvent event) {
        if (event.getNewValue() == ConnectionState.DISCONNECTED) {
            panel().disconnected();
            SwingUtilities.invokeLater(() -> panel().showText("Disconnected."));
        }
    }

    /** Returns null while there is none. Never waits. */
    private @Nullable MBeanServerConnection connection() {
        JConsoleContext context = getContext();
        return context == null || context.getConnectionState() != ConnectionState.CONNECTED
                ? null
                : context.getMBeanServerConnection();
    }
}
