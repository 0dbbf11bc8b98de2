package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.wire.Rejection;

/** Programs that speak something else on this socket are told apart by name. */
@Timeout(120)
class ForeignProtocolsTest {
    @RegisterExtension final Serving serving = new Serving();

    /** As realtime_monitor.py sends it, struct format BxxxIQQ. */
    private static byte[] of24(int device) {
        ByteBuffer out = ByteBuffer.wrap(new byte[24]).order(ByteOrder.LITTLE_ENDIAN);
        return Frames.copy(out.put(0, (byte) 2).putInt(4, device));
    }

    /** As instrumented_helpers.hpp sends it, struct CBKernelMessage. */
    private static byte[] of32(int type, long id) {
        ByteBuffer out = ByteBuffer.wrap(new byte[32]).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, (byte) type).putInt(4, 1).putLong(8, 4096).putLong(16, id);
        return Frames.copy(out.putInt(24, FakeProcesses.SELF));
    }

    /** As dump_kernels.py sends it. */
    private static byte[] of104() {
        ByteBuffer out = ByteBuffer.wrap(new byte[104]).order(ByteOrder.LITTLE_ENDIAN);
        return Frames.copy(out.put(0, (byte) 12).putInt(4, -1));
    }

    private static byte[] message(int bytes, long id) {
        return switch (bytes) {
            case 24 -> of24((int) id & 7);
            case 32 -> of32(8, id);
            default -> of104();
        };
    }

    private void assertRefused(int bytes) throws IOException {
        Rejection reason = Rejection.valueOf("FOREIGN_" + bytes);
        serving.expect(reason);
        serving.assertServesOthers();
        serving.awaitRejection(reason, 1);
        assertEquals(List.of("rejected 1: first " + reason + " "), serving.heard.lines("rejected"));
    }

    @ParameterizedTest(name = "{1} messages of {0} bytes, id {2}")
    @CsvSource({
        "24, 3, 0",
        "24, 6, 1",
        "32, 2, 1",
        "32, 8, 1",
        "32, 2, 74565",
        "32, 8, 140737353969664",
        "104, 2, 0",
        "104, 5, 0"
    })
    void shouldNameManyInOneRead(int bytes, int count, long id) throws IOException {
        serving.client().send(Frames.times(count, message(bytes, id))).assertClosedByServer();
        assertRefused(bytes);
    }

    @ParameterizedTest
    @CsvSource({"24, 0", "24, 5", "32, 1", "32, 74565", "32, 140737353969664", "104, 0"})
    void shouldNameASingleOneAfterAPause(int bytes, long id) throws IOException {
        serving.client().send(message(bytes, id)).assertClosedByServer();
        assertRefused(bytes);
    }

    @ParameterizedTest
    @CsvSource({"24, 0", "32, 74565", "104, 0"})
    void shouldNameASingleOneAtTheEndOfTheStream(int bytes, long id) throws IOException {
        serving.client().send(message(bytes, id)).endOutput().assertClosedByServer();
        assertRefused(bytes);
    }

    @ParameterizedTest
    @CsvSource({"24, 0", "32, 74565", "104, 0"})
    void shouldBookNothingOfIt(int bytes, long id) throws IOException {
        byte[] three = Frames.times(3, message(bytes, id));
        Client client = serving.client();
        client.send(Arrays.copyOf(three, bytes - 1));
        client.send(Arrays.copyOfRange(three, bytes - 1, three.length)).assertClosedByServer();
        assertRefused(bytes);
        assertEquals(Client.Totals.NONE, serving.client().totals(1));
    }
}
