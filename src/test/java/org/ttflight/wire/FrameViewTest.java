package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameViewTest {
    private static final int OFFSET = 24; // not 0, or a view that ignores its offset passes
    private static final int DEVICES = 8;
    private static final byte DIRT = (byte) 0xa5;

    private final ByteBuffer buffer = dirtyMemory();
    private final FrameView view = new FrameView().wrap(buffer, OFFSET);

    private static ByteBuffer dirtyMemory() {
        byte[] dirt = new byte[OFFSET + 144 + 24];
        Arrays.fill(dirt, DIRT);
        return ByteBuffer.allocateDirect(dirt.length).order(ByteOrder.LITTLE_ENDIAN).put(0, dirt);
    }

    /** A frame that only differs from a real one where a test makes it so; literal offsets. */
    private void putFrame(FrameSize frame, int type, int device, long size, int bufferType) {
        buffer.put(OFFSET, new byte[frame.bytes()])
                .put(OFFSET, (byte) type)
                .putInt(OFFSET + 4, device)
                .putLong(OFFSET + 8, size)
                .put(OFFSET + 16, (byte) bufferType)
                .putInt(OFFSET + 20, 4242)
                .putLong(OFFSET + 24, 0x8000_0000_0000_1000L)
                .putLong(OFFSET + 32, 1_700_000_000_123_456_789L);
    }

    @ParameterizedTest
    @EnumSource(FrameSize.class)
    void shouldReadTheFieldsOfEverySize(FrameSize frame) {
        putFrame(frame, 1, 7, 8192, 3);
        assertEquals(1, view.type());
        assertEquals(7, view.deviceId());
        assertEquals(8192, view.size());
        assertEquals(3, view.bufferType());
        assertEquals(4242, view.processId());
        assertEquals(0x8000_0000_0000_1000L, view.bufferId());
        assertEquals(1_700_000_000_123_456_789L, view.timestamp());
        assertEquals(Rejection.NONE, view.check(frame, DEVICES));
    }

    @Test
    void shouldReadBytesUnsignedAndOthersSigned() {
        putFrame(FrameSize.BYTES_144, 255, -1, -1, 255);
        buffer.putInt(OFFSET + 20, -1);
        assertEquals(255, view.type());
        assertEquals(-1, view.deviceId());
        assertEquals(-1, view.size());
        assertEquals(255, view.bufferType());
        assertEquals(-1, view.processId());
    }

    @Test
    void shouldFollowTheLastWrap() {
        putFrame(FrameSize.BYTES_72, 1, 7, 8192, 3);
        ByteBuffer other = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        other.put(0, (byte) 2).putInt(4, 5);
        assertEquals(7, view.deviceId());
        assertEquals(5, view.wrap(other, 0).deviceId());
        assertEquals(2, view.type());
    }

    @Test
    void shouldSayThatWrapComesFirst() {
        NullPointerException thrown =
                assertThrows(NullPointerException.class, () -> new FrameView().type());
        assertEquals("wrap() first", thrown.getMessage());
    }

    @ParameterizedTest(name = "{0}: type={1} device={2} size={3} bufferType={4}")
    @CsvSource({
        // what each type is accepted with
        "NONE,                 1,    0,                    1,   0",
        "NONE,                 2,    0,                    0,   0",
        "NONE,                 3,    0,                    0,   0",
        "NONE,                 5,    0,                    0,   0",
        "NONE,                 6,   -1,                    0,   0",
        "NONE,                 8,    0,                    1,   0",
        "NONE,                 9,    0,                    1,   0",
        "NONE,                10,    0,                    1,   2",
        "NONE,                11,    0,                    1,   0",
        "NONE,                12,   -1,                    0,   0",
        // types
        "UNKNOWN_TYPE,         0,    0,                    1,   0",
        "UNKNOWN_TYPE,        13,    0,                    1,   0",
        "UNKNOWN_TYPE,       128,    0,                    1,   0",
        "UNKNOWN_TYPE,       255,    0,                    1,   0",
        "NOT_A_REQUEST,        4,    0,                    0,   0",
        "NOT_A_REQUEST,        7,    0,                    0,   0",
        // devices: seven is the last of eight
        "NONE,                 1,    7,                    1,   0",
        "DEVICE_OUT_OF_RANGE,  1,    8,                    1,   0",
        "DEVICE_OUT_OF_RANGE,  1,   -1,                    1,   0",
        "DEVICE_OUT_OF_RANGE,  1,  300,                    1,   0",
        "DEVICE_OUT_OF_RANGE,  1, -2147483648,             1,   0",
        "NONE,                 2,    7,                    0,   0",
        "DEVICE_OUT_OF_RANGE,  2,    8,                    0,   0",
        "DEVICE_OUT_OF_RANGE,  2,   -1,                    0,   0",
        "NONE,                 8,    7,                    1,   0",
        "DEVICE_OUT_OF_RANGE,  8,    8,                    1,   0",
        "DEVICE_OUT_OF_RANGE,  8,   -1,                    1,   0",
        "NONE,                 9,    7,                    1,   0",
        "DEVICE_OUT_OF_RANGE,  9,    8,                    1,   0",
        "DEVICE_OUT_OF_RANGE,  9,   -1,                    1,   0",
        "NONE,                10,    7,                    1,   0",
        "DEVICE_OUT_OF_RANGE, 10,    8,                    1,   0",
        "DEVICE_OUT_OF_RANGE, 10,   -1,                    1,   0",
        "NONE,                11,    7,                    1,   0",
        "DEVICE_OUT_OF_RANGE, 11,    8,                    1,   0",
        "DEVICE_OUT_OF_RANGE, 11,   -1,                    1,   0",
        // a question about a device that does not exist is a question: it gets its answer
        "NONE,                 3,   -1,                    0,   0",
        "NONE,                 3,    8,                    0,   0",
        "NONE,                 3, 2147483647,              0,   0",
        "NONE,                 5,   -1,                    0,   0",
        "NONE,                 6,    8,                    0,   0",
        "NONE,                12,    8,                    0,   0",
        // sizes: 100 GiB passes
        "NONE,                 1,    0,                    0,   0",
        "NONE,                 1,    0,         107374182400,   0",
        "SIZE_OUT_OF_RANGE,    1,    0,         107374182401,   0",
        "SIZE_OUT_OF_RANGE,    1,    0,                   -1,   0",
        "SIZE_OUT_OF_RANGE,    1,    0, -9223372036854775808,   0",
        "SIZE_OUT_OF_RANGE,    1,    0,  9223372036854775807,   0",
        "NONE,                 8,    0,         107374182400,   0",
        "SIZE_OUT_OF_RANGE,    8,    0,         107374182401,   0",
        "SIZE_OUT_OF_RANGE,    8,    0,                   -1,   0",
        "NONE,                10,    0,         107374182400,   0",
        "SIZE_OUT_OF_RANGE,   10,    0,         107374182401,   0",
        "SIZE_OUT_OF_RANGE,   10,    0,                   -1,   0",
        // the size of a release is only compared
        "NONE,                 2,    0,                   -1,   0",
        "NONE,                 9,    0,                   -1,   0",
        "NONE,                 9,    0,         107374182401,   0",
        "NONE,                11,    0,                   -1,   0",
        "NONE,                 3,    0,                   -1,   0",
        // buffer types: only an allocation has one
        "NONE,                 1,    0,                    1,   4",
        "UNKNOWN_BUFFER_TYPE,  1,    0,                    1,   5",
        "UNKNOWN_BUFFER_TYPE,  1,    0,                    1, 255",
        "NONE,                 2,    0,                    0,   5",
        "NONE,                 8,    0,                    1,   5",
        "NONE,                10,    0,                    1,   5",
        "NONE,                10,    0,                    1, 255",
        "NONE,                11,    0,                    1,   5",
        // the first thing wrong is the one that is told
        "UNKNOWN_TYPE,         0,   -1,                   -1, 255",
        "DEVICE_OUT_OF_RANGE,  1,   -1,                   -1, 255",
        "SIZE_OUT_OF_RANGE,    1,    0,                   -1, 255",
    })
    void shouldJudge(Rejection expected, int type, int device, long size, int bufferType) {
        for (FrameSize frame : FrameSize.values()) {
            putFrame(frame, type, device, size, bufferType);
            assertEquals(expected, view.check(frame, DEVICES), () -> "in " + frame);
            assertEquals(expected, view.checkHead(DEVICES), () -> "head of " + frame);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 18, 19})
    void shouldRejectDirtInThePadding(int at) {
        for (FrameSize frame : FrameSize.values()) {
            for (int bit = 0; bit < 8; bit++) {
                putFrame(frame, 1, 0, 1, 0);
                buffer.put(OFFSET + at, (byte) (1 << bit));
                assertEquals(Rejection.WRONG_PADDING, view.check(frame, DEVICES));
                assertEquals(Rejection.WRONG_PADDING, view.checkHead(DEVICES));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FrameSize.class)
    void shouldRejectDirtInTheReplyFields(FrameSize frame) {
        for (int at = 40; at < frame.bytes(); at++) {
            putFrame(frame, 2, 0, 0, 0);
            buffer.put(OFFSET + at, DIRT);
            assertEquals(Rejection.WRONG_PADDING, view.check(frame, DEVICES), "dirt at " + at);
            Rejection ofHead = at < 72 ? Rejection.WRONG_PADDING : Rejection.NONE;
            assertEquals(ofHead, view.checkHead(DEVICES), "dirt at " + at);
        }
    }

    @ParameterizedTest
    @EnumSource(FrameSize.class)
    void shouldNotLookBeyondTheFrame(FrameSize frame) {
        putFrame(frame, 1, 0, 1, 0);
        assertEquals(DIRT, buffer.get(OFFSET - 1));
        assertEquals(DIRT, buffer.get(OFFSET + frame.bytes()));
        assertEquals(Rejection.NONE, view.check(frame, DEVICES));
        assertEquals(Rejection.NONE, view.checkHead(DEVICES));
    }

    @Test
    void shouldLeaveTheBufferAsItWas() {
        putFrame(FrameSize.BYTES_144, 1, 0, 1, 0);
        buffer.position(3).limit(OFFSET + 144);
        assertEquals(Rejection.NONE, view.check(FrameSize.BYTES_144, DEVICES));
        assertEquals(3, buffer.position());
        assertEquals(OFFSET + 144, buffer.limit());
    }
}
