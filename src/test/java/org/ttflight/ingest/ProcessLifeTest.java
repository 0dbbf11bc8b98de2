package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.ProcessIdentity;

/** When the memory of a process is released. */
@Timeout(120)
class ProcessLifeTest {
    private static final int SELF = FakeProcesses.SELF;
    private static final int CHILD = 4242;

    @RegisterExtension final Serving serving = new Serving();

    private static byte[] allocOf(int pid, long id, long size) {
        return Frames.frame(144, Frames.ALLOC, 0, size, 0, pid, id);
    }

    @Test
    void shouldReleaseAtTheEndOfTheStream() throws IOException {
        Client client = serving.client().send(Frames.alloc(144, 0, 0, 1, 5000));
        assertEquals(Client.Totals.ofDram(5000), client.totals(0));
        client.close();
        serving.awaitExits(1);
        assertEquals(Client.Totals.NONE, serving.client().totals(0));
        Serving.eventuallyEquals(1, () -> serving.snapshot().orphans());
        assertEquals(
                List.of("exited " + SELF + ": DISCONNECTED with 5000 bytes"),
                serving.heard.lines("exited"));
    }

    @Test
    void shouldNotCallAProcessGoneWhenOnlyTheServerStops() throws IOException {
        serving.client().send(Frames.alloc(144, 0, 0, 1, 5000)).totals(0);
        serving.server().close();
        assertEquals(
                List.of("exited " + SELF + ": DAEMON_STOPPED with 5000 bytes"),
                serving.heard.lines("exited"));
    }

    @Test
    void shouldReleaseOnceAllWasReadThatCameBeforeTheEnd() throws IOException {
        byte[] many = Frames.times(10_000, allocOf(0, 1, 100));
        serving.expect(Anomaly.REFERENCE_ADDED, 9_999);
        serving.client().send(many).close();
        Serving.eventuallyEquals(1, () -> serving.snapshot().orphans());
        assertEquals(1, serving.snapshot().allocations());
    }

    @Test
    void shouldReleaseWithTheLastOfTwoConnections() throws IOException {
        Client first = serving.client().send(Frames.alloc(144, 0, 0, 1, 100));
        Client second = serving.client().send(Frames.alloc(72, 0, 0, 2, 20));
        first.totals(0);
        second.totals(72, 0);
        assertEquals(Client.Totals.ofDram(120), first.totals(0));
        first.close();
        serving.awaitConnections(1);
        assertEquals(Client.Totals.ofDram(120), second.totals(72, 0));
        second.send(Frames.free(72, 0, 1)); // one process: either connection may free
        assertEquals(Client.Totals.ofDram(20), second.totals(72, 0));
        second.close();
        serving.awaitExits(1);
        assertEquals(
                List.of("exited " + SELF + ": DISCONNECTED with 20 bytes"),
                serving.heard.lines("exited"));
    }

    @Test
    void shouldNotCountAConnectionThatOnlyAsksAsTheProcess() throws IOException {
        Client asking = serving.client();
        asking.totals(0);
        Client reporting = serving.client().send(Frames.alloc(144, 0, 0, 1, 100));
        assertEquals(Client.Totals.ofDram(100), reporting.totals(0));
        reporting.close();
        serving.awaitExits(1);
        assertEquals(Client.Totals.NONE, asking.totals(0));
    }

    @ParameterizedTest
    @EnumSource(
            value = ExitReason.class,
            names = {"DEAD", "PID_REUSED"})
    void shouldReleaseADeadProcessWhoseConnectionStaysOpen(ExitReason reason) throws IOException {
        serving.processes.with(CHILD, FakeProcesses.MY_UID);
        Client client = serving.client();
        client.send(allocOf(CHILD, 1, 700), allocOf(SELF, 2, 30));
        assertEquals(Client.Totals.ofDram(730), client.totals(0));
        serving.processes.exit(CHILD, reason);
        serving.awaitExits(1);
        assertEquals(Client.Totals.ofDram(30), client.totals(0));
        assertEquals(
                List.of("exited " + CHILD + ": " + reason + " with 700 bytes"),
                serving.heard.lines("exited"));
        client.close();
        serving.awaitExits(2);
    }

    @Test
    void shouldAttachAgainAfterARelease() throws IOException {
        Client client = serving.client().send(Frames.alloc(144, 0, 0, 1, 100));
        client.totals(0);
        serving.processes.exit(SELF, ExitReason.DEAD);
        serving.awaitExits(1);
        serving.processes.revive(SELF);
        client.send(Frames.alloc(144, 0, 0, 1, 50));
        assertEquals(Client.Totals.ofDram(50), client.totals(0));
        client.close();
        serving.awaitExits(2);
        assertEquals(Client.Totals.NONE, serving.client().totals(0));
        assertEquals(2, serving.heard.lines("attached " + SELF).size());
        assertEquals(
                List.of(
                        "exited " + SELF + ": DEAD with 100 bytes",
                        "exited " + SELF + ": DISCONNECTED with 50 bytes"),
                serving.heard.lines("exited"));
    }

    @Test
    void shouldTellTheNextChildWithTheSamePidFromTheLast() throws IOException {
        serving.processes.with(CHILD, FakeProcesses.MY_UID);
        Client client = serving.client().send(allocOf(CHILD, 1, 700));
        client.totals(0);
        serving.processes.exit(CHILD, ExitReason.DEAD);
        serving.awaitExits(1);
        serving.processes.reuse(CHILD, 77);
        serving.processes.revive(CHILD);
        client.send(allocOf(CHILD, 1, 5));
        client.totals(0);
        Serving.eventuallyEquals(2, () -> serving.snapshot().allocations());
        ProcessIdentity next = serving.snapshot().processes().get(0).identity();
        assertEquals(CHILD, next.pid());
        assertEquals(77, next.startTicks());
    }

    @Test
    void shouldReleaseEverybodyWhenTheServerStops() throws IOException {
        Client client = serving.client().send(Frames.alloc(144, 0, 0, 1, 100));
        client.totals(0);
        serving.server().close();
        assertEquals(0, serving.snapshot().processes().size());
        assertEquals(0, serving.server().counters().openConnections());
        client.assertClosedByServer();
    }
}
