package org.ttflight.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Listens on a socket and gives every request line the same answer; or none, ever. */
final class FakeDaemon implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path socket;
    private final UnaryOperator<String> answers;
    private final boolean closes;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> held = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::serve, "fake-daemon");

    private FakeDaemon(Path socket, UnaryOperator<String> answers, boolean closes)
            throws IOException {
        this.socket = socket;
        this.answers = answers;
        this.closes = closes;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        thread.start();
    }

    static FakeDaemon answering(Path socket, String answer) throws IOException {
        return new FakeDaemon(socket, request -> answer, true);
    }

    /** Answers each request in its own way. */
    static FakeDaemon answeringEach(Path socket, UnaryOperator<String> answers) throws IOException {
        return new FakeDaemon(socket, answers, true);
    }

    /** Sends this much and then keeps the connection open. */
    static FakeDaemon stuckAfter(Path socket, String beginning) throws IOException {
        return new FakeDaemon(socket, request -> beginning, false);
    }

    List<String> requests() {
        return requests;
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                String request = readLine(client);
                requests.add(request);
                String answer = answers.apply(request);
                ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
                if (closes) {
                    client.close();
                } else {
                    held.add(client);
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static String readLine(SocketChannel client) throws IOException {
        StringBuilder line = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (client.read(one) > 0 && one.get(0) != '\n') {
            line.append((char) one.get(0));
            one.clear();
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            thread.join();
            for (SocketChannel client : held) {
                client.close();
            }
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
