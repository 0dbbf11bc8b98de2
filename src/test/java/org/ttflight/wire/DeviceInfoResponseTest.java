package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceInfoResponseTest {
    private static final int OFFSET = 8;
    private static final DeviceInfoResponse BLACKHOLE =
            new DeviceInfoResponse(
                    2, 34_225_520_640L, 220_200_960, 3, 8, 4_278_190_080L, 1_572_864, true, 9);

    private final ByteBuffer buffer = dirtyMemory();

    private static ByteBuffer dirtyMemory() {
        byte[] dirt = new byte[OFFSET + 144 + 8];
        Arrays.fill(dirt, (byte) 0xa5);
        return ByteBuffer.allocateDirect(dirt.length).order(ByteOrder.LITTLE_ENDIAN).put(0, dirt);
    }

    private DeviceInfoResponse writtenAndRead(DeviceInfoResponse response, FrameSize frame) {
        response.writeTo(buffer.position(OFFSET), frame);
        assertEquals(OFFSET + frame.bytes(), buffer.position());
        return DeviceInfoResponse.read(buffer, OFFSET, frame);
    }

    private static void putInfo(ByteBuffer expected, int at) {
        expected.putLong(at, 34_225_520_640L)
                .putLong(at + 8, 220_200_960)
                .putInt(at + 16, 3)
                .putInt(at + 20, 8)
                .putInt(at + 24, (int) 4_278_190_080L)
                .putInt(at + 28, 1_572_864)
                .putInt(at + 32, 1)
                .putInt(at + 36, 9);
    }

    @ParameterizedTest
    @CsvSource({
        "BYTES_72, 72, -1",
        "BYTES_112, 112, 72",
        "BYTES_128, 128, 88",
        "BYTES_144, 144, 88"
    })
    void shouldWriteEverySize(FrameSize frame, int bytes, int infoAt) {
        BLACKHOLE.writeTo(buffer.position(OFFSET), frame);
        ByteBuffer expected = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        expected.put(0, (byte) 7).putInt(4, 2);
        if (infoAt >= 0) {
            putInfo(expected, infoAt);
        }
        assertEquals(expected, buffer.slice(OFFSET, bytes));
        assertEquals(OFFSET + bytes, buffer.position());
        assertEquals((byte) 0xa5, buffer.get(OFFSET + bytes), "behind the frame");
    }

    @ParameterizedTest
    @CsvSource({"BYTES_112, 72", "BYTES_128, 88", "BYTES_144, 88"})
    void shouldReadEverySizeWithRoom(FrameSize frame, int infoAt) {
        buffer.put(OFFSET, (byte) 7).putInt(OFFSET + 4, 2);
        putInfo(buffer, OFFSET + infoAt);
        assertEquals(BLACKHOLE, DeviceInfoResponse.read(buffer, OFFSET, frame));
    }

    @Test
    void shouldReadAFrameWithoutRoomAsUnknown() {
        assertEquals(DeviceInfoResponse.unknown(2), writtenAndRead(BLACKHOLE, FrameSize.BYTES_72));
    }

    @ParameterizedTest(name = "{0} is sent as {1}")
    @CsvSource({
        "         0,          0",
        "4294967295, 4294967295",
        "4294967296,          0",
        "4294967297,          0",
        "        -1,          0",
        "9223372036854775807, 0",
    })
    void shouldSendNoSizeRatherThanACutOne(long bytes, long sent) {
        DeviceInfoResponse response = new DeviceInfoResponse(0, 0, 0, 0, 0, bytes, bytes, false, 0);
        DeviceInfoResponse read = writtenAndRead(response, FrameSize.BYTES_144);
        assertEquals(sent, read.dramPerChannel());
        assertEquals(sent, read.l1PerCore());
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "32, true"})
    void shouldAnswerDeviceMinusOneWithTheCount(int devices, boolean available) {
        DeviceInfoResponse read =
                writtenAndRead(DeviceInfoResponse.count(devices), FrameSize.BYTES_112);
        assertEquals(new DeviceInfoResponse(-1, 0, 0, 0, 0, 0, 0, available, devices), read);
    }
}
