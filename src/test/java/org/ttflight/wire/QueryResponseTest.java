package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryResponseTest {
    private static final int OFFSET = 8;
    private static final QueryResponse RESPONSE =
            new QueryResponse(5, 1L << 40, 102, 103, 104, 105, 106);

    private final ByteBuffer buffer = dirtyMemory();

    private static ByteBuffer dirtyMemory() {
        byte[] dirt = new byte[OFFSET + 144 + 8];
        Arrays.fill(dirt, (byte) 0xa5);
        return ByteBuffer.allocateDirect(dirt.length).order(ByteOrder.LITTLE_ENDIAN).put(0, dirt);
    }

    @ParameterizedTest
    @CsvSource({
        "BYTES_72,   72,  0,   0",
        "BYTES_112, 112,  0,   0",
        "BYTES_128, 128, 72,  80",
        "BYTES_144, 144, 72,  80",
    })
    void shouldWriteEverySize(FrameSize frame, int bytes, int circularBuffersAt, int kernelsAt) {
        RESPONSE.writeTo(buffer.position(OFFSET), frame);
        assertEquals(OFFSET + bytes, buffer.position());
        for (int at = 0; at < bytes; at += 8) {
            long expected =
                    switch (at) {
                        case 0 -> 0x5_0000_0004L; // type 4, padding, device 5
                        case 40 -> 1L << 40;
                        case 48 -> 102;
                        case 56 -> 103;
                        case 64 -> 104;
                        default ->
                                at > 64 && at == circularBuffersAt
                                        ? 105
                                        : at > 64 && at == kernelsAt ? 106 : 0;
                    };
            assertEquals(expected, buffer.getLong(OFFSET + at), "at " + at);
        }
        assertEquals((byte) 0xa5, buffer.get(OFFSET + bytes), "behind the frame");
    }

    @ParameterizedTest
    @CsvSource({
        "BYTES_72,    0,   0",
        "BYTES_112,   0,   0",
        "BYTES_128, 105, 106",
        "BYTES_144, 105, 106",
    })
    void shouldReadEverySize(FrameSize frame, long circularBuffers, long kernels) {
        buffer.put(OFFSET, (byte) 4)
                .putInt(OFFSET + 4, 5)
                .putLong(OFFSET + 40, 1L << 40)
                .putLong(OFFSET + 48, 102)
                .putLong(OFFSET + 56, 103)
                .putLong(OFFSET + 64, 104);
        if (frame.bytes() > 112) {
            buffer.putLong(OFFSET + 72, 105).putLong(OFFSET + 80, 106);
        }
        assertEquals(
                new QueryResponse(5, 1L << 40, 102, 103, 104, circularBuffers, kernels),
                QueryResponse.read(buffer, OFFSET, frame));
    }
}
