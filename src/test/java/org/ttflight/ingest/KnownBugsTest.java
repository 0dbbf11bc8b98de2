package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.MemoryType;
import org.ttflight.wire.Rejection;

/**
 * What brought the original servers down or made their figures wrong; none of it may happen here.
 * The numbers are those under which docs/PROTOCOL.md lists them.
 */
@Timeout(120)
class KnownBugsTest {
    private static final int SELF = FakeProcesses.SELF;
    private static final int OTHER = 4242;

    @RegisterExtension final Serving serving = new Serving();

    private static byte[] report(int type, int pid, long id, long size) {
        return Frames.frame(144, type, 0, size, 0, pid, id);
    }

    private Client clientOfTwo() throws IOException {
        serving.processes.with(OTHER, FakeProcesses.MY_UID);
        return serving.client();
    }

    @Test
    void shouldSurviveQueryAndClose_bug1() throws IOException {
        int impatient = 20;
        for (int i = 0; i < impatient; i++) {
            serving.client().send(Frames.times(200, Frames.query(144, 0))).close();
        }
        serving.awaitConnections(0);
        serving.expect(Rejection.REPLY_UNDELIVERED, impatient);
        serving.allow(Rejection.SLOW_READER);
        serving.assertServesOthers();
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 1_000_000, Integer.MAX_VALUE, -1, -100_000, Integer.MIN_VALUE})
    void shouldRefuseDevicesOutOfRange_bug2(int device) throws IOException {
        int[] types = {
            Frames.ALLOC,
            Frames.FREE,
            Frames.CB_ALLOC,
            Frames.CB_FREE,
            Frames.KERNEL_LOAD,
            Frames.KERNEL_UNLOAD
        };
        serving.expect(Rejection.DEVICE_OUT_OF_RANGE, types.length);
        Client client = serving.client();
        for (int type : types) {
            client.send(Frames.frame(144, type, device, 100, 0, 0, 1));
        }
        assertEquals(Client.Totals.NONE, client.totals(device));
        client.send(Frames.alloc(144, 8, 0, 1, 10), Frames.alloc(144, 255, 0, 1, 10));
        assertEquals(Client.Totals.ofDram(10), client.totals(8));
        assertEquals(Client.Totals.ofDram(10), client.totals(255));
        assertEquals(
                "rejected 1: first DEVICE_OUT_OF_RANGE device " + device,
                serving.heard.lines("rejected").get(0));
    }

    @Test
    void shouldNotTakeHalfAMessageForAWhole_bug4() throws IOException {
        byte[] second = Frames.alloc(144, 0, 0, 2, 20);
        Client client = serving.client().send(Frames.alloc(144, 0, 0, 1, 100));
        assertEquals(Client.Totals.ofDram(100), client.totals(0));
        client.send(Arrays.copyOf(second, 20));
        serving.assertServesOthers();
        Client watcher = serving.client();
        assertEquals(Client.Totals.ofDram(100), watcher.totals(0));
        client.send(Arrays.copyOfRange(second, 20, 144));
        assertEquals(Client.Totals.ofDram(120), client.totals(0));
    }

    @Test
    void shouldNotTakeALineEndForAKernel_bug4() throws IOException {
        serving.expect(Rejection.HALF_FRAME);
        serving.client().send("\n").endOutput().assertClosedByServer(); // echo "" | nc -U
        assertEquals(Client.Totals.NONE, serving.client().totals(0));
        assertEquals(
                List.of("rejected 1: first HALF_FRAME 1 bytes"), serving.heard.lines("rejected"));
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 112, 128, 144})
    void shouldBookMessagesThatQueueUp_bug4(int bytes) throws IOException {
        Client client = serving.client();
        byte[][] eight = new byte[8][];
        Arrays.setAll(eight, i -> Frames.alloc(bytes, 0, 1, i, 1000));
        client.send(Frames.join(eight));
        assertEquals(Client.Totals.ofL1(8000), client.totals(bytes, 0));
    }

    @Test
    void shouldKeepTheProcessesOfOneIdApart_bug5() throws IOException {
        Client client = clientOfTwo();
        client.send(report(Frames.ALLOC, SELF, 1, 100), report(Frames.ALLOC, OTHER, 1, 2_000));
        assertEquals(Client.Totals.ofDram(2_100), client.totals(0));
        serving.processes.exit(SELF, ExitReason.DEAD);
        serving.awaitExits(1);
        assertEquals(Client.Totals.ofDram(2_000), client.totals(0));
    }

    @Test
    void shouldNotFreeTheBufferOfAnotherProcess_bug5() throws IOException {
        serving.expect(Anomaly.UNKNOWN_FREE, 1);
        Client client = clientOfTwo();
        client.send(report(Frames.ALLOC, SELF, 1, 100), report(Frames.FREE, OTHER, 1, 0));
        assertEquals(Client.Totals.ofDram(100), client.totals(0));
    }

    @Test
    void shouldKeepTheTypesOfOneIdApart_bug5() throws IOException {
        serving.expect(Anomaly.SAME_ID_OTHER_TYPE, 1);
        serving.expect(Anomaly.AMBIGUOUS_FREE, 1);
        Client client = serving.client();
        client.send(Frames.alloc(144, 0, 0, 1, 100), Frames.alloc(144, 0, 1, 1, 20));
        assertEquals(new Client.Totals(100, 20, 0, 0, 0, 0), client.totals(0));
        client.send(Frames.free(144, 0, 1));
        assertEquals(Client.Totals.ofDram(100), client.totals(0));
        client.send(Frames.free(144, 0, 1));
        assertEquals(Client.Totals.NONE, client.totals(0));
    }

    @Test
    void shouldReleaseWithoutALookAtOtherProcesses_bug6() throws IOException {
        Client client = clientOfTwo();
        client.send(report(Frames.ALLOC, OTHER, 1, 100)).totals(0);
        client.close(); // alive for all that is known, but it reports no more
        serving.awaitExits(1);
        assertEquals(Client.Totals.NONE, serving.client().totals(0));
    }

    @Test
    void shouldNotUnderflowWhenTheUnknownIsFreed_bug7() throws IOException {
        serving.expect(Anomaly.CB_UNKNOWN_FREE, 1);
        serving.expect(Anomaly.KERNEL_UNKNOWN_UNLOAD, 1);
        Client client = serving.client();
        client.send(report(Frames.CB_FREE, 0, 1, 4096), report(Frames.KERNEL_UNLOAD, 0, 1, 4096));
        assertEquals(Client.Totals.NONE, client.totals(0));
    }

    @Test
    void shouldNotDriftWhenSizesDiffer_bug7() throws IOException {
        serving.expect(Anomaly.CB_REPLACED, 1);
        serving.expect(Anomaly.CB_SIZE_MISMATCH, 1);
        serving.expect(Anomaly.KERNEL_REPLACED, 1);
        serving.expect(Anomaly.KERNEL_SIZE_MISMATCH, 1);
        Client client = serving.client();
        client.send(report(Frames.CB_ALLOC, 0, 1, 1000), report(Frames.CB_ALLOC, 0, 1, 3000));
        client.send(report(Frames.KERNEL_LOAD, 0, 1, 10), report(Frames.KERNEL_LOAD, 0, 1, 30));
        assertEquals(new Client.Totals(0, 0, 0, 0, 3000, 30), client.totals(0));
        client.send(
                report(Frames.CB_FREE, 0, 1, 99_999), report(Frames.KERNEL_UNLOAD, 0, 1, 99_999));
        assertEquals(Client.Totals.NONE, client.totals(0));
    }

    @Test
    void shouldNotSpendAThreadOnAConnection_bug8() throws IOException {
        serving.assertServesOthers();
        int before = Thread.activeCount();
        for (int i = 0; i < 1000; i++) {
            serving.client();
        }
        serving.assertServesOthers();
        serving.awaitConnections(1000);
        assertTrue(Thread.activeCount() <= before + 2, () -> "threads: " + Thread.activeCount());
        serving.assertServesOthers();
    }

    @Test
    void shouldAnswerWithOneSnapshot_bug11() throws IOException {
        Client reporting = serving.client();
        Client asking = serving.client();
        byte[] up = Frames.join(Frames.alloc(144, 0, 0, 1, 500), Frames.alloc(144, 0, 1, 2, 500));
        byte[] down = Frames.join(Frames.free(144, 0, 2), Frames.free(144, 0, 1));
        for (int i = 0; i < 300; i++) {
            reporting.send(Frames.times(10, Frames.join(up, down))); // each in one read
            Client.Totals totals = asking.totals(0);
            assertEquals(totals.dram(), totals.l1());
        }
    }

    @Test
    void shouldTellHostMemoryFromL1Small_bug14() throws IOException {
        Client client = serving.client();
        client.send(Frames.alloc(144, 0, 2, 1, 5_000), Frames.alloc(144, 0, 3, 2, 70));
        assertEquals(new Client.Totals(0, 0, 70, 0, 0, 0), client.totals(0));
        Serving.eventuallyEquals(
                5_000, () -> serving.snapshot().on(0).used(MemoryType.SYSTEM_MEMORY));
    }

    @Test
    void shouldKnowABufferOfNoBytes_bug14() throws IOException {
        serving.expect(Anomaly.ZERO_SIZE, 1);
        Client client = serving.client();
        client.send(Frames.alloc(144, 0, 0, 1, 0), Frames.free(144, 0, 1));
        assertEquals(Client.Totals.NONE, client.totals(0));
    }

    @Test
    void shouldCountTheNewSizeOfAReusedAddress_bug16() throws IOException {
        serving.expect(Anomaly.ADDRESS_REUSED, 1);
        Client client = serving.client();
        client.send(Frames.alloc(144, 0, 0, 1, 100), Frames.alloc(144, 0, 0, 1, 30));
        assertEquals(Client.Totals.ofDram(30), client.totals(0));
        client.send(Frames.free(144, 0, 1));
        assertEquals(Client.Totals.NONE, client.totals(0));
    }

    @Test
    void shouldServeAForkedChildOnItsParentsConnection_bug22() throws IOException {
        Client shared = clientOfTwo();
        byte[] turn =
                Frames.join(
                        report(Frames.ALLOC, SELF, 1, 100),
                        report(Frames.ALLOC, OTHER, 1, 20),
                        report(Frames.FREE, SELF, 1, 0),
                        report(Frames.ALLOC, SELF, 2, 3),
                        report(Frames.FREE, OTHER, 1, 0),
                        report(Frames.FREE, SELF, 2, 0));
        shared.send(Frames.times(500, turn));
        shared.send(report(Frames.ALLOC, SELF, 1, 100), report(Frames.ALLOC, OTHER, 1, 20));
        assertEquals(Client.Totals.ofDram(120), shared.totals(0));
        serving.processes.exit(SELF, ExitReason.DEAD); // the parent; the child goes on
        serving.awaitExits(1);
        shared.send(report(Frames.ALLOC, OTHER, 2, 7));
        assertEquals(Client.Totals.ofDram(27), shared.totals(0));
    }

    @Test
    void shouldForgetAMonitorThatComesAnewForEveryRefresh_bug24() throws IOException {
        for (int refresh = 0; refresh < 500; refresh++) {
            try (Client monitor = serving.client()) {
                byte[] count = monitor.ask(Frames.deviceInfoQuery(144, -1));
                assertArrayEquals(Frames.info(144, -1, 0, 0, 0, 0, 0, 0, 1, 2), count);
                monitor.totals(0);
                assertArrayEquals(
                        Frames.infoOfDeviceZero(144), monitor.ask(Frames.deviceInfoQuery(144, 0)));
            }
        }
        serving.awaitConnections(0);
        assertEquals(500, serving.server().counters().connections());
        assertEquals(1500, serving.server().counters().queries());
        assertEquals(List.of(), serving.heard.lines("attached"));
    }
}
