package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** A program that reports and asks, byte by byte as the test says. Reading waits. */
final class Client implements AutoCloseable {
    /** What the server says is held on one device. */
    record Totals(
            long dram, long l1, long l1Small, long trace, long circularBuffers, long kernels) {
        static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

        static Totals ofDram(long bytes) {
            return new Totals(bytes, 0, 0, 0, 0, 0);
        }

        static Totals ofL1(long bytes) {
            return new Totals(0, bytes, 0, 0, 0, 0);
        }
    }

    private final SocketChannel channel;

    Client(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    /** Sends each of these with one call, as the original clients do. */
    Client send(byte[]... pieces) throws IOException {
        for (byte[] piece : pieces) {
            ByteBuffer out = ByteBuffer.wrap(piece);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
        return this;
    }

    Client send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Client sendInPieces(byte[] stream, int length) throws IOException {
        for (int at = 0; at < stream.length; at += length) {
            send(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + length)));
        }
        return this;
    }

    /** Sends without waiting; returns how many bytes the kernel took. */
    int offer(byte[] piece) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.write(ByteBuffer.wrap(piece));
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** Reads with a single call, as the original clients do; empty at the end of the stream. */
    byte[] readOnce(int most) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(most);
        channel.read(in);
        return Arrays.copyOf(in.array(), in.position());
    }

    byte[] ask(byte[] question) throws IOException {
        return send(question).readOnce(4096);
    }

    byte[] readFully(int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            assertTrue(channel.read(in) >= 0, "the stream ended after " + in.position());
        }
        return in.array();
    }

    /** Reads until the server closes. */
    String readToEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.allocate(1 << 16);
        while (channel.read(in.clear()) >= 0) {
            all.write(in.array(), 0, in.position());
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Asks for the totals of a device; what was sent before on this connection is applied. */
    Totals totals(int bytes, int device) throws IOException {
        ByteBuffer reply = ByteBuffer.wrap(ask(Frames.query(bytes, device)));
        reply.order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(bytes, reply.remaining());
        assertEquals(4, reply.get(0));
        assertEquals(device, reply.getInt(4));
        return new Totals(
                reply.getLong(40),
                reply.getLong(48),
                reply.getLong(56),
                reply.getLong(64),
                bytes < 128 ? 0 : reply.getLong(72),
                bytes < 128 ? 0 : reply.getLong(80));
    }

    Totals totals(int device) throws IOException {
        return totals(144, device);
    }

    /** Asserts that the server closes this connection without another word. */
    void assertClosedByServer() {
        assertTrue(isEnded());
    }

    /** Reads once, and returns whether the server has closed this connection. */
    boolean isEnded() {
        try {
            return channel.read(ByteBuffer.allocate(4096)) < 0;
        } catch (IOException e) {
            return true; // reset: the server had not read everything
        }
    }

    Client endOutput() throws IOException {
        channel.shutdownOutput();
        return this;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
