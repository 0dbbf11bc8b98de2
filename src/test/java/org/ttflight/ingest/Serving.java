package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.wire.DeviceInfoResponse;
import org.ttflight.wire.Rejection;

/**
 * A server of its own for each test, on a socket of its own. After the test all clients leave, and
 * what was counted must be what the test named: a rejection or an anomaly too many fails it.
 */
final class Serving implements BeforeEachCallback, AfterEachCallback {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    final FakeProcesses processes =
            new FakeProcesses()
                    .with(FakeProcesses.SELF, FakeProcesses.MY_UID)
                    .with(1, FakeProcesses.OTHER_UID);
    final Heard heard = new Heard();
    private final Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
    private final Set<Rejection> uncounted = EnumSet.noneOf(Rejection.class);
    private final Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);
    private final List<Client> clients = new ArrayList<>();
    private volatile TextRequests textRequests = request -> null;
    private boolean hasAnyAnomalies;
    private long connected;
    private @Nullable Path directory;
    private @Nullable IngestServer server;

    /** Knows everything of device 0, that there is a device 1, and nothing else. */
    private static final class Devices implements DeviceDirectory {
        @Override
        public int count() {
            return 2;
        }

        @Override
        public DeviceInfoResponse info(int device) {
            return device == 0
                    ? new DeviceInfoResponse(
                            0, 12L << 30, 93_000_000, 2, 12, 1 << 30, 1_499_136, true, 0)
                    : DeviceInfoResponse.unknown(device);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("ttf");
        server =
                IngestServer.start(
                        new IngestConfig(socket(), IngestConfig.DEFAULT_MODE, 256, 5, 20),
                        new Collaborators(
                                processes,
                                new Devices(),
                                request -> textRequests.answer(request),
                                heard),
                        heard);
    }

    void answerTextWith(TextRequests answers) {
        textRequests = answers;
    }

    Path socket() {
        return Objects.requireNonNull(directory).resolve("socket");
    }

    IngestServer server() {
        return Objects.requireNonNull(server);
    }

    LedgerSnapshot snapshot() {
        return server().snapshot();
    }

    /** A new client; it is closed after the test. */
    Client client() throws IOException {
        Client client = new Client(socket());
        connected++;
        clients.add(client);
        return client;
    }

    /** Names what the test provokes, as often as it does. */
    void expect(Rejection... reasons) {
        for (Rejection reason : reasons) {
            rejections.merge(reason, 1L, Long::sum);
        }
    }

    void expect(Rejection reason, long count) {
        rejections.put(reason, count);
    }

    /** Names what may happen any number of times. */
    void allow(Rejection... reasons) {
        uncounted.addAll(List.of(reasons));
    }

    void allowAnomalies() {
        hasAnyAnomalies = true;
    }

    void expect(Anomaly anomaly, long count) {
        anomalies.put(anomaly, count);
    }

    /** Waits until it is so, for as long as a loaded machine may need. */
    static void eventually(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, () -> "never happened: " + what);
            LockSupport.parkNanos(1_000_000);
        }
    }

    static void eventuallyEquals(long expected, LongSupplier actual) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (actual.getAsLong() != expected && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(expected, actual.getAsLong());
    }

    void awaitRejection(Rejection reason, long count) {
        eventuallyEquals(count, () -> server().counters().rejected(reason));
    }

    /** Waits until so many processes were released since the start. */
    void awaitExits(int count) {
        eventuallyEquals(count, () -> heard.lines("exited").size());
    }

    /** Waits until so many lines that begin like this were heard, and returns all of them. */
    List<String> awaitLines(String start, int count) {
        eventuallyEquals(count, () -> heard.lines(start).size());
        return heard.lines(start);
    }

    /** Waits until all clients were accepted, and but so many have been seen to leave. */
    void awaitConnections(long open) {
        eventuallyEquals(connected, () -> server().counters().connections());
        eventuallyEquals(open, () -> server().counters().openConnections());
    }

    /** Asserts that the server answers a newcomer, whatever the others do. */
    void assertServesOthers() throws IOException {
        try (Client other = client()) {
            other.send(Frames.alloc(144, 255, 0, 77, 4096));
            assertEquals(Client.Totals.ofDram(4096), other.totals(255));
            other.send(Frames.free(144, 255, 77));
            assertEquals(Client.Totals.NONE, other.totals(255));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        try {
            for (Client client : clients) {
                client.close();
            }
            if (context.getExecutionException().isEmpty()) {
                assertCounts();
            }
        } finally {
            server().close();
            deleteDirectory();
        }
    }

    private void assertCounts() {
        awaitConnections(0);
        Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
        for (Rejection reason : Rejection.values()) {
            long count = server().counters().rejected(reason);
            if (count != 0 && !uncounted.contains(reason)) {
                rejected.put(reason, count);
            }
        }
        assertEquals(rejections, rejected);
        Map<Anomaly, Long> counted = new EnumMap<>(Anomaly.class);
        LedgerSnapshot last = snapshot();
        for (Anomaly anomaly : Anomaly.values()) {
            if (last.count(anomaly) != 0 && !hasAnyAnomalies) {
                counted.put(anomaly, last.count(anomaly));
            }
        }
        assertEquals(anomalies, counted);
        assertEquals(0, last.liveBuffers(), "all clients have left");
    }

    private void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
