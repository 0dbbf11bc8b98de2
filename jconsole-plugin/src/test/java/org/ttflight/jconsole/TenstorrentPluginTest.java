package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsoleContext.ConnectionState;
import com.sun.tools.jconsole.JConsolePlugin;
import java.beans.PropertyChangeListener;
import java.beans.PropertyChangeSupport;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.management.MBeanServerConnection;
import javax.management.StandardMBean;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TenstorrentPluginTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final FakeDaemon daemon = new FakeDaemon();

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static TenstorrentPanel panel(View... views) {
        return new TenstorrentPanel(List.of(views), () -> NOON);
    }

    @Test
    void shouldBeFoundByJConsole() {
        TenstorrentPlugin plugin =
                assertInstanceOf(
                        TenstorrentPlugin.class,
                        ServiceLoader.load(JConsolePlugin.class).findFirst().orElseThrow());
        assertEquals("[Tenstorrent]", plugin.getTabs().keySet().toString());
        assertEquals(plugin.getTabs(), plugin.getTabs(), "one panel for each connection");
    }

    @Test
    void shouldFillTheTable() throws Exception {
        daemon.memory.add(new FakeDaemon.Memory(0, "DRAM", 3L << 30, 4L << 30, 1L, 12L << 30));
        daemon.memory.add(new FakeDaemon.Memory(7, "L1", 5L, null, null, null));
        daemon.devices.add(FakeDaemon.device(0, 1L, 2L));
        daemon.register();
        MemoryView view = new MemoryView();
        TenstorrentPanel panel = panel(view);
        refresh(panel, daemon.server);
        MemoryTableModel model = view.model();
        assertEquals(2, model.getRowCount());
        assertEquals(5, model.getColumnCount());
        assertEquals("Used", model.getColumnName(2));
        assertEquals(0, model.getValueAt(0, 0));
        assertEquals("DRAM", model.getValueAt(0, 1));
        assertEquals(3L << 30, model.getValueAt(0, 2));
        assertEquals(4L << 30, model.getValueAt(0, 3));
        assertEquals(12L << 30, model.getValueAt(0, 4));
        assertEquals(7, model.getValueAt(1, 0));
        assertEquals(5L, model.getValueAt(1, 2));
        assertNull(model.getValueAt(1, 3), "unknown is empty");
        assertNull(model.getValueAt(1, 4));
        assertEquals("", panel.text());
        assertEquals("Used (bytes)", view.header().get(2));
        assertEquals(List.of("7", "L1", "5", "", ""), view.rows().get(1));
    }

    @Test
    void shouldSayWhyThereIsNoTable() throws Exception {
        TenstorrentPanel panel = panel(new MemoryView());
        refresh(panel, daemon.server);
        assertEquals(TenstorrentPanel.NO_DAEMON, panel.text());
        refresh(panel, null);
        assertEquals("Not connected.", panel.text());
        daemon.register();
        refresh(panel, daemon.server);
        assertEquals(TenstorrentPanel.NO_DEVICE, panel.text());
    }

    @Test
    void shouldSurviveABrokenConnection() throws Exception {
        daemon.with(2).register();
        MemoryView memory = new MemoryView();
        DevicesView devices = new DevicesView(new DeviceChoice(), () -> {});
        TenstorrentPanel panel = panel(memory, devices);
        refresh(panel, daemon.server);
        refresh(panel, broken(new IOException("connection reset")));
        assertTrue(
                panel.text().startsWith("The connection is broken: connection reset Since "),
                panel.text());
        assertEquals(0, memory.model().getRowCount(), "no stale figures");
        assertTrue(devices.cards().isStale(), "stale figures look stale");
        String since = panel.text();
        refresh(panel, broken(new IOException("connection reset")));
        assertEquals(since, panel.text(), "since when it is so");
        refresh(panel, broken(new IllegalStateException("gone")));
        assertTrue(
                panel.text().startsWith("The daemon's beans cannot be read: gone"), panel.text());
        refresh(panel, daemon.server);
        assertEquals("", panel.text());
        assertEquals(2, memory.model().getRowCount());
        assertEquals(false, devices.cards().isStale());
    }

    @Test
    void shouldSurviveAServerOfAnotherKind() throws Exception {
        daemon.server.registerMBean(
                new StandardMBean(() -> {}, Runnable.class), DaemonBeans.SERVER);
        TenstorrentPanel panel = panel(new MemoryView());
        refresh(panel, daemon.server);
        assertTrue(panel.text().startsWith("The daemon's beans cannot be read"), panel.text());
    }

    /** A connection that can be watched and held up. */
    private MBeanServerConnection watched(Consumer<String> before) {
        return (MBeanServerConnection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {MBeanServerConnection.class},
                        (proxy, method, arguments) -> {
                            before.accept(method.getName());
                            try {
                                return method.invoke(daemon.server, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static void finish(TenstorrentPlugin plugin) throws Exception {
        SwingWorker<?, ?> worker = Objects.requireNonNull(plugin.newSwingWorker());
        CountDownLatch done = new CountDownLatch(1);
        worker.addPropertyChangeListener(
                event -> {
                    if (event.getNewValue() == SwingWorker.StateValue.DONE) {
                        done.countDown();
                    }
                });
        worker.execute();
        assertTrue(done.await(30, TimeUnit.SECONDS));
        Screen.settle();
    }

    @Test
    void shouldReadAwayFromTheSwingThread() throws Exception {
        AtomicReference<Boolean> wasSwingThread = new AtomicReference<>();
        daemon.with(2).register();
        TenstorrentPlugin plugin = new TenstorrentPlugin();
        plugin.setContext(
                new Context(
                        watched(
                                call ->
                                        wasSwingThread.set(
                                                SwingUtilities.isEventDispatchThread()))));
        TenstorrentPanel panel =
                assertInstanceOf(
                        TenstorrentPanel.class, plugin.getTabs().get(TenstorrentPlugin.TAB));
        finish(plugin);
        Screen.onSwing(() -> assertEquals("", panel.text()));
        assertEquals(false, wasSwingThread.get());
    }

    @Test
    void shouldReadOnceAtATime() throws Exception {
        daemon.with(1).register();
        CountDownLatch isReading = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        TenstorrentPlugin plugin = new TenstorrentPlugin();
        plugin.setContext(
                new Context(
                        watched(
                                call -> {
                                    isReading.countDown();
                                    awaitQuietly(mayGoOn);
                                })));
        assertNotNull(plugin.newSwingWorker());
        SwingWorker<?, ?> slow =
                Objects.requireNonNull(
                        plugin.newSwingWorker(), "one that never started is in nobody's way");
        slow.execute();
        assertTrue(isReading.await(30, TimeUnit.SECONDS));
        assertNull(plugin.newSwingWorker(), "no second one beside it");
        mayGoOn.countDown();
        slow.get(30, TimeUnit.SECONDS);
        SwingWorker<?, ?> next = plugin.newSwingWorker();
        for (int tries = 0; next == null && tries < 3000; tries++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            next = plugin.newSwingWorker();
        }
        assertNotNull(next);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldSayThatItIsDisconnectedUntilItIsConnectedAgain() throws Exception {
        daemon.with(1).register();
        TenstorrentPlugin plugin = new TenstorrentPlugin();
        Context context = new Context(daemon.server);
        plugin.setContext(context);
        TenstorrentPanel panel =
                assertInstanceOf(
                        TenstorrentPanel.class, plugin.getTabs().get(TenstorrentPlugin.TAB));
        SwingWorker<?, ?> late = plugin.newSwingWorker();
        finish(plugin);
        assertEquals("", panel.text());
        context.become(ConnectionState.DISCONNECTED);
        Screen.settle();
        assertTrue(panel.text().startsWith("Disconnected. Since "), panel.text());
        Refresh.Result read = Refresh.read(daemon.server);
        Screen.onSwing(() -> assertInstanceOf(Refresh.class, late).show(read));
        assertTrue(panel.text().startsWith("Disconnected."), "what was on its way comes too late");
        context.become(ConnectionState.CONNECTED);
        finish(plugin);
        assertEquals("", panel.text());
    }

    @Test
    void shouldPaintEachState() throws Exception {
        daemon.with(2).register();
        TenstorrentPanel panel = panel(new MemoryView());
        int[] empty = Screen.pixels(Screen.paint(panel, 600, 300));
        refresh(panel, daemon.server);
        int[] table = Screen.pixels(Screen.paint(panel, 600, 300));
        refresh(panel, null);
        int[] disconnected = Screen.pixels(Screen.paint(panel, 600, 300));
        assertTrue(Arrays.stream(empty).distinct().count() > 1, "nothing painted");
        assertTrue(Arrays.stream(table).distinct().count() > 1, "nothing painted");
        assertNotEquals(Arrays.hashCode(empty), Arrays.hashCode(table));
        assertNotEquals(Arrays.hashCode(table), Arrays.hashCode(disconnected));
    }

    private static void refresh(TenstorrentPanel panel, @Nullable MBeanServerConnection connection)
            throws Exception {
        Refresh refresh = new Refresh(() -> connection, panel);
        Refresh.Result result = refresh.doInBackground();
        Screen.onSwing(() -> refresh.show(result));
    }

    private static MBeanServerConnection broken(Exception why) {
        return (MBeanServerConnection)
                Proxy.newProxyInstance(
                        TenstorrentPluginTest.class.getClassLoader(),
                        new Class<?>[] {MBeanServerConnection.class},
                        (proxy, method, arguments) -> {
                            throw why;
                        });
    }

    private static final class Context implements JConsoleContext {
        private final MBeanServerConnection connection;
        private final PropertyChangeSupport listeners = new PropertyChangeSupport(this);
        private volatile ConnectionState state = ConnectionState.CONNECTED;

        Context(MBeanServerConnection connection) {
            this.connection = connection;
        }

        void become(ConnectionState newState) {
            ConnectionState before = state;
            state = newState;
            listeners.firePropertyChange(CONNECTION_STATE_PROPERTY, before, newState);
        }

        @Override
        public MBeanServerConnection getMBeanServerConnection() {
            return connection;
        }

        @Override
        public ConnectionState getConnectionState() {
            return state;
        }

        @Override
        public void addPropertyChangeListener(PropertyChangeListener listener) {
            listeners.addPropertyChangeListener(listener);
        }

        @Override
        public void removePropertyChangeListener(PropertyChangeListener listener) {
            listeners.removePropertyChangeListener(listener);
        }
    }
}
