package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real programs report to the real daemon, and all of its views are compared with what the programs
 * say they did: equal to the byte, and soon after a program is killed.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecorderIT extends EndToEnd {
    /** So soon everything that a killed process held must be gone from every live view. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Where no end of stream tells of a death, the daemon must find it out in this time. */
    private static final Duration CHECKED_WITHIN = Duration.ofSeconds(2);

    /** A machine that is busy with other things may delay one; hardly three in a row. */
    private static final int ATTEMPTS = 3;

    private static final int STEPS = 400;

    private DaemonProcess daemon;
    private Beans beans;

    @BeforeEach
    void startDaemon() throws Exception {
        daemon = daemon("--recording", "profile", "--simulate", "n150:2");
        beans = keep(Beans.attach(daemon.pid()));
    }

    private ClientProcess python(int frameBytes) throws Exception {
        return python(daemon, frameBytes);
    }

    private ClientProcess java() throws Exception {
        return java(daemon);
    }

    /** Has them all work at the same time. */
    private static void workTogether(List<ClientProcess> workers, int seed) throws Exception {
        for (int at = 0; at < workers.size(); at++) {
            workers.get(at).begin("work " + (seed + at) + " " + STEPS);
        }
        for (ClientProcess worker : workers) {
            worker.end();
        }
    }

    private void checkLiveViews() throws Exception {
        for (int frameBytes : Asking.FRAME_SIZES) {
            Asking.checkTotals(daemon.socket(), frameBytes, account, 0, 1, 2, -1);
        }
        beans.check(account);
    }

    private void checkEverything() throws Exception {
        // The beans show the snapshot last published, which may be some ten milliseconds old.
        untilLiveViewsAgree(System.nanoTime());
        Documents.checkSnapshot(Asking.text(daemon.socket(), "snapshot"), account);
        Documents.checkBuffers(daemon.socket(), account);
        String socket = daemon.socket().toString();
        Documents.checkSnapshot(
                Command.run(Command.ttFlight("smi", "--json", "--socket", socket)).orFail(),
                account);
        String screen =
                Command.run(Command.ttFlight("smi", "-d", "--width", "140", "--socket", socket))
                        .orFail();
        Screen.check(screen, account);
        FlightDump.of(daemon.pid(), directory).check(account);
    }

    @Test
    void shouldAgreeToTheByteInEveryView() throws Exception {
        List<ClientProcess> all =
                List.of(python(72), python(112), python(128), python(144), java(), java());
        workTogether(all, 100);
        checkEverything();

        // Some leave in an orderly way, some are killed between two messages, some stay.
        all.get(0).kill();
        all.get(2).leave();
        all.get(4).kill();
        List<ClientProcess> staying = List.of(all.get(1), all.get(3), all.get(5));
        workTogether(staying, 200);
        checkEverything();

        for (ClientProcess client : staying) {
            client.kill();
        }
        assertEquals(0, account.byDevice().size());
        checkEverything();
        assertEquals(0, beans.rejections("wrong_padding"));
        String said = daemon.err().replaceAll("(?m)^.* INFO Incident: process .*\n?", "");
        assertEquals("", said, "nothing was wrong, so nothing is to be said");
    }

    /** One scenario; it kills, and measures from there. */
    private interface Scenario {
        Duration run() throws Exception;
    }

    /** Where all was right but too late, the scenario gets another chance, and that is told. */
    private void takesAtMost(Duration limit, Scenario scenario) throws Exception {
        Duration taken = scenario.run();
        for (int attempt = 1; taken.compareTo(limit) > 0 && attempt < ATTEMPTS; attempt++) {
            System.err.println("Right, but only after " + taken + "; trying once more");
            taken = scenario.run();
        }
        assertTrue(taken.compareTo(limit) <= 0, "right, but only after " + taken);
        checkEverything();
    }

    @Test
    void shouldForgetAKilledProcessWithinASecond() throws Exception {
        List<ClientProcess> staying = List.of(python(112), java());
        takesAtMost(SOON, () -> killInTheMiddle(staying));
    }

    /** Returns how long it took until every live view agreed with the account again. */
    private Duration killInTheMiddle(List<ClientProcess> staying) throws Exception {
        List<ClientProcess> victims = List.of(python(72), python(144), java());
        List<ClientProcess> all = new ArrayList<>(staying);
        all.addAll(victims);
        workTogether(all, 300);
        for (ClientProcess victim : victims) {
            victim.begin("rush 7");
        }
        for (ClientProcess victim : victims) {
            victim.end();
        }
        long killed = System.nanoTime();
        for (ClientProcess victim : victims) {
            victim.kill();
        }
        return Await.passesSince(
                killed,
                Await.LONG,
                () -> {
                    checkLiveViews();
                    for (ClientProcess victim : victims) {
                        assertFalse(beans.hasProcess(victim.pid()));
                    }
                });
    }

    @Test
    void shouldForgetAParentThoughItsChildKeepsTheConnection() throws Exception {
        takesAtMost(
                CHECKED_WITHIN,
                () -> {
                    ClientProcess parent = python(144);
                    long child = fork(parent);
                    checkEverything();
                    long killed = parent.kill();
                    Duration taken = untilLiveViewsAgree(killed);
                    Command.signal("KILL", child);
                    account.gone(child);
                    untilLiveViewsAgree(System.nanoTime());
                    return taken;
                });
    }

    @Test
    void shouldForgetAZombie() throws Exception {
        takesAtMost(
                CHECKED_WITHIN,
                () -> {
                    ClientProcess parent = python(72); // which never waits for its child
                    long child = fork(parent);
                    long killed = System.nanoTime();
                    Command.signal("KILL", child);
                    account.gone(child);
                    Duration taken = untilLiveViewsAgree(killed);
                    parent.run("free 0 4096");
                    return taken;
                });
    }

    /** Lets a program and its forked child report on one connection; returns the child's pid. */
    private long fork(ClientProcess parent) throws Exception {
        parent.run("alloc 0 0 4096 1000000");
        long child = parent.run("fork alloc 0 0 4096 77;alloc 1 3 8192 55").get(0);
        keep(() -> ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly));
        parent.run("alloc 0 1 12288 2000");
        assertEquals(77, account.used(child, 0, "DRAM"));
        untilLiveViewsAgree(System.nanoTime());
        return child;
    }

    private Duration untilLiveViewsAgree(long startNanos) throws Exception {
        return Await.passesSince(startNanos, Await.LONG, this::checkLiveViews);
    }

    @Test
    void shouldTellWhatTheDevicesAre() throws Exception {
        for (int frameBytes : new int[] {112, 128, 144}) {
            ClientProcess client = python(frameBytes);
            List<Long> info = client.run("info 1");
            // n150: 12 GiB in 12 channels, Wormhole_B0, L1 of 1.5 MB less its reserve for each core
            assertEquals(12L << 30, info.get(0));
            assertEquals(2, info.get(2));
            assertEquals(1, info.get(6));
            assertEquals(2, client.run("info -1").get(7));
        }
    }
}
