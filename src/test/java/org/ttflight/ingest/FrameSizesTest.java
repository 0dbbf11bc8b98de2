package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.MemoryType;

/** Clients of all four frame sizes, and streams cut in all ways. */
@Timeout(120)
class FrameSizesTest {
    @RegisterExtension final Serving serving = new Serving();

    @Test
    void shouldServeAllFourSizesAtOnce() throws IOException {
        Client c72 = serving.client().send(Frames.alloc(72, 0, 0, 0x10, 1000));
        Client c112 = serving.client().send(Frames.alloc(112, 0, 1, 0x20, 200));
        Client c128 = serving.client().send(Frames.alloc(128, 0, 3, 0x30, 30));
        Client c144 = serving.client().send(Frames.alloc(144, 0, 4, 0x40, 4));
        c128.send(Frames.frame(128, Frames.CB_ALLOC, 0, 50_000, 0, 0, 0x50));
        c144.send(Frames.frame(144, Frames.KERNEL_LOAD, 0, 600_000, 1, 0, 0x60));
        for (Client client : List.of(c72, c112, c128, c144)) {
            int bytes = client == c72 ? 72 : client == c112 ? 112 : client == c128 ? 128 : 144;
            client.ask(Frames.query(bytes, 0)); // so that all have been applied
        }
        assertArrayEquals(
                Frames.totals(72, 0, 1000, 200, 30, 4, 0, 0), c72.ask(Frames.query(72, 0)));
        assertArrayEquals(
                Frames.totals(112, 0, 1000, 200, 30, 4, 0, 0), c112.ask(Frames.query(112, 0)));
        assertArrayEquals(
                Frames.totals(128, 0, 1000, 200, 30, 4, 50_000, 600_000),
                c128.ask(Frames.query(128, 0)));
        assertArrayEquals(
                Frames.totals(144, 0, 1000, 200, 30, 4, 50_000, 600_000),
                c144.ask(Frames.query(144, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 112, 128, 144})
    void shouldAnswerAQueryThatComesFirst(int bytes) throws IOException {
        byte[] reply = serving.client().ask(Frames.query(bytes, 7));
        assertArrayEquals(Frames.totals(bytes, 7, 0, 0, 0, 0, 0, 0), reply);
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 112, 128, 144})
    void shouldAnswerForAnyDevice(int bytes) throws IOException {
        Client client = serving.client();
        for (int device : new int[] {0, 255, 256, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            assertEquals(Client.Totals.NONE, client.totals(bytes, device));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {112, 128, 144})
    void shouldTellWhatADeviceIs(int bytes) throws IOException {
        Client client = serving.client();
        byte[] count = client.ask(Frames.deviceInfoQuery(bytes, -1)); // as the first frame, too
        assertArrayEquals(Frames.info(bytes, -1, 0, 0, 0, 0, 0, 0, 1, 2), count);
        assertArrayEquals(
                Frames.infoOfDeviceZero(bytes), client.ask(Frames.deviceInfoQuery(bytes, 0)));
        assertArrayEquals(
                Frames.info(bytes, 300, 0, 0, 0, 0, 0, 0, 0, 0),
                client.ask(Frames.deviceInfoQuery(bytes, 300)));
    }

    @Test
    void shouldAnswerADeviceInfoQueryOfTheShortestSizeOnceTheSizeIsKnown() throws IOException {
        Client client = serving.client();
        assertEquals(Client.Totals.NONE, client.totals(72, 0));
        byte[] reply = client.ask(Frames.deviceInfoQuery(72, 3));
        byte[] expected = new byte[72];
        expected[0] = 7;
        expected[4] = 3;
        assertArrayEquals(expected, reply);
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 112, 128, 144})
    void shouldAnswerManyQueriesOfOneWriteEachInItsSize(int bytes) throws IOException {
        Client client = serving.client().send(Frames.times(100, Frames.query(bytes, 9)));
        byte[] one = Frames.totals(bytes, 9, 0, 0, 0, 0, 0, 0);
        assertArrayEquals(Frames.times(100, one), client.readFully(100 * bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {112, 128, 144})
    void shouldBookCircularBuffersAndKernels(int bytes) throws IOException {
        Client client = serving.client();
        client.send(Frames.frame(bytes, Frames.CB_ALLOC, 1, 4096, 0, 0, 5));
        client.send(Frames.frame(bytes, Frames.KERNEL_LOAD, 1, 8192, 2, 0, 5));
        client.ask(Frames.query(bytes, 1));
        Client watcher = serving.client();
        assertEquals(new Client.Totals(0, 0, 0, 0, 4096, 8192), watcher.totals(1));
        client.send(Frames.frame(bytes, Frames.CB_FREE, 1, 4096, 0, 0, 5));
        client.send(Frames.frame(bytes, Frames.KERNEL_UNLOAD, 1, 8192, 0, 0, 5));
        client.ask(Frames.query(bytes, 1));
        assertEquals(Client.Totals.NONE, watcher.totals(1));
    }

    @Test
    void shouldKeepHostMemoryApart() throws IOException {
        Client client = serving.client().send(Frames.alloc(144, 0, 2, 1, 12_345));
        assertEquals(Client.Totals.NONE, client.totals(0));
        Serving.eventuallyEquals(
                12_345, () -> serving.snapshot().on(0).used(MemoryType.SYSTEM_MEMORY));
    }

    private static byte[] reports(int bytes) {
        return Frames.join(
                Frames.alloc(bytes, 2, 0, 0x1000, 1_000_000),
                Frames.alloc(bytes, 2, 1, 0x2000, 70_000),
                Frames.alloc(bytes, 2, 0, 0x1000, 1_000_000),
                Frames.free(bytes, 2, 0x1000),
                Frames.alloc(bytes, 2, 4, 0x3000, 500),
                Frames.free(bytes, 2, 0x2000),
                Frames.alloc(bytes, 3, 3, 0x2000, 9),
                Frames.query(bytes, 2));
    }

    @ParameterizedTest(name = "frames of {0} in pieces of {1}")
    @CsvSource({
        "72, 1",
        "72, 7",
        "72, 71",
        "72, 72",
        "72, 73",
        "72, 143",
        "72, 144",
        "72, 145",
        "72, 1000",
        "112, 1",
        "112, 7",
        "112, 71",
        "112, 72",
        "112, 73",
        "112, 143",
        "112, 144",
        "112, 145",
        "112, 1000",
        "128, 1",
        "128, 7",
        "128, 71",
        "128, 72",
        "128, 73",
        "128, 143",
        "128, 144",
        "128, 145",
        "128, 1000",
        "144, 1",
        "144, 7",
        "144, 71",
        "144, 72",
        "144, 73",
        "144, 143",
        "144, 144",
        "144, 145",
        "144, 1000"
    })
    void shouldBookAlikeHoweverTheStreamIsCut(int bytes, int piece) throws IOException {
        serving.expect(Anomaly.REFERENCE_ADDED, 1);
        Client client = serving.client().sendInPieces(reports(bytes), piece);
        assertArrayEquals(
                Frames.totals(bytes, 2, 1_000_000, 0, 0, 500, 0, 0), client.readFully(bytes));
        assertEquals(new Client.Totals(0, 0, 9, 0, 0, 0), client.totals(bytes, 3));
        client.close();
        serving.awaitConnections(0);
        assertEquals(
                List.of(
                        "closed 1: 9 messages, 0 rejected, "
                                + 9 * bytes
                                + " bytes, frames of "
                                + bytes
                                + ", NONE"),
                serving.awaitLines("closed", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 112, 128, 144})
    void shouldTakeALongStreamCutInOddPieces(int bytes) throws IOException {
        byte[] pair = Frames.join(Frames.alloc(bytes, 0, 1, 0x40, 64), Frames.free(bytes, 0, 0x40));
        Client client = serving.client().sendInPieces(Frames.times(5_000, pair), 4_093);
        client.send(Frames.alloc(bytes, 0, 1, 0x40, 64));
        assertEquals(Client.Totals.ofL1(64), client.totals(bytes, 0));
        Serving.eventuallyEquals(5_001, () -> serving.snapshot().allocations());
        assertEquals(5_000, serving.snapshot().frees());
    }

    @Test
    void shouldNotJudgeTheSizeAgainAfterAPauseOnceItIsKnown() throws IOException {
        byte[] query = Frames.query(112, 4);
        byte[] start = Arrays.copyOf(query, 72);
        byte[] rest = Arrays.copyOfRange(query, 72, 112);
        for (int i = 0; i < 10; i++) {
            Client client = serving.client().send(query);
            serving.assertServesOthers(); // the first query is most likely read, and waits
            client.send(Frames.join(query, start)).readFully(2 * 112);
            Client other = serving.client();
            other.totals(72, 0); // takes a whole pause
            other.totals(72, 0);
            client.send(rest);
            assertArrayEquals(Frames.totals(112, 4, 0, 0, 0, 0, 0, 0), client.readFully(112));
        }
    }

    @Test
    void shouldCountWhatCameIn() throws IOException {
        Client client = serving.client().send(Frames.alloc(112, 0, 0, 1, 100));
        client.ask(Frames.query(112, 0));
        client.ask(Frames.deviceInfoQuery(112, 0));
        client.close();
        serving.awaitConnections(0);
        IngestCounters counters = serving.server().counters();
        assertEquals(1, counters.connections());
        assertEquals(3, counters.messages());
        assertEquals(336, counters.bytes());
        assertEquals(2, counters.queries());
        assertEquals(0, counters.textRequests());
        assertEquals(0, counters.rejected());
    }
}
