package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Asks the daemon on its socket. Offsets are numbers here: the daemon's mistakes are not shared.
 */
final class Asking {
    /** All sizes of frames that there are. */
    static final int[] FRAME_SIZES = {72, 112, 128, 144};

    private Asking() {}

    static SocketChannel connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
    }

    /** Returns the answer to a request line, which is all until the end of the stream. */
    static String text(Path socket, String request) throws IOException {
        try (SocketChannel channel = connect(socket)) {
            channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
            while (channel.read(chunk) >= 0) {
                answer.write(chunk.array(), 0, chunk.position());
                chunk.clear();
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /**
     * Checks that a QUERY for each device, in frames of this size, is answered with the account.
     */
    static void checkTotals(Path socket, int frameBytes, Account account, int... devices)
            throws IOException {
        try (SocketChannel channel = connect(socket)) {
            for (int device : devices) {
                ByteBuffer query = frame(frameBytes).put(0, (byte) 3).putInt(4, device);
                channel.write(query);
                ByteBuffer answer = frame(frameBytes);
                while (answer.hasRemaining()) {
                    if (channel.read(answer) < 0) {
                        throw new IOException("closed after " + answer.position() + " bytes");
                    }
                }
                check(answer, frameBytes, device, account);
            }
        }
    }

    private static void check(ByteBuffer answer, int frameBytes, int device, Account account) {
        String where = "frames of " + frameBytes + ", device " + device;
        assertEquals(4, answer.get(0), where);
        assertEquals(device, answer.getInt(4), where);
        assertEquals(account.used(device, "DRAM"), answer.getLong(40), where);
        assertEquals(account.used(device, "L1"), answer.getLong(48), where);
        assertEquals(account.used(device, "L1_SMALL"), answer.getLong(56), where);
        assertEquals(account.used(device, "TRACE"), answer.getLong(64), where);
        if (frameBytes >= 128) {
            assertEquals(account.used(device, "CB"), answer.getLong(72), where);
            assertEquals(account.used(device, "KERNEL"), answer.getLong(80), where);
        }
    }

    private static ByteBuffer frame(int frameBytes) {
        return ByteBuffer.allocate(frameBytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
