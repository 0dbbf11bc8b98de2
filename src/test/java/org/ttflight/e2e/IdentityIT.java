package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose memory it is, whatever a program claims. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdentityIT extends EndToEnd {
    /** The daemon looks once a second who is alive; longer than two of these looks. */
    private static final Duration TWO_LOOKS = Duration.ofMillis(2300);

    @BeforeEach
    void letOthersIn() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void shouldBookAContainerOnItsPidOutside() throws Exception {
        DaemonProcess daemon = daemon();
        ClientProcess client =
                keep(
                        ClientProcess.pythonUnder(
                                Users.newPidNamespace(), daemon.socket(), 144, account));
        assertEquals(1, client.run("pid").get(0), "as it sees itself");
        ProcessHandle outside = client.onlyChild();
        client.bookedOn(claim -> outside.pid()).run("work 1 100");
        checkServes(daemon);

        // A child of it, which reports on the same connection, under its own pid in there.
        long childInside = client.run("fork query 0").get(0);
        ProcessHandle child = outside.children().findFirst().orElseThrow();
        assertNotEquals(childInside, child.pid());
        client.bookedOn(claim -> claim == childInside ? child.pid() : outside.pid());
        client.run("claim " + childInside);
        client.run("alloc 0 0 1048576 4711");
        assertEquals(4711, account.used(child.pid(), 0, "DRAM"));
        checkServes(daemon);

        client.kill();
        account.gone(outside.pid());
        account.gone(child.pid());
        Await.passes(Await.LONG, () -> checkServes(daemon));
        assertEquals("", daemon.err());
    }

    @Test
    void shouldRefuseTheClaimToBeAnotherUsersProcess() throws Exception {
        DaemonProcess daemon = daemon();
        ClientProcess root = python(daemon, 144);
        root.run("work 1 100");
        ClientProcess nobody =
                keep(ClientProcess.pythonUnder(Users.nobody(), daemon.socket(), 72, account));
        nobody.bookedOn(claim -> nobody.pid());
        nobody.run("claim " + root.pid());
        nobody.run("work 2 100");
        nobody.run("claim 1");
        nobody.run("work 3 100");
        nobody.run("claim 0"); // which is no claim
        nobody.run("work 4 100");
        checkServes(daemon);
        assertEquals(2, Documents.rejections(daemon.socket(), "claimed_pid"));
        checkSaid(1, "Counted as claimed_pid", daemon);

        nobody.kill();
        Await.passes(Await.LONG, () -> checkServes(daemon));
    }

    @Test
    void shouldKnowAnotherUsersProcessForAlive() throws Exception {
        DaemonProcess daemon = keep(DaemonProcess.startUnder(Users.nobody(), directory));
        ClientProcess client = python(daemon, 112); // of root, whom nobody may send no signal
        client.run("work 1 200");
        checkServes(daemon);
        Await.elapse(TWO_LOOKS);
        checkServes(daemon);
        client.kill();
        Await.passes(Await.LONG, () -> checkServes(daemon));
        assertEquals("", daemon.err());
    }
}
