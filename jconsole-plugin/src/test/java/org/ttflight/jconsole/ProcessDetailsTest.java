package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The buffers of the selected process: when they are asked for, and what is shown of the answer.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProcessDetailsTest {
    private static final ProcessKey TEN = new ProcessKey(10, true);
    private static final ProcessKey ELEVEN = new ProcessKey(11, true);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Deque<Runnable> requests = new ArrayDeque<>();
    private boolean isVisible = true;
    private final ProcessDetails details =
            new ProcessDetails(requests::add, Runnable::run, () -> isVisible);
    private Instant time = Readings.NOW;

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private void show(ProcessKey key) {
        details.show(
                key,
                new ProcessLines(
                        List.of(
                                Readings.process(10, "ten", "ada", 5000L, 0),
                                Readings.process(11, "eleven", "ada", 5000L, 0)),
                        List.of()),
                time);
    }

    private void refresh(ProcessKey key, long seconds) {
        time = time.plusSeconds(seconds);
        show(key);
    }

    private void answer() {
        requests.remove().run();
    }

    private List<List<String>> rows() {
        return details.buffers().table().csvRows();
    }

    private String emptyText() {
        return details.buffers().table().emptyText();
    }

    @Test
    void shouldShowTheBuffersOfTheProcess() throws Exception {
        FakeProcess.holding(3).register(server, "10");
        details.connect(server);
        SwingThread.run(
                () -> {
                    show(TEN);
                    assertEquals("Buffers of 10 (ten)", details.buffers().title());
                    assertEquals(ProcessDetails.LOADING, emptyText());
                    answer();
                    assertEquals(
                            List.of("2", "DRAM", "0x2", "1002", "2027-01-15T08:00:02Z", "9998000"),
                            rows().get(0));
                    assertEquals(3, rows().size());
                    assertEquals("", details.buffers().note());
                    details.order().setSelectedItem(BufferRequest.Order.OLDEST);
                    answer();
                    assertEquals("0x0", rows().get(0).get(2));
                });
    }

    @Test
    void shouldSayThatThereAreMoreThanAreShown() throws Exception {
        FakeProcess.holding(BufferRequest.LIMIT + 1).register(server, "10");
        FakeProcess.holding(BufferRequest.LIMIT).register(server, "11");
        details.connect(server);
        SwingThread.run(
                () -> {
                    show(TEN);
                    answer();
                    assertEquals(BufferRequest.LIMIT, rows().size());
                    assertEquals("the 500 largest of more", details.buffers().note());
                    assertEquals("1500", rows().get(0).get(3));
                    show(ELEVEN);
                    answer();
                    assertEquals(BufferRequest.LIMIT, rows().size());
                    assertEquals("", details.buffers().note(), "just as many");
                });
    }

    @Test
    void shouldSayWhyThereAreNone() throws Exception {
        FakeProcess.unknown("totals only, from tt-metal's shared memory").register(server, "10");
        FakeProcess.holding().register(server, "11");
        details.connect(server);
        SwingThread.run(
                () -> {
                    show(TEN);
                    answer();
                    assertEquals(
                            "Its buffers are not known one by one: totals only, from tt-metal's"
                                    + " shared memory.",
                            emptyText());
                    show(ELEVEN);
                    answer();
                    assertEquals("It holds no buffers now.", emptyText());
                    details.connect(MBeanServerFactory.newMBeanServer());
                    refresh(ELEVEN, 4);
                    answer();
                    assertEquals("Process 11 is gone.", emptyText());
                    details.connect(broken());
                    refresh(ELEVEN, 4);
                    answer();
                    assertEquals("The connection is broken: reset", emptyText());
                });
    }

    private static MBeanServerConnection broken() {
        return (MBeanServerConnection)
                Proxy.newProxyInstance(
                        ProcessDetailsTest.class.getClassLoader(),
                        new Class<?>[] {MBeanServerConnection.class},
                        (proxy, method, arguments) -> {
                            throw new IOException("reset");
                        });
    }

    @Test
    void shouldAskTheBeansThatClaimThePid() throws Exception {
        FakeProcess.holding(FakeProcess.buffer(1)).register(server, "10");
        FakeProcess.holding(FakeProcess.buffer(2)).register(server, "10,connection=5");
        FakeProcess.holding(FakeProcess.buffer(3)).register(server, "10,slot=6");
        BufferRequest.Answer verified =
                new BufferRequest(TEN, BufferRequest.Order.LARGEST).ask(server);
        assertEquals(
                List.of("0x1"), verified.buffers().stream().map(BufferReading::address).toList());
        BufferRequest.Answer claimed =
                new BufferRequest(new ProcessKey(10, false), BufferRequest.Order.LARGEST)
                        .ask(server);
        assertEquals(
                List.of("0x3", "0x2"),
                claimed.buffers().stream().map(BufferReading::address).toList());
    }

    @Test
    void shouldDropTheAnswerThatNobodyWantsAnyMore() throws Exception {
        FakeProcess.holding(3).register(server, "10");
        FakeProcess.holding(1).register(server, "11");
        details.connect(server);
        SwingThread.run(
                () -> {
                    show(TEN);
                    show(ELEVEN);
                    assertEquals(1, requests.size(), "one at a time");
                    answer();
                    assertEquals(0, rows().size());
                    assertEquals(ProcessDetails.LOADING, emptyText());
                    assertEquals(1, requests.size(), "now the one that is wanted");
                    answer();
                    assertEquals(1, rows().size());
                    show(TEN);
                    details.showNothing("Disconnected.");
                    answer();
                    assertEquals(0, rows().size());
                    assertEquals("Disconnected.", emptyText());
                });
    }

    @Test
    void shouldNotAskMoreOftenThanPeopleRead() throws Exception {
        FakeProcess process = FakeProcess.holding(3);
        process.register(server, "10");
        details.connect(server);
        SwingThread.run(
                () -> {
                    show(TEN);
                    answer();
                    refresh(TEN, 1);
                    refresh(TEN, 1);
                    assertEquals(0, requests.size());
                    refresh(TEN, 1);
                    assertEquals(1, requests.size());
                    refresh(TEN, 4);
                    assertEquals(1, requests.size(), "the last has not answered");
                    assertEquals(3, rows().size(), "shown until then");
                    answer();
                    assertEquals(2, process.asked.get());
                    details.showNothing("x");
                    show(TEN);
                    assertEquals(1, requests.size(), "what was cleared is asked at once");
                });
    }

    @Test
    void shouldAskOnlyWhileSomebodyLooks() throws Exception {
        FakeProcess.holding(3).register(server, "10");
        SwingThread.run(
                () -> {
                    show(TEN);
                    assertEquals(0, requests.size(), "there is no connection");
                    details.connect(server);
                    isVisible = false;
                    refresh(TEN, 4);
                    assertEquals(0, requests.size());
                    isVisible = true;
                    refresh(TEN, 4);
                    assertEquals(1, requests.size());
                    answer();
                    details.setProblem("Disconnected.");
                    refresh(TEN, 4);
                    assertEquals(0, requests.size());
                    assertEquals(3, rows().size());
                    assertTrue(details.buffers().table().isOld());
                    show(ELEVEN);
                    assertEquals("Disconnected.", emptyText());
                });
    }

    @Test
    void shouldNotWaitForAConnectionThatHangs() throws Exception {
        FakeProcess.holding(3).register(server, "10");
        details.connect(MBeanServerFactory.newMBeanServer());
        SwingThread.run(
                () -> {
                    show(TEN);
                    details.connect(server);
                    refresh(TEN, 1);
                    assertEquals(2, requests.size());
                    requests.removeLast().run();
                    assertEquals(3, rows().size());
                    answer();
                    assertEquals(3, rows().size(), "an answer of the former connection");
                });
    }

    @Test
    void shouldWaitAwayFromTheSwingThread() throws Exception {
        FakeProcess process = FakeProcess.holding(3);
        process.register(server, "10");
        CountDownLatch shown = new CountDownLatch(1);
        BufferLoader loader =
                SwingThread.get(
                        () ->
                                new BufferLoader(
                                        (request, answer) -> shown.countDown(),
                                        DaemonThread.executor("test"),
                                        SwingUtilities::invokeLater));
        loader.connect(server);
        SwingThread.run(
                () ->
                        loader.want(
                                new BufferRequest(TEN, BufferRequest.Order.LARGEST), Readings.NOW));
        assertTrue(shown.await(30, TimeUnit.SECONDS));
        assertEquals(1, process.asked.get());
        assertFalse(process.wasSwingThread.get());
    }
}
