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
        Await.passes(SOON, this::checkLiveViews);
        Documents.checkSnapshot(Asking.text(daemon.socket(), "snapshot"), account);
        Documents.checkBuffers(daemon.socket(), account);
        String socket = daemon.socket().toString();
        Documents.checkSnapshot(
                Command.run(Command.ttFlight("smi", "--json", "--socket", socket)).orFail(),
                account);
        String screen =
                Command.run(Command.ttFlight("smi", "--width", "140", "--socket", socket)).orFail();
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
        assertEquals("", daemon.err(), "nothing was wrong, so nothing is to be said");
    }

    @Test
    void shouldForgetAKilledProcessWithinASecond() throws Exception {
        List<ClientProcess> staying = List.of(python(112), java());
        List<Duration> delays = new ArrayList<>();
        do {
            delays.add(killInTheMiddle(staying, delays.size()));
        } while (delays.get(delays.size() - 1).compareTo(SOON) > 0 && delays.size() < ATTEMPTS);
        Duration last = delays.get(delays.size() - 1);
        System.out.println("From SIGKILL until every live view agreed: " + delays);
        assertTrue(last.compareTo(SOON) <= 0, "took " + delays + " after SIGKILL");
        checkEverything();
    }

    /** Returns how long it took until every live view agreed with the account again. */
    private Duration killInTheMiddle(List<ClientProcess> staying, int attempt) throws Exception {
        List<ClientProcess> victims = List.of(python(72), python(144), java());
        List<ClientProcess> all = new ArrayList<>(staying);
        all.addAll(victims);
        workTogether(all, 1000 * attempt);
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
    void shouldTellParentAndForkedChildApart() throws Exception {
        ClientProcess parent = python(144);
        parent.run("alloc 0 0 4096 1000000");
        long child = parent.run("fork alloc 0 0 4096 77;cb 1 8192 55").get(0);
        parent.run("alloc 0 1 12288 2000");
        checkEverything();
        assertEquals(77, account.used(child, 0, "DRAM"));

        // The child still holds the connection, so that no end of stream tells of this.
        long killed = parent.kill();
        Await.passesSince(killed, Duration.ofSeconds(2), this::checkLiveViews);
        checkEverything();

        killed = System.nanoTime();
        Command.signal("KILL", child);
        account.gone(child);
        Await.passesSince(killed, SOON, this::checkLiveViews);
        checkEverything();
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
