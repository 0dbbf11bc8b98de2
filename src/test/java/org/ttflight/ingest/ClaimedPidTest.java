package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.wire.Rejection;

/** Pids in messages, over the socket; {@link PidResolverTest} has all the rules. */
@Timeout(120)
class ClaimedPidTest {
    private static final int SELF = FakeProcesses.SELF;
    private static final int CHILD = 4242;
    private static final int STRANGER = 4343;

    @RegisterExtension final Serving serving = new Serving();

    private static byte[] alloc(int claim, long id, long size) {
        return Frames.frame(144, Frames.ALLOC, 0, size, 0, claim, id);
    }

    private long dramOf(int pid) {
        ProcessUsage process = serving.snapshot().process(pid);
        return process == null ? -1 : process.total().dramInUse();
    }

    private void assertDramOf(int pid, long bytes) {
        Serving.eventuallyEquals(bytes, () -> dramOf(pid));
    }

    @Test
    void shouldKnowThePeerByTheKernelsWord() throws IOException {
        serving.client().totals(0);
        assertEquals(SELF, serving.heard.lastPeer().pid());
        assertEquals(FakeProcesses.MY_UID, serving.heard.lastPeer().uid());
    }

    @Test
    void shouldBookNoClaimAndTheOwnPidOnThePeer() throws IOException {
        serving.client().send(alloc(0, 1, 100), alloc(SELF, 2, 20)).totals(0);
        assertDramOf(SELF, 120);
        assertEquals(1, serving.snapshot().processes().size());
    }

    @Test
    void shouldBookAForkedChildOnTheChild() throws IOException {
        serving.processes.with(CHILD, FakeProcesses.MY_UID);
        serving.client().send(alloc(SELF, 1, 100), alloc(CHILD, 1, 20)).totals(0);
        assertDramOf(SELF, 100);
        assertDramOf(CHILD, 20);
    }

    @Test
    void shouldBookAnotherUsersPidOnThePeerAndCountItOnce() throws IOException {
        serving.processes.with(STRANGER, FakeProcesses.OTHER_UID);
        serving.expect(Rejection.CLAIMED_PID);
        Client client = serving.client();
        client.send(alloc(STRANGER, 1, 100), alloc(STRANGER, 2, 20)).totals(0);
        assertDramOf(SELF, 120);
        assertEquals(-1, dramOf(STRANGER));
        client.send(alloc(SELF, 3, 3), alloc(STRANGER, 4, 4)).totals(0); // still the same claim
        assertDramOf(SELF, 127);
        assertEquals(
                List.of("rejected 1: first CLAIMED_PID pid " + STRANGER),
                serving.heard.lines("rejected"));
    }

    @Test
    void shouldCountEachRefusedClaimOfAConnection() throws IOException {
        serving.expect(Rejection.CLAIMED_PID, 2);
        serving.client().send(alloc(-5, 1, 100), alloc(999_999, 2, 20)).totals(0);
        assertDramOf(SELF, 120);
        assertEquals(
                List.of(
                        "rejected 1: first CLAIMED_PID pid -5",
                        "rejected 1: CLAIMED_PID pid 999999"),
                serving.heard.lines("rejected"));
    }

    @Test
    void shouldFollowNoMoreThan128ClaimsOnAConnection() throws IOException {
        serving.expect(Rejection.CLAIMED_PID, 12);
        Client client = serving.client();
        for (int child = 0; child < 140; child++) {
            serving.processes.with(10_000 + child, FakeProcesses.MY_UID);
            client.send(alloc(10_000 + child, child, 10));
        }
        client.totals(0);
        assertDramOf(SELF, 120); // the last twelve
        assertDramOf(10_000, 10);
        assertDramOf(10_127, 10);
        assertEquals(129, serving.snapshot().processes().size());
    }

    @Test
    void shouldFindThePeerAndItsSiblingInAContainer() throws IOException {
        serving.processes
                .with(SELF, FakeProcesses.MY_UID, 7)
                .with(CHILD, FakeProcesses.MY_UID, 8)
                .with(STRANGER, FakeProcesses.OTHER_UID, 9);
        serving.expect(Rejection.CLAIMED_PID);
        serving.client().send(alloc(7, 1, 100), alloc(8, 1, 20), alloc(9, 2, 3)).totals(0);
        assertDramOf(SELF, 103);
        assertDramOf(CHILD, 20);
        assertEquals(-1, dramOf(STRANGER));
    }

    @Test
    void shouldReleaseAllWhoReportedOnAConnection() throws IOException {
        serving.processes.with(CHILD, FakeProcesses.MY_UID);
        Client shared = serving.client().send(alloc(SELF, 1, 100), alloc(CHILD, 1, 20));
        Client own = serving.client().send(alloc(SELF, 2, 3));
        shared.totals(0);
        own.totals(0);
        shared.close();
        serving.awaitExits(1);
        assertDramOf(SELF, 103);
        assertEquals(
                List.of("exited " + CHILD + ": DISCONNECTED with 20 bytes"),
                serving.heard.lines("exited"));
    }

    @Test
    void shouldServeMoreClaimsThanItRemembers() throws IOException {
        int claims = 3_000;
        serving.expect(Rejection.CLAIMED_PID, claims);
        Client client = serving.client();
        for (int claim = 0; claim < claims; claim++) {
            client.send(alloc(-1 - claim, claim, 1));
        }
        assertEquals(Client.Totals.ofDram(claims), client.totals(0));
        assertDramOf(SELF, claims);
    }
}
