package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients, terminals and limits that make trouble: the daemon goes on serving the others. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MisbehaviourIT extends EndToEnd {
    private static final Duration WINDOW = Duration.ofMillis(1500);

    /** Of one processor. A loop without a pause takes all of it. */
    private static final double LITTLE = 0.2;

    private static final Duration STOPS_WITHIN = Await.LONG;

    /** The load falls to little as soon as the JVM has compiled what it has just met. */
    private static void checkLoadIsLittle(DaemonProcess daemon) throws Exception {
        Await.passes(
                Await.LONG,
                () -> {
                    double load = daemon.load(WINDOW);
                    assertTrue(load < LITTLE, "uses " + load + " of a processor");
                });
    }

    @Test
    void shouldServeOnWithoutDescriptors() throws Exception {
        List<String> limited = List.of("bash", "-c", "ulimit -n 64; exec \"$@\"", "limited");
        DaemonProcess daemon = keep(DaemonProcess.startUnder(limited, directory));
        Beans beans = keep(Beans.attach(daemon.pid()));
        ClientProcess early = python(daemon, 144);
        early.run("work 1 100");
        List<SocketChannel> crowd = new ArrayList<>();
        for (int client = 0; client < 200; client++) {
            crowd.add(keep(Asking.connect(daemon.socket())));
        }
        Await.passes(Await.LONG, () -> assertTrue(beans.rejections("accept_failed") > 2));
        checkLoadIsLittle(daemon);
        early.run("work 2 500");
        assertEquals(account.used(0, "DRAM"), early.run("query 0").get(0));
        beans.checkSoon(account);
        checkSaid(1, "Cannot accept connections", daemon);

        for (SocketChannel client : crowd) {
            client.close();
        }
        python(daemon, 72).run("work 3 100");
        Await.passes(Await.LONG, () -> checkServes(daemon));
        checkSaid(1, "Cannot accept connections", daemon);
        checkSaid(1, "WARNING", daemon);
    }

    @Test
    void shouldNotWaitForAStoppedClient() throws Exception {
        DaemonProcess daemon = daemon();
        ClientProcess stopped = python(daemon, 144);
        stopped.begin("rush 1");
        stopped.end();
        Command.signal("STOP", stopped.pid());
        Beans beans = keep(Beans.attach(daemon.pid()));
        checkLoadIsLittle(daemon);
        ClientProcess other = python(daemon, 128);
        other.run("work 2 2000");
        Await.passes(
                Await.LONG,
                () -> {
                    assertEquals(account.byProcess(), beans.processes(other.pid()));
                    assertTrue(beans.hasProcess(stopped.pid()), "it is not dead");
                });
        stopped.kill();
        Await.passes(Await.LONG, () -> checkServes(daemon));
    }

    @Test
    void shouldNotWaitForAClientThatNeverReads() throws Exception {
        DaemonProcess daemon = daemon();
        ByteBuffer queries = ByteBuffer.allocate(144 * 1000).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < queries.capacity(); at += 144) {
            queries.put(at, (byte) 3);
        }
        SocketChannel deaf = keep(Asking.connect(daemon.socket()));
        deaf.configureBlocking(false);
        Await.passes(
                Await.LONG,
                () -> {
                    for (int turn = 0; turn < 100; turn++) {
                        deaf.write(queries.clear());
                    }
                    long times = Documents.rejections(daemon.socket(), "slow_reader");
                    assertEquals(0, deaf.write(queries.clear()), "it is held up");
                    assertTrue(times > 0);
                });
        python(daemon, 112).run("work 1 2000");
        checkServes(daemon);
        checkLoadIsLittle(daemon);
        checkSaid(1, "Counted as slow_reader", daemon);
    }

    @Test
    void shouldSurviveClientsThatLeaveBeforeTheAnswer() throws Exception {
        DaemonProcess daemon = daemon();
        for (int client = 0; client < 200; client++) {
            try (SocketChannel channel = Asking.connect(daemon.socket())) {
                ByteBuffer query = ByteBuffer.allocate(72).put(0, (byte) 3);
                channel.write(query);
                if (client % 2 == 0) {
                    channel.write(query.clear());
                }
            }
        }
        python(daemon, 72).run("work 1 100");
        checkServes(daemon);
        checkOneLineForEachOffence(daemon);
    }

    @Test
    void shouldNotBeConfusedByRandomBytes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DaemonProcess daemon = daemon();
        Beans beans = keep(Beans.attach(daemon.pid()));
        List<ClientProcess> good = List.of(python(daemon, 72), python(daemon, 144));
        for (ClientProcess client : good) {
            client.begin("work 1 3000");
        }
        for (int stranger = 0; stranger < 200; stranger++) {
            byte[] noise = new byte[1 + random.nextInt(3000)];
            random.nextBytes(noise);
            if (stranger % 2 == 0) {
                noise[0] = (byte) (1 + random.nextInt(12)); // begins like a message
            }
            SocketChannel channel = keep(Asking.connect(daemon.socket()));
            send(channel, noise);
            if (stranger % 3 == 0) {
                channel.close();
            }
        }
        for (ClientProcess client : good) {
            client.end();
        }
        Await.passes(
                Await.LONG,
                () -> {
                    for (ClientProcess client : good) {
                        long pid = client.pid();
                        assertEquals(
                                account.processOnly(pid), beans.processes(pid), "seed " + seed);
                    }
                    assertTrue(beans.count("Rejected") >= 100, "seed " + seed);
                });
        checkOneLineForEachOffence(daemon);
    }

    private static void send(SocketChannel channel, byte[] bytes) {
        try {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            assertFalse(channel.socket().isBound(), "thrown out before it had said all");
        }
    }

    /** All strangers are one process, this one. */
    private static void checkOneLineForEachOffence(DaemonProcess daemon) throws IOException {
        List<String> offences =
                Pattern.compile("Process \\d+ .* Counted as (\\w+)")
                        .matcher(daemon.err())
                        .results()
                        .map(MatchResult::group)
                        .toList();
        List<String> reasons =
                offences.stream().map(line -> line.replaceAll(".* Counted as ", "")).toList();
        assertEquals(reasons.stream().distinct().toList(), reasons, daemon.err());
        String others =
                daemon.err()
                        .lines()
                        .filter(line -> !line.contains("Counted as"))
                        .filter(line -> !line.contains("ConnectionReports rejected"))
                        .collect(Collectors.joining("\n"));
        assertEquals("", others);
    }

    @Test
    void shouldServeOnWithoutAReaderOfTheLog() throws Exception {
        // The pipe holds a thousand lines, the daemon some ten thousand: then they are dropped.
        DaemonProcess daemon =
                keep(
                        DaemonProcess.launch(
                                List.of(), directory, Redirect.PIPE, "--log-allocations"));
        Await.passes(Await.LONG, () -> assertTrue(daemon.isListening()));
        ClientProcess client = python(daemon, 144);
        client.run("work 1 80000");
        checkServes(daemon);
        checkLoadIsLittle(daemon);
        assertEquals(143, daemon.terminate(STOPS_WITHIN));
        assertEquals("", daemon.err());
    }

    @Test
    void shouldServeOnWithoutALog() throws Exception {
        DaemonProcess daemon =
                keep(
                        DaemonProcess.launch(
                                List.of(), directory, Redirect.PIPE, "--log-allocations"));
        Await.passes(Await.LONG, () -> assertTrue(daemon.isListening()));
        daemon.process().getInputStream().close();
        python(daemon, 144).run("work 1 5000");
        checkServes(daemon);
        checkLoadIsLittle(daemon);
        assertEquals(143, daemon.terminate(STOPS_WITHIN));
        assertEquals("", daemon.err());
    }
}
