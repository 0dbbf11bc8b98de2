package org.ttflight.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks the daemon on its Unix socket: one line there, everything until the end of the stream back.
 */
final class DaemonClient {
    /** How long an answer may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MAX_ANSWER = 256 << 20;

    private final Path socket;
    private final Duration timeout;

    DaemonClient(Path socket, Duration timeout) {
        this.socket = socket;
        this.timeout = timeout;
    }

    /**
     * Returns the answer to a request, which has no line feed.
     *
     * @throws UnreachableException if nobody listens or answers in time
     * @throws IOException if the connection breaks, or ends without an answer
     */
    String ask(String request) throws IOException {
        String early = EarlyAnswer.take(request, socket);
        return early == null ? askNow(request) : early;
    }

    private String askNow(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Deadline deadline = new Deadline(channel, timeout)) {
            try {
                connect(channel);
                return exchange(channel, request);
            } catch (ClosedChannelException e) {
                if (deadline.hasPassed()) {
                    throw new UnreachableException(
                            "no answer on " + socket + " within " + timeout.toMillis() + " ms", e);
                }
                throw e;
            }
        }
    }

    private void connect(SocketChannel channel) throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreachableException(whyNot(e), e);
        }
    }

    private String exchange(SocketChannel channel, String request) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream(1 << 14);
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        while (channel.read(chunk) >= 0) {
            answer.write(chunk.array(), 0, chunk.position());
            chunk.clear();
            if (answer.size() > MAX_ANSWER) {
                throw new IOException("the answer on " + socket + " does not end");
            }
        }
        if (answer.size() == 0) {
            throw new IOException(
                    "the connection on "
                            + socket
                            + " was closed without an answer; it may be another server than"
                            + " tt-flight that listens there");
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private String whyNot(IOException e) {
        if (Files.notExists(socket)) {
            return "no daemon listens on " + socket + ": there is no such socket";
        }
        String why = String.valueOf(e.getMessage());
        return "no daemon listens on " + socket + ": " + why.toLowerCase(Locale.ROOT);
    }

    /** Closes the channel when the time is up, which ends whatever it is blocked in. */
    private static final class Deadline implements Runnable, AutoCloseable {
        private final SocketChannel channel;
        private final Duration timeout;
        private final CountDownLatch isDone = new CountDownLatch(1);
        private volatile boolean hasPassed;

        Deadline(SocketChannel channel, Duration timeout) {
            this.channel = channel;
            this.timeout = timeout;
            Thread thread = new Thread(this, "answer-deadline");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            try {
                if (!isDone.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    hasPassed = true;
                    channel.close();
                }
            } catch (InterruptedException | IOException e) {
                Thread.currentThread().interrupt();
            }
        }

        boolean hasPassed() {
            return hasPassed;
        }

        @Override
        public void close() {
            isDone.countDown();
        }
    }
}
