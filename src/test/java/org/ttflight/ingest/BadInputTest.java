package org.ttflight.ingest;

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
import org.ttflight.wire.Rejection;

/** Messages that are wrong, and streams that end too soon. */
@Timeout(120)
class BadInputTest {
    @RegisterExtension final Serving serving = new Serving();

    private Client framedClient() throws IOException {
        Client client = serving.client();
        client.totals(7);
        return client;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 14, 127, 128, 255})
    void shouldRefuseAConnectionThatBeginsWithAnUnknownType(int type) throws IOException {
        serving.expect(Rejection.UNKNOWN_TYPE);
        serving.client().send(Frames.bare(144, type)).assertClosedByServer();
        serving.assertServesOthers();
        assertEquals(
                List.of("closed 1: 0 messages, 1 rejected, 144 bytes, frames of 0, UNKNOWN_TYPE"),
                serving.awaitLines("closed 1", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 'a', 255})
    void shouldDropAMessageOfUnknownType(int type) throws IOException {
        serving.expect(Rejection.UNKNOWN_TYPE);
        Client client = framedClient();
        client.send(Frames.bare(144, type), Frames.alloc(144, 0, 0, 1, 10));
        assertEquals(Client.Totals.ofDram(10), client.totals(0));
        assertEquals(
                List.of("rejected 1: first UNKNOWN_TYPE type " + type),
                serving.heard.lines("rejected"));
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 112, 128, 144})
    void shouldCloseAfterTenUnknownTypesInARow(int bytes) throws IOException {
        byte[] unknown = Frames.bare(bytes, 99);
        serving.expect(Rejection.UNKNOWN_TYPE, 28);
        serving.expect(Rejection.TOO_MANY_ERRORS);
        Client client = serving.client();
        client.totals(bytes, 0);
        client.send(Frames.times(9, unknown)).totals(bytes, 0);
        client.send(Frames.times(9, unknown)).send(Frames.alloc(bytes, 0, 0, 1, 10));
        client.send(Frames.times(10, unknown)).assertClosedByServer();
        serving.awaitExits(1);
        assertEquals(1, serving.heard.lines("rejected 1: first").size());
        assertEquals(29, serving.heard.lines("rejected 1:").size());
        assertEquals(
                List.of(
                        "closed 1: 3 messages, 29 rejected, "
                                + 31 * bytes
                                + " bytes, frames of "
                                + bytes
                                + ", TOO_MANY_ERRORS"),
                serving.awaitLines("closed", 1));
    }

    @ParameterizedTest
    @CsvSource({"4, 144", "7, 144", "4, 72", "7, 112"})
    void shouldRefuseAnswersOfClients(int type, int bytes) throws IOException {
        serving.expect(Rejection.NOT_A_REQUEST, 2);
        Client client = serving.client().send(Frames.bare(bytes, type)); // as the first frame
        client.send(Frames.bare(bytes, type), Frames.alloc(bytes, 0, 0, 1, 10));
        assertEquals(Client.Totals.ofDram(10), client.totals(bytes, 0));
    }

    @ParameterizedTest(name = "type {0} of {1} bytes")
    @CsvSource({
        "1, 107374182401", // 100 GiB and one byte
        "1, -1",
        "1, -9223372036854775808",
        "8, 107374182401",
        "8, -1",
        "10, 107374182401",
        "10, 9223372036854775807",
    })
    void shouldRefuseImpossibleSizes(int type, long size) throws IOException {
        serving.expect(Rejection.SIZE_OUT_OF_RANGE, 2);
        byte[] message = Frames.frame(144, type, 0, size, 0, 0, 1);
        Client client = serving.client().send(message, message);
        assertEquals(Client.Totals.NONE, client.totals(0));
        assertEquals(
                "rejected 1: first SIZE_OUT_OF_RANGE size " + Long.toUnsignedString(size),
                serving.heard.lines("rejected").get(0));
    }

    @Test
    void shouldTakeTheLargestSize() throws IOException {
        long largest = 107_374_182_400L;
        Client client = serving.client().send(Frames.alloc(144, 0, 0, 1, largest));
        assertEquals(Client.Totals.ofDram(largest), client.totals(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 127, 128, 255})
    void shouldRefuseUnknownBufferTypes(int bufferType) throws IOException {
        serving.expect(Rejection.UNKNOWN_BUFFER_TYPE);
        Client client = serving.client().send(Frames.alloc(144, 0, bufferType, 1, 10));
        client.send(Frames.alloc(144, 0, 4, 1, 10));
        assertEquals(new Client.Totals(0, 0, 0, 10, 0, 0), client.totals(0));
        assertEquals(
                List.of("rejected 1: first UNKNOWN_BUFFER_TYPE buffer type " + bufferType),
                serving.heard.lines("rejected"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 18, 19, 40, 47, 48, 71, 72, 88, 104, 111, 112, 128, 143})
    void shouldCloseWhereTheFrameIsLost(int at) throws IOException {
        serving.expect(Rejection.WRONG_PADDING);
        Client client = framedClient().send(Frames.alloc(144, 0, 0, 1, 10));
        assertEquals(Client.Totals.ofDram(10), client.totals(0));
        client.send(Frames.with(Frames.alloc(144, 0, 0, 2, 10), at, 0xee)).assertClosedByServer();
        serving.awaitExits(1);
        assertEquals(Client.Totals.NONE, serving.client().totals(0));
        assertEquals(
                List.of(
                        "closed 1: 3 messages, 1 rejected, 576 bytes, frames of 144, WRONG_PADDING"),
                serving.awaitLines("closed", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 18, 19, 40, 47, 48, 71, 72, 88, 104, 111, 112, 128, 143})
    void shouldRefuseAFirstFrameThatCannotBeFramed(int at) throws IOException {
        serving.expect(Rejection.WRONG_PADDING);
        byte[] frame = Frames.with(Frames.alloc(144, 0, 0, 2, 10), at, 0xee);
        serving.client().send(frame).assertClosedByServer();
        serving.assertServesOthers();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20, 39, 71, 72, 73, 100, 112, 128, 143})
    void shouldApplyAFirstFrameInTwoPartsOnce(int cut) throws IOException {
        byte[] frame = Frames.alloc(144, 0, 0, 1, 10);
        Client client = serving.client().send(Arrays.copyOf(frame, cut));
        serving.client().totals(72, 0); // answered after a pause
        client.send(Arrays.copyOfRange(frame, cut, 144));
        assertEquals(Client.Totals.ofDram(10), client.totals(0));
        assertEquals(1, serving.heard.lines("attached").size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 72, 112, 143})
    void shouldApplyALaterFrameInTwoPartsOnce(int cut) throws IOException {
        byte[] frame = Frames.alloc(144, 0, 0, 1, 10);
        Client client = framedClient().send(Arrays.copyOf(frame, cut));
        serving.client().totals(72, 0);
        assertEquals(Client.Totals.NONE, serving.client().totals(0));
        client.send(Arrays.copyOfRange(frame, cut, 144));
        assertEquals(Client.Totals.ofDram(10), client.totals(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 20, 71})
    void shouldNotBookAFirstFrameThatNeverEnds(int length) throws IOException {
        serving.expect(Rejection.HALF_FRAME);
        byte[] half = Arrays.copyOf(Frames.alloc(144, 0, 0, 1, 10), length);
        serving.client().send(half).endOutput().assertClosedByServer();
        assertEquals(List.of(), serving.heard.lines("attached"));
        assertEquals(
                List.of("rejected 1: first HALF_FRAME " + length + " bytes"),
                serving.heard.lines("rejected"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 72, 112, 143})
    void shouldNotBookALaterFrameThatNeverEnds(int length) throws IOException {
        serving.expect(Rejection.HALF_FRAME);
        byte[] half = Arrays.copyOf(Frames.alloc(144, 0, 0, 2, 10), length);
        framedClient().send(half).endOutput().assertClosedByServer();
        assertEquals(List.of(), serving.heard.lines("attached"));
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 112, 128, 144})
    void shouldBookTheOnlyFrameOfAConnection(int bytes) throws IOException {
        serving.client().send(Frames.alloc(bytes, 0, 0, 1, 10)).endOutput().assertClosedByServer();
        Serving.eventuallyEquals(1, () -> serving.snapshot().orphans());
    }

    @Test
    void shouldMindNoConnectionThatSaysNothing() throws IOException {
        serving.client().close();
        serving.client().endOutput().assertClosedByServer();
        serving.awaitConnections(0);
        assertEquals(
                List.of("closed 1: 0 messages, 0 rejected, 0 bytes, frames of 0, NONE"),
                serving.awaitLines("closed 1", 1));
    }
}
