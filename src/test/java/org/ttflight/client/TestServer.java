package org.ttflight.client;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that the test drives call by call. Reading blocks until the bytes are there, so a test
 * with a lost frame hangs until JUnit's timeout rather than passing by chance.
 */
final class TestServer implements AutoCloseable {
    /** A frame as literal offsets read it: the test must not share the code's mistake. */
    record Frame(
            int type, int device, long size, int bufferType, int pid, long id, long timestamp) {
        static Frame at(ByteBuffer in, int offset) {
            for (int zero = offset + 40; zero < offset + 144; zero++) {
                if (in.get(zero) != 0) {
                    throw new AssertionError("byte " + (zero - offset) + " of a frame is not 0");
                }
            }
            return new Frame(
                    in.get(offset) & 0xff,
                    in.getInt(offset + 4),
                    in.getLong(offset + 8),
                    in.get(offset + 16) & 0xff,
                    in.getInt(offset + 20),
                    in.getLong(offset + 24),
                    in.getLong(offset + 32));
        }
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final List<SocketChannel> clients = new ArrayList<>();

    TestServer(Path socket) throws IOException {
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    /** Waits for the next client. */
    SocketChannel accept() throws IOException {
        SocketChannel client = server.accept();
        clients.add(client);
        return client;
    }

    /** Returns whether a client has connected that was not accepted yet. */
    boolean isClientWaiting() throws IOException {
        server.configureBlocking(false);
        try {
            SocketChannel client = server.accept();
            if (client != null) {
                clients.add(client);
            }
            return client != null;
        } finally {
            server.configureBlocking(true);
        }
    }

    static Frame readFrame(SocketChannel client) throws IOException {
        return Frame.at(readBytes(client, 144), 0);
    }

    static List<Frame> readFrames(SocketChannel client, int count) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(readFrame(client));
        }
        return frames;
    }

    static ByteBuffer readBytes(SocketChannel client, int count) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            if (client.read(in) < 0) {
                throw new IOException("end of stream after " + in.position() + " bytes");
            }
        }
        return in.flip();
    }

    /** Reads at most 1 MiB of what is there now, which may end within a frame. */
    static ByteBuffer readAvailable(SocketChannel client) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        client.configureBlocking(false);
        while (client.read(in) > 0) {
            // Until nothing is left, or no room.
        }
        client.configureBlocking(true);
        return in.flip();
    }

    /** Applies everything up to the end of the stream. */
    static ServerAccount readToEnd(SocketChannel client) throws IOException {
        ServerAccount account = new ServerAccount();
        ByteBuffer in = ByteBuffer.allocate(144 * 1000).order(ByteOrder.LITTLE_ENDIAN);
        while (client.read(in) >= 0) {
            in.flip();
            while (in.remaining() >= 144) {
                account.apply(Frame.at(in, in.position()));
                in.position(in.position() + 144);
            }
            in.compact();
        }
        if (in.position() != 0) {
            throw new AssertionError("the stream ended within a frame");
        }
        return account;
    }

    /** Dies as a daemon does: nobody listens, all connections end, the file is gone. */
    void die() throws IOException {
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
        Files.deleteIfExists(socket);
    }

    @Override
    public void close() throws IOException {
        die();
    }
}
