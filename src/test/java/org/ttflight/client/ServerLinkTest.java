package org.ttflight.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.client.TestServer.Frame;
import org.ttflight.wire.FrameSize;
import org.ttflight.wire.MessageType;
import org.ttflight.wire.QueryResponse;

/** Everything here runs on one thread and a clock that stands still unless it is moved. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerLinkTest {
    private static final int PID = 4711;

    @TempDir Path directory;
    private final FakeClock clock = new FakeClock();

    private Path socket() {
        return directory.resolve("s.sock");
    }

    private ServerLink link(int queueBytes, int maxLive) {
        return new ServerLink(
                UnixDomainSocketAddress.of(socket()), PID, clock, queueBytes, maxLive);
    }

    private static void alloc(ServerLink link, long id) {
        link.report(MessageType.ALLOC, 1, 1000 + id, 0, id, 99);
    }

    private static void free(ServerLink link, long id) {
        link.report(MessageType.FREE, 1, 0, 0, id, 0);
    }

    @Test
    void shouldNotConnectBeforeTheFirstReport() throws IOException {
        try (TestServer server = new TestServer(socket())) {
            ServerLink link = link(1 << 20, 100);
            assertFalse(server.isClientWaiting());
            alloc(link, 7);
            SocketChannel client = server.accept();
            assertEquals(new Frame(1, 1, 1007, 0, PID, 7, 99), TestServer.readFrame(client));
            assertEquals(1, link.sent());
            assertEquals(0, link.dropped());
            assertFalse(link.wantsWrite());
        }
    }

    @Test
    void shouldTryToConnectAtMostOncePerPause() throws IOException {
        ServerLink link = link(1 << 20, 100);
        alloc(link, 1); // an attempt, and nobody there
        for (long pauseMs : new long[] {250, 500, 1000, 2000, 4000, 5000, 5000}) {
            clock.advanceMs(pauseMs - 1);
            try (TestServer server = new TestServer(socket())) {
                alloc(link, 2);
                assertFalse(server.isClientWaiting(), pauseMs + " ms are not over");
            }
            clock.advanceMs(1);
            alloc(link, 3); // the next attempt, which fails, too
        }
        clock.advanceMs(5000);
        try (TestServer server = new TestServer(socket())) {
            alloc(link, 4);
            assertTrue(server.isClientWaiting());
        }
    }

    @Test
    void shouldTellALateServerWhatIsLive() throws IOException {
        ServerLink link = link(1 << 20, 100);
        alloc(link, 1);
        alloc(link, 2);
        alloc(link, 2);
        free(link, 1);
        assertEquals(4, link.dropped());
        try (TestServer server = new TestServer(socket())) {
            clock.advanceMs(250);
            alloc(link, 3);
            SocketChannel client = server.accept();
            Frame second = new Frame(1, 1, 1002, 0, PID, 2, 99);
            Frame third = new Frame(1, 1, 1003, 0, PID, 3, 99);
            assertEquals(List.of(second, second, third), TestServer.readFrames(client, 3));
            assertEquals(3, link.sent());
            assertEquals(2, link.replayed());
            assertEquals(4, link.dropped());
        }
    }

    @Test
    void shouldReplayEveryKindAfterTheServerDied() throws IOException {
        ServerLink link = link(1 << 20, 100);
        TestServer first = new TestServer(socket());
        alloc(link, 1);
        link.report(MessageType.ALLOC, 3, 4096, 4, 1, 5);
        link.report(MessageType.CB_ALLOC, 3, 2048, 0, 1, 6);
        link.report(MessageType.KERNEL_LOAD, 3, 57_344, 1, 1, 7);
        first.accept();
        first.die();
        free(link, 1); // fails in the socket, and must not fail in the program
        assertNull(link.channel());
        assertEquals(1, link.dropped());
        try (TestServer second = new TestServer(socket())) {
            clock.advanceMs(250);
            link.advance();
            SocketChannel client = second.accept();
            ServerAccount account = new ServerAccount();
            TestServer.readFrames(client, 3).forEach(account::apply);
            assertEquals(0, account.bytes(1, 0), "was freed meanwhile");
            assertEquals(4096, account.bytes(3, 4));
            assertEquals(2048, account.circularBuffers(3));
            assertEquals(57_344, account.kernels(3));
            assertEquals(2, link.connections());
            assertEquals(3, link.replayed());
        }
    }

    @Test
    void shouldNoticeTheEndOfTheConnectionByReading() throws IOException {
        ServerLink link = link(1 << 20, 100);
        TestServer server = new TestServer(socket());
        alloc(link, 1);
        link.receive();
        assertNotNull(link.channel());
        server.accept();
        server.die();
        link.receive();
        assertNull(link.channel());
    }

    @Test
    void shouldKeepFramesWholeForAServerThatDoesNotRead() throws IOException {
        ServerLink link = link(100 * 144 + 143, 1 << 20);
        try (TestServer server = new TestServer(socket())) {
            int reports = 0;
            while (link.dropped() < 1000) {
                alloc(link, ++reports);
            }
            assertEquals(100, link.waiting());
            SocketChannel client = server.accept();
            drain(link, client, reports);
            assertEquals(reports, link.sent());
            assertEquals(1000, link.replayed());
            assertEquals(1000, link.dropped());
            assertFalse(link.wantsWrite());
        }
    }

    /** Reads until the account holds {@code live} buffers, while the link goes on. */
    private static ServerAccount drain(ServerLink link, SocketChannel client, int live)
            throws IOException {
        ServerAccount account = new ServerAccount();
        ByteBuffer rest = ByteBuffer.allocate(0);
        do {
            ByteBuffer more = TestServer.readAvailable(client);
            ByteBuffer in =
                    ByteBuffer.allocate(rest.remaining() + more.remaining()).order(more.order());
            in.put(rest).put(more).flip();
            while (in.remaining() >= 144) {
                account.apply(Frame.at(in, in.position()));
                in.position(in.position() + 144);
            }
            rest = in;
            link.advance();
        } while (link.wantsWrite() || account.count() != live || rest.hasRemaining());
        return account;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBeRightInTheEndWhateverHappens(long seed) throws IOException {
        Random random = new Random(seed);
        ServerLink link = link(20 * 144, 1 << 20);
        ServerAccount truth = new ServerAccount();
        TestServer server = new TestServer(socket());
        for (int i = 0; i < 30_000; i++) {
            MessageType[] types = {
                MessageType.ALLOC, MessageType.FREE, MessageType.CB_ALLOC, MessageType.CB_FREE
            };
            MessageType type = types[random.nextInt(4)];
            long id = random.nextInt(200);
            int device = random.nextInt(2);
            boolean alloc = type == MessageType.ALLOC || type == MessageType.CB_ALLOC;
            long size = alloc ? 1 + random.nextInt(2) : 0;
            int bufferType = type == MessageType.ALLOC ? random.nextInt(2) : 0;
            link.report(type, device, size, bufferType, id, i);
            truth.apply(new Frame(type.code(), device, size, bufferType, PID, id, i));
            if (random.nextInt(3000) == 0) {
                server.die();
                server = new TestServer(socket());
                clock.advanceMs(6000);
            }
            if (random.nextInt(100) == 0) {
                link.receive();
                link.advance();
            }
        }
        link.close();
        server.die();
        try (TestServer last = new TestServer(socket())) {
            clock.advanceMs(6000);
            link.advance();
            ServerAccount account = drain(link, last.accept(), truth.count());
            assertEquals(truth.live(), account.live(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldMakeUpForWhatAFullQueueDropped(long seed) throws IOException {
        Random random = new Random(seed);
        ServerLink link = link(20 * 144, 1 << 20);
        ServerAccount truth = new ServerAccount();
        try (TestServer server = new TestServer(socket())) {
            link.connect();
            SocketChannel client = server.accept();
            ServerAccount account = new ServerAccount();
            ByteBuffer rest = ByteBuffer.allocate(0);
            for (int i = 0; i < 20_000 || link.wantsWrite() || rest.hasRemaining(); i++) {
                if (i < 20_000) {
                    long id = random.nextInt(50);
                    MessageType type = random.nextBoolean() ? MessageType.ALLOC : MessageType.FREE;
                    long size = type == MessageType.FREE ? 0 : 1 + random.nextInt(3);
                    link.report(type, 0, size, 1, id, i);
                    truth.apply(new Frame(type.code(), 0, size, 1, PID, id, i));
                }
                if (random.nextInt(2000) == 0 || i >= 20_000) {
                    ByteBuffer more = TestServer.readAvailable(client);
                    ByteBuffer in =
                            ByteBuffer.allocate(rest.remaining() + more.remaining())
                                    .order(more.order());
                    in.put(rest).put(more).flip();
                    while (in.remaining() >= 144) {
                        account.apply(Frame.at(in, in.position()));
                        in.position(in.position() + 144);
                    }
                    rest = in;
                    link.advance();
                }
            }
            rest = TestServer.readAvailable(client);
            while (rest.hasRemaining()) {
                account.apply(Frame.at(rest, rest.position()));
                rest.position(rest.position() + 144);
            }
            assertTrue(link.dropped() > 0, "the queue was never full");
            assertEquals(truth.live(), account.live(), "seed " + seed);
            assertEquals(20_000 + link.replayed(), link.sent() + link.dropped());
        }
    }

    @Test
    void shouldBeginANewConnectionAtAFrameBoundary() throws IOException {
        ServerLink link = link(10_000 * 144, 1 << 20);
        TestServer first = new TestServer(socket());
        int reports = 0;
        while (link.waiting() < 5000) {
            alloc(link, ++reports);
        }
        TestServer.readBytes(first.accept(), 100); // within a frame
        first.die();
        link.advance();
        assertNull(link.channel());
        assertEquals(5000, link.dropped());
        try (TestServer second = new TestServer(socket())) {
            clock.advanceMs(6000);
            link.advance();
            ServerAccount account = drain(link, second.accept(), reports);
            assertEquals(reports, account.frames());
            assertEquals(reports, link.replayed());
        }
    }

    @Test
    void shouldNotRememberMoreThanItMay() throws IOException {
        ServerLink link = link(1 << 20, 2);
        for (long id = 1; id <= 3; id++) {
            alloc(link, id);
        }
        assertEquals(2, link.liveBuffers());
        try (TestServer server = new TestServer(socket())) {
            clock.advanceMs(250);
            free(link, 3); // not remembered, and yet reported
            SocketChannel client = server.accept();
            List<Frame> frames = TestServer.readFrames(client, 3);
            assertEquals(new Frame(2, 1, 0, 0, PID, 3, 0), frames.get(2));
        }
    }

    @Test
    void shouldAskAfterWhatWasReported() throws IOException {
        ServerLink link = link(1 << 20, 100);
        try (TestServer server = new TestServer(socket())) {
            alloc(link, 1);
            var answer = link.query(5);
            SocketChannel client = server.accept();
            TestServer.readFrame(client);
            assertEquals(new Frame(3, 5, 0, 0, 0, 0, 0), TestServer.readFrame(client));
            QueryResponse totals = new QueryResponse(5, 1, 2, 3, 4, 5, 6);
            ByteBuffer out = ByteBuffer.allocate(144).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            totals.writeTo(out, FrameSize.BYTES_144);
            client.write(out.flip().limit(100));
            link.receive();
            assertFalse(answer.isDone());
            client.write(out.limit(144));
            link.receive();
            assertEquals(totals, answer.getNow(null).orElseThrow());
        }
    }

    @Test
    void shouldGiveUpAskingWhenTheConnectionEnds() throws Exception {
        ServerLink link = link(1 << 20, 100);
        assertTrue(link.query(0).get(0, TimeUnit.SECONDS).isEmpty(), "no server");
        TestServer server = new TestServer(socket());
        clock.advanceMs(250);
        var answer = link.query(0);
        assertFalse(answer.isDone());
        server.accept();
        server.die();
        link.receive();
        assertTrue(answer.get(0, TimeUnit.SECONDS).isEmpty());
        assertEquals(0, link.dropped(), "a query is not a report");
    }

    @Test
    void shouldHangUpOnBytesItDidNotAskFor() throws IOException {
        ServerLink link = link(1 << 20, 100);
        try (TestServer server = new TestServer(socket())) {
            alloc(link, 1);
            SocketChannel client = server.accept();
            client.write(ByteBuffer.allocate(144));
            link.receive();
            assertNull(link.channel());
        }
    }
}
