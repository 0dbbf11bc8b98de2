package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameWriterTest {
    private static final int OFFSET = 16;

    private final ByteBuffer out = dirtyMemory(OFFSET + 144 + 8);

    private static ByteBuffer dirtyMemory(int length) {
        byte[] dirt = new byte[length];
        Arrays.fill(dirt, (byte) 0xa5);
        return ByteBuffer.wrap(dirt).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(FrameSize frame, MessageType type, int bufferType) {
        FrameWriter.write(
                out.position(OFFSET),
                frame,
                type,
                0x01020304,
                0x1112131415161718L,
                bufferType,
                0x21222324,
                0x3132333435363738L,
                0x4142434445464748L);
    }

    @ParameterizedTest
    @EnumSource(FrameSize.class)
    void shouldSetEveryByte(FrameSize frame) {
        write(frame, MessageType.KERNEL_LOAD, 2);
        byte[] expected = new byte[frame.bytes()];
        byte[] head =
                HexFormat.of()
                        .parseHex(
                                "0a000000"
                                        + "04030201"
                                        + "1817161514131211"
                                        + "02000000"
                                        + "24232221"
                                        + "3837363534333231"
                                        + "4847464544434241");
        System.arraycopy(head, 0, expected, 0, 40);
        byte[] written = new byte[frame.bytes()];
        out.get(OFFSET, written);
        assertArrayEquals(expected, written);
    }

    @ParameterizedTest
    @CsvSource({"BYTES_72, 72", "BYTES_112, 112", "BYTES_128, 128", "BYTES_144, 144"})
    void shouldMoveThePositionBehindTheFrameAndTouchNothingElse(FrameSize frame, int bytes) {
        write(frame, MessageType.ALLOC, 0);
        assertEquals(OFFSET + bytes, out.position());
        assertEquals((byte) 0xa5, out.get(OFFSET - 1));
        assertEquals((byte) 0xa5, out.get(OFFSET + bytes));
    }

    @Test
    void shouldKeepALargeBufferTypeOutOfThePadding() {
        write(FrameSize.BYTES_72, MessageType.ALLOC, 0x1ff);
        assertEquals((byte) 0xff, out.get(OFFSET + 16));
        assertEquals(0, out.get(OFFSET + 17));
    }

    @Test
    void shouldRefuseABufferWithoutRoom() {
        out.limit(OFFSET + 143);
        assertThrows(
                BufferOverflowException.class,
                () -> write(FrameSize.BYTES_144, MessageType.ALLOC, 0));
    }
}
