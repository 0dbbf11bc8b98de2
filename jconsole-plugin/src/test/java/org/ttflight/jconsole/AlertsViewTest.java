package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AlertsViewTest {
    private static final String LOST = "tenstorrent.device.lost";
    private static final String FOUND = "tenstorrent.device.found";
    private static final String EXCEEDED = "tenstorrent.memory.threshold.exceeded";

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final Deque<Runnable> swing = new ArrayDeque<>();
    private boolean isVisible;
    private final AlertsView view = new AlertsView(steps::add, swing::add, () -> isVisible);
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeEmitter daemon = new FakeEmitter(DaemonBeans.SERVER);
    private final FakeEmitter dram = new FakeEmitter(FakeEmitter.DRAM);

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    }

    @BeforeEach
    void register() throws Exception {
        daemon.register(server);
        dram.register(server);
    }

    private void connect(MBeanServer to) {
        view.connected(to);
        work();
    }

    private void work() {
        while (!steps.isEmpty()) {
            steps.remove().run();
        }
    }

    private List<String> messages() throws Exception {
        return SwingThread.get(
                () -> {
                    while (!swing.isEmpty()) {
                        swing.remove().run();
                    }
                    return view.rows().stream().map(row -> row.get(3)).toList();
                });
    }

    @Test
    void shouldShowAlertsAsTheyArriveTheNewestFirst() throws Exception {
        connect(server);
        daemon.send(LOST, "device 0 lost", Map.of("message", "x"));
        dram.send(EXCEEDED, "DRAM of device 0", Map.of());
        daemon.send("other.kind", "of somebody else", Map.of());
        assertEquals(List.of("DRAM of device 0", "device 0 lost"), messages());
        SwingThread.run(
                () -> {
                    assertEquals(
                            List.of("2027-01-15T08:00:00Z", "Critical", "Device lost"),
                            view.rows().get(1).subList(0, 3));
                    assertEquals(List.of("Time", "Severity", "What", "Message"), view.header());
                    assertEquals("2 alerts", view.summary());
                    view.table().setRowSelectionInterval(1, 1);
                    assertEquals("device 0 lost", view.message());
                });
        daemon.send(FOUND, "device 0 is back", Map.of());
        assertEquals(3, messages().size());
        SwingThread.run(() -> assertEquals("device 0 lost", view.message(), "still selected"));
    }

    @Test
    void shouldShowOnlyWhatIsSevereEnough() throws Exception {
        connect(server);
        daemon.send(FOUND, "info", Map.of());
        dram.send(EXCEEDED, "warning", Map.of());
        daemon.send(LOST, "critical", Map.of());
        assertEquals(3, messages().size());
        SwingThread.run(() -> view.least().setSelectedItem(AlertsView.Least.WARNINGS));
        assertEquals(List.of("critical", "warning"), messages());
        daemon.send(FOUND, "info again", Map.of());
        assertEquals(List.of("critical", "warning"), messages());
        SwingThread.run(
                () -> {
                    assertEquals("2 of 4 alerts", view.summary());
                    view.least().setSelectedItem(AlertsView.Least.CRITICAL);
                });
        assertEquals(List.of("critical"), messages());
        SwingThread.run(
                () -> {
                    view.clearButton().doClick();
                    assertEquals(0, view.model().getRowCount());
                    assertEquals("", view.summary());
                    assertFalse(view.clearButton().isEnabled());
                });
    }

    @Test
    void shouldKeepTheLastThousandWithFewEvents() throws Exception {
        connect(server);
        AtomicInteger events = new AtomicInteger();
        view.model().addTableModelListener(event -> events.addAndGet(1));
        for (int at = 1; at <= 1500; at++) {
            daemon.send(FOUND, "alert " + at, Map.of());
        }
        assertEquals(1, swing.size(), "they wait together");
        assertEquals(1000, messages().size());
        assertEquals(1, events.getAndSet(0));
        daemon.send(FOUND, "alert 1501", Map.of());
        List<String> messages = messages();
        assertEquals(2, events.get());
        assertEquals(1000, messages.size());
        assertEquals("alert 1501", messages.get(0));
        assertEquals("alert 502", messages.get(999));
    }

    @Test
    void shouldListenAnewToBeansThatComeAgain() throws Exception {
        connect(server);
        connect(server);
        assertEquals(1, dram.getListeners(), "once is enough");
        server.unregisterMBean(FakeEmitter.DRAM);
        FakeEmitter next = new FakeEmitter(FakeEmitter.DRAM).register(server);
        FakeEmitter other =
                new FakeEmitter(
                                FakeEmitter.name(
                                        "tenstorrent:type=DeviceMemory,device=1,memory=L1"))
                        .register(server);
        connect(server);
        connect(server);
        next.send(EXCEEDED, "next", Map.of());
        other.send(EXCEEDED, "other", Map.of());
        assertEquals(List.of("other", "next"), messages(), "each once");
        assertEquals(1, next.getListeners());
    }

    @Test
    void shouldKeepTheListOverAReconnect() throws Exception {
        connect(server);
        daemon.send(LOST, "before", Map.of());
        view.disconnected();
        work();
        assertEquals(0, daemon.getListeners(), "nothing is left behind");
        daemon.send(LOST, "between", Map.of());
        SwingThread.run(() -> view.showNothing("Disconnected."));
        assertEquals(List.of("before"), messages());
        MBeanServer restarted = MBeanServerFactory.newMBeanServer();
        FakeEmitter again = new FakeEmitter(DaemonBeans.SERVER).register(restarted);
        connect(restarted);
        again.send(LOST, "after", Map.of());
        daemon.send(LOST, "of the former connection", Map.of());
        assertEquals(List.of("after", "before"), messages());
    }

    @Test
    void shouldNotBeHeldUpByAConnectionThatHangs() throws Exception {
        view.connected(MBeanServerFactory.newMBeanServer());
        view.connected(server);
        assertEquals(2, steps.size());
        steps.removeLast().run();
        daemon.send(LOST, "heard", Map.of());
        assertEquals(List.of("heard"), messages());
        work();
        view.disconnected();
        work();
        assertEquals(0, daemon.getListeners());
        assertEquals(0, dram.getListeners());
    }

    @Test
    void shouldTellOfAlertsThatWereLost() throws Exception {
        connect(server);
        daemon.skip(7);
        daemon.send(LOST, "first", Map.of());
        daemon.skip(3);
        daemon.send(LOST, "second", Map.of());
        assertEquals(
                List.of("second", "3 alerts were lost on the way: too many came at once", "first"),
                messages());
    }

    @Test
    void shouldCountOnItsTabWhatNobodyHasSeen() throws Exception {
        JTabbedPane tabs = SwingThread.get(JTabbedPane::new);
        SwingThread.run(
                () -> {
                    tabs.addTab("Other", new JPanel());
                    tabs.addTab(view.title(), view.component());
                });
        connect(server);
        daemon.send(LOST, "one", Map.of());
        daemon.send(LOST, "two", Map.of());
        assertEquals(2, messages().size());
        assertEquals("Alerts (2)", SwingThread.get(() -> tabs.getTitleAt(1)));
        isVisible = true;
        SwingThread.run(() -> tabs.setSelectedIndex(1));
        daemon.send(LOST, "three", Map.of());
        assertEquals(3, messages().size());
        assertEquals("Alerts", SwingThread.get(() -> tabs.getTitleAt(1)));
    }

    @Test
    void shouldPaintEachState() throws Exception {
        int[] empty = SwingThread.paint(view.component());
        connect(server);
        daemon.send(FOUND, "device", Map.of());
        assertEquals(1, messages().size());
        int[] info = SwingThread.paint(view.component());
        assertNotEquals(Arrays.hashCode(empty), Arrays.hashCode(info));
        SwingThread.run(() -> view.clearButton().doClick());
        daemon.send(LOST, "device", Map.of());
        assertEquals(1, messages().size());
        assertNotEquals(
                Arrays.hashCode(info), Arrays.hashCode(SwingThread.paint(view.component())));
    }

    /** Also the threads are real. */
    @Test
    @SuppressWarnings("BanJNDI") // our own address, without JNDI in it
    void shouldHearOverARealConnection() throws Exception {
        JMXConnectorServer connectorServer =
                JMXConnectorServerFactory.newJMXConnectorServer(
                        new JMXServiceURL("service:jmx:rmi://127.0.0.1"), null, server);
        connectorServer.start();
        AlertsView real = SwingThread.get(() -> new AlertsView());
        for (int round = 1; round <= 2; round++) {
            try (JMXConnector connector =
                    JMXConnectorFactory.connect(connectorServer.getAddress())) {
                real.connected(connector.getMBeanServerConnection());
                String message = "round " + round;
                await(
                        () -> {
                            dram.send(EXCEEDED, message, Map.of("used", 5L));
                            return newest(real).equals(message);
                        });
                real.disconnected();
            }
        }
        connectorServer.stop();
        assertEquals("round 2", newest(real));
        assertEquals(
                "round 1",
                SwingThread.get(() -> real.rows().get(real.rows().size() - 1).get(3)),
                "the list survives");
    }

    private static String newest(AlertsView view) throws Exception {
        return SwingThread.get(
                () -> {
                    List<List<String>> rows = view.rows();
                    return rows.isEmpty() ? "" : rows.get(0).get(3);
                });
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertEquals(true, System.nanoTime() < end, "timed out");
            Thread.sleep(10);
        }
    }
}
