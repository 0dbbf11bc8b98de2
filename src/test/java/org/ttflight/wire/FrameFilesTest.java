package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request of each type in each size it exists in, as files: these are never regenerated. */
class FrameFilesTest {
    private static final int OFFSET = 40;

    @ParameterizedTest(name = "{0}, {1} bytes and up")
    @CsvSource({
        "ALLOC,              72,  3,  8192, 4, 4242,         4294975488, 1700000000123456789",
        "FREE,               72,  3,     0, 0, 4242,         4294975488,                   0",
        "QUERY,              72,  2,     0, 0,    0,                  0,                   0",
        "DUMP_REMAINING,     72,  0,     0, 0,    0,                  0,                   0",
        "DEVICE_INFO_QUERY, 112, -1,     0, 0,    0,                  0,                   0",
        "CB_ALLOC,          128,  1,  2048, 0, 4242,             105024, 1700000000123456790",
        "CB_FREE,           128,  1,  2048, 0, 4242,             105024,                   0",
        "KERNEL_LOAD,       128,  7, 46080, 2, 4242, 6129718171413079671, 1700000000123456791",
        "KERNEL_UNLOAD,     128,  7, 46080, 0, 4242, 6129718171413079671,                  0",
        "DUMP_KERNELS,      128,  0,     0, 0,    0,                  0,                   0",
    })
    void shouldReadEveryField(
            MessageType type,
            int smallest,
            int device,
            long size,
            int bufferType,
            int pid,
            long id,
            long timestamp) {
        for (FrameSize frame : FrameSize.values()) {
            if (frame.bytes() < smallest) {
                continue;
            }
            byte[] bytes = FrameFiles.read(fileName(type, frame));
            assertEquals(frame.bytes(), bytes.length);
            ByteBuffer buffer = ByteBuffer.allocate(OFFSET + 144).order(ByteOrder.LITTLE_ENDIAN);
            Arrays.fill(buffer.array(), (byte) 0xa5);
            buffer.put(OFFSET, bytes);
            FrameView view = new FrameView().wrap(buffer, OFFSET);
            assertEquals(Rejection.NONE, view.check(frame, 8));
            assertEquals(type, MessageType.of(view.type()));
            assertEquals(device, view.deviceId());
            assertEquals(size, view.size());
            assertEquals(bufferType, view.bufferType());
            assertEquals(pid, view.processId());
            assertEquals(id, view.bufferId());
            assertEquals(timestamp, view.timestamp());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ALLOC,             72",
        "FREE,              72",
        "QUERY,             72",
        "DUMP_REMAINING,    72",
        "DEVICE_INFO_QUERY, 112",
        "CB_ALLOC,          128",
        "CB_FREE,           128",
        "KERNEL_LOAD,       128",
        "KERNEL_UNLOAD,     128",
        "DUMP_KERNELS,      128",
    })
    void shouldTellTheSizeOfEachTwiceInARow(MessageType type, int smallest) {
        for (FrameSize frame : FrameSize.values()) {
            if (frame.bytes() >= smallest) {
                byte[] bytes = FrameFiles.read(fileName(type, frame));
                ByteBuffer twice = ByteBuffer.allocate(288).order(ByteOrder.LITTLE_ENDIAN);
                twice.put(bytes).put(bytes);
                Detection detection = Detection.of(twice, 0, twice.position(), 4242);
                assertNotNull(detection);
                assertEquals(frame, detection.frameSize());
            }
        }
    }

    private static String fileName(MessageType type, FrameSize frame) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + frame.bytes();
    }
}
