package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.FakeUsage;

/** Watch mode on a real terminal: what it shows, what keys do, and what it leaves behind. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchIT extends EndToEnd {
    private static final String BEFORE = "what-was-here-before";

    private static final int STOCK = 4242;

    private TmuxPane pane(DaemonProcess daemon) throws Exception {
        TmuxPane pane = keep(TmuxPane.start(directory, 120, 40));
        pane.type("clear; stty echo icanon isig; echo " + BEFORE.replace("was", "w''as"));
        pane.awaits(BEFORE);
        pane.type(
                String.join(" ", Command.ttFlight("smi", "-w", "-r", "200", "--socket"))
                        + " "
                        + daemon.socket()
                        + "; echo code=$?");
        return pane;
    }

    /** Checks that everything is as it was before watch mode. */
    private static void checkRestored(TmuxPane pane, int code) throws Exception {
        String screen = pane.awaits("code=" + code + "\n");
        assertTrue(screen.startsWith(BEFORE) || screen.contains("\n" + BEFORE), screen);
        assertFalse(screen.contains("[1 Devices]"), screen);
        assertEquals("0 1", pane.format("#{alternate_on} #{cursor_flag}"));
        pane.type("stty -a | tr -s ' ;' '\\n' | grep -c -x -E 'echo|icanon|isig|ixon|icrnl'");
        pane.awaits("\n5\n");
    }

    @Test
    void shouldShowWhatIsAskedForAndGiveTheTerminalBack() throws Exception {
        assumeTrue(TmuxPane.isThere(), "no tmux here");
        FakeHost host = FakeHost.create(directory.resolve("host"));
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        host.addDevice(1, FakeCard.N300);
        host.process(STOCK).commandLine("python3", "serve.py").residentPages(2000).write();
        device.openBy(STOCK, STOCK);
        long now = System.currentTimeMillis() * 1_000_000;
        device.sharedMemory(4)
                .slot(0, STOCK, "python3", new FakeUsage(16L << 30, 3 << 20, 0, 0, 0), now)
                .sum()
                .lastUpdate(now)
                .write();
        DaemonProcess daemon = daemon("--host-root", host.root().toString());
        TmuxPane pane = pane(daemon);
        pane.awaits("p150a");
        String devices = pane.awaits(" " + STOCK + " ");
        assertTrue(devices.contains("[1 Devices]"), devices);
        assertTrue(devices.contains("n300"), devices);
        assertEquals("1 0", pane.format("#{alternate_on} #{cursor_flag}"));

        pane.press("2");
        pane.awaits("Temperature ");
        pane.press("[");
        pane.awaits("last 1 min");
        pane.press("3");
        pane.awaits("heartbeat age");
        pane.press("4");
        pane.awaits("> ");
        pane.press("Enter");
        pane.awaits("Nobody knows the single buffers of pid " + STOCK);
        pane.press("h");
        pane.awaits("devices, charts, telemetry, processes, buffers");
        pane.press("x");
        pane.press("1");
        pane.awaits("[1 Devices]");

        pane.resize(60, 15);
        pane.awaits(
                screen -> screen.stripTrailing().lines().count() == 15 && screen.contains("q quit"),
                "frame of 15 lines");
        pane.resize(120, 40);
        pane.press("p");
        pane.awaits("PAUSED");
        pane.press("p");
        pane.awaits(screen -> !screen.contains("PAUSED"), "end of the pause");

        Command.signal("STOP", daemon.pid());
        pane.awaits("No answer since ");
        pane.press("4");
        pane.awaits("[4 Processes]");
        Command.signal("CONT", daemon.pid());
        pane.awaits(screen -> !screen.contains("No answer since "), "answer");

        pane.press("C-c");
        checkRestored(pane, 0);
    }

    @Test
    void shouldGiveTheTerminalBackWhenItIsStoppedOrKilled() throws Exception {
        assumeTrue(TmuxPane.isThere(), "no tmux here");
        DaemonProcess daemon = daemon("--simulate", "n150:2");
        TmuxPane pane = pane(daemon);
        pane.awaits("[1 Devices]");
        pane.awaits("n150");
        ClientProcess client = java(daemon);
        client.run("work 1 100");
        pane.press("5");
        pane.awaits(" 0x");
        pane.press("1");
        pane.awaits(" " + client.pid() + " ");
        pane.press("C-z");
        Await.passes(
                Await.LONG,
                () ->
                        assertEquals(
                                "0 1",
                                pane.format("#{alternate_on} #{cursor_flag}"),
                                pane.screen()));
        pane.awaits("Stopped");
        pane.type("fg; echo code=$?");
        pane.awaits("[1 Devices]");
        pane.awaits("q quit");
        assertEquals("1 0", pane.format("#{alternate_on} #{cursor_flag}"));
        Command.signal("TERM", pane.child());
        checkRestored(pane, 143);
        assertEquals(List.of(), daemon.err().lines().toList());
    }
}
