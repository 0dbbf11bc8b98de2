package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsolePlugin;
import java.awt.Component;
import java.awt.Container;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.beans.PropertyChangeListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.StandardMBean;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TenstorrentPluginTest {
    private static final Row[] ROWS = {
        new Row(0, "DRAM", 3L << 30, 4L << 30, 1L, 12L << 30),
        new Row(7, "L1", 5L, null, null, null),
    };

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    /** Has the daemon's shape, not its class. */
    public record Row(
            int device,
            String memory,
            @Nullable Long used,
            @Nullable Long peak,
            @Nullable Long buffers,
            @Nullable Long capacity) {}

    /** The one operation that the plugin calls. */
    public interface FakeServerMXBean {
        /** Returns what the test wants. */
        Row[] listMemory();
    }

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private void registerDaemon(Row... rows) throws JMException {
        FakeServerMXBean bean = () -> rows;
        server.registerMBean(
                new StandardMBean(bean, FakeServerMXBean.class, true), MemoryUse.SERVER);
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
        registerDaemon(ROWS);
        MemoryPanel panel = new MemoryPanel();
        refresh(panel, server);
        MemoryTableModel model = panel.model();
        assertEquals(2, model.getRowCount());
        assertEquals(5, model.getColumnCount());
        assertEquals("Used (bytes)", model.getColumnName(2));
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
    }

    @Test
    void shouldSayWhyThereIsNoTable() throws Exception {
        MemoryPanel panel = new MemoryPanel();
        refresh(panel, server);
        assertEquals(MemoryPanel.NO_DAEMON, panel.text());
        refresh(panel, null);
        assertEquals("Not connected.", panel.text());
        registerDaemon();
        refresh(panel, server);
        assertEquals(MemoryPanel.NO_DEVICE, panel.text());
    }

    @Test
    void shouldSurviveABrokenConnection() throws Exception {
        registerDaemon(ROWS);
        MemoryPanel panel = new MemoryPanel();
        refresh(panel, server);
        refresh(panel, broken(new IOException("connection reset")));
        assertEquals("The connection is broken: connection reset", panel.text());
        assertEquals(0, panel.model().getRowCount(), "no stale figures");
        refresh(panel, broken(new IllegalStateException("gone")));
        assertEquals("The daemon's beans cannot be read: gone", panel.text());
        refresh(panel, server);
        assertEquals("", panel.text());
        assertEquals(2, panel.model().getRowCount());
    }

    @Test
    void shouldSurviveAServerOfAnotherKind() throws Exception {
        server.registerMBean(new StandardMBean(() -> {}, Runnable.class), MemoryUse.SERVER);
        MemoryPanel panel = new MemoryPanel();
        refresh(panel, server);
        assertTrue(panel.text().startsWith("The daemon's beans cannot be read"), panel.text());
    }

    @Test
    void shouldReadAwayFromTheSwingThread() throws Exception {
        AtomicReference<Boolean> wasSwingThread = new AtomicReference<>();
        registerDaemon(ROWS);
        TenstorrentPlugin plugin = new TenstorrentPlugin();
        plugin.setContext(
                new Context(
                        (MBeanServerConnection)
                                Proxy.newProxyInstance(
                                        getClass().getClassLoader(),
                                        new Class<?>[] {MBeanServerConnection.class},
                                        (proxy, method, arguments) -> {
                                            wasSwingThread.set(
                                                    SwingUtilities.isEventDispatchThread());
                                            return method.invoke(server, arguments);
                                        })));
        MemoryPanel panel =
                assertInstanceOf(MemoryPanel.class, plugin.getTabs().get(TenstorrentPlugin.TAB));
        SwingWorker<?, ?> worker = plugin.newSwingWorker();
        CountDownLatch done = new CountDownLatch(1);
        worker.addPropertyChangeListener(
                event -> {
                    if (event.getNewValue() == SwingWorker.StateValue.DONE) {
                        done.countDown();
                    }
                });
        worker.execute();
        assertTrue(done.await(30, TimeUnit.SECONDS));
        onSwing(() -> assertEquals(2, panel.model().getRowCount()));
        assertEquals(false, wasSwingThread.get());
    }

    @Test
    void shouldPaintEachState() throws Exception {
        registerDaemon(ROWS);
        MemoryPanel panel = new MemoryPanel();
        int[] empty = paint(panel);
        refresh(panel, server);
        int[] table = paint(panel);
        assertTrue(Arrays.stream(empty).distinct().count() > 1, "nothing painted");
        assertTrue(Arrays.stream(table).distinct().count() > 1, "nothing painted");
        assertNotEquals(Arrays.hashCode(empty), Arrays.hashCode(table));
    }

    private static void refresh(MemoryPanel panel, @Nullable MBeanServerConnection connection)
            throws Exception {
        Refresh refresh = new Refresh(() -> connection, panel);
        Refresh.Result result = refresh.doInBackground();
        onSwing(() -> refresh.show(result));
    }

    private static void onSwing(Runnable task) throws Exception {
        SwingUtilities.invokeAndWait(task);
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

    private static int[] paint(MemoryPanel panel) throws Exception {
        BufferedImage image = new BufferedImage(600, 300, BufferedImage.TYPE_INT_RGB);
        onSwing(
                () -> {
                    panel.setSize(image.getWidth(), image.getHeight());
                    layOut(panel);
                    Graphics2D graphics = image.createGraphics();
                    panel.printAll(graphics);
                    graphics.dispose();
                });
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** What is not on a screen is not laid out by itself. */
    private static void layOut(Container container) {
        container.doLayout();
        for (Component child : container.getComponents()) {
            if (child instanceof Container inner) {
                layOut(inner);
            }
        }
    }

    private record Context(MBeanServerConnection connection) implements JConsoleContext {
        @Override
        public MBeanServerConnection getMBeanServerConnection() {
            return connection;
        }

        @Override
        public ConnectionState getConnectionState() {
            return ConnectionState.CONNECTED;
        }

        @Override
        public void addPropertyChangeListener(PropertyChangeListener listener) {}

        @Override
        public void removePropertyChangeListener(PropertyChangeListener listener) {}
    }
}
