package org.ttflight.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

/** A replay as a whole: its beans, its socket, its clock, and files that are none. */
class ReplayTest {
    private static final ObjectName SERVER = name("tenstorrent:type=Server");
    private static final ObjectName DRAM =
            name("tenstorrent:type=DeviceMemory,device=0,memory=DRAM");

    @TempDir static Path directory;
    private static Path file = Path.of("");

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (javax.management.JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void record() throws Exception {
        file = directory.resolve("flight.jfr");
        try (LiveHost host = new LiveHost("profile")) {
            host.recording.start();
            host.readHost(40);
            var unused = host.moment(directory);
            LedgerProcess process = host.ledger.attach(new ProcessIdentity(4242, 7, 1000, 100, 0));
            host.ledger.allocate(process, 0, MemoryType.DRAM, 0x1000, 3 << 20);
            unused = host.moment(directory);
            LedgerProcess other = host.ledger.attach(new ProcessIdentity(4343, 8, 1000, 100, 0));
            host.ledger.allocate(other, 0, MemoryType.DRAM, 0x1000, 512);
            host.ledger.release(other, ExitReason.DEAD);
            unused = host.moment(directory);
            host.recording.stop();
            host.recording.dump(file);
        }
    }

    private ReplayOptions options(Path recording, double speed, @Nullable String from) {
        return new ReplayOptions(
                recording,
                "flight.jfr",
                speed,
                from == null ? null : TimePoint.parse(from),
                null,
                ZoneOffset.UTC,
                false,
                directory.resolve("replay.sock"),
                "1.0");
    }

    private Replay open(Path recording, double speed, @Nullable String from) throws IOException {
        return Replay.open(
                options(recording, speed, from), Replay.Listeners.NONE, beans, done -> {});
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 20 s");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private @Nullable Object get(ObjectName bean, String attribute) throws Exception {
        return beans.getAttribute(bean, attribute);
    }

    @Test
    void shouldShowAllAtTheEndAndTellWhatHappened() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (Replay replay = open(file, Double.POSITIVE_INFINITY, null)) {
            replay.start();
            beans.addNotificationListener(
                    SERVER,
                    (Notification notice, Object nothing) -> {
                        told.add(notice.getType() + " " + notice.getMessage());
                        assertFalse(
                                notice.getTimeStamp() > replay.recordingEnd().toEpochMilli() + 1);
                    },
                    null,
                    null);
            until(replay::isAtEnd);
            until(() -> String.join(" ", told).contains("exited"));
            until(() -> beans.isRegistered(DRAM));
            assertEquals(3L << 20, get(DRAM, "Used"));
            assertEquals(1L, get(DRAM, "Buffers"));
            assertEquals(13L, get(SERVER, "Rejected"));
            assertNull(get(SERVER, "Queries"));
            assertEquals(java.util.Map.of(), emptyOrSelf(get(SERVER, "Anomalies")));
            String recording = String.valueOf(get(SERVER, "Recording"));
            assertTrue(recording.startsWith("replay of flight.jfr at 20"), recording);
            SnapshotDocument document =
                    SnapshotJson.read(String.valueOf(replay.answer("snapshot")));
            assertNotNull(document.server());
            assertEquals("1.0 (replay of flight.jfr)", document.server().version());
            assertEquals(1, document.processes().stream().filter(p -> p.pid() == 4242).count());
            assertEquals(
                    1,
                    BufferDocument.read(String.valueOf(replay.answer("buffers"))).buffers().size());
            assertTrue(String.valueOf(replay.answer("leaks")).contains("tt-flight report"));
            assertNull(replay.answer("no such request"));
        }
        assertTrue(
                told.stream()
                        .anyMatch(
                                line ->
                                        line.contains("process 4343 (model4343) exited")
                                                || line.contains("process 4343 exited")),
                told::toString);
    }

    private static Object emptyOrSelf(@Nullable Object table) {
        return table instanceof javax.management.openmbean.TabularData data && data.isEmpty()
                ? java.util.Map.of()
                : String.valueOf(table);
    }

    @Test
    void shouldAnswerTextAndRefuseReports() throws Exception {
        try (Replay replay = open(file, Double.POSITIVE_INFINITY, null)) {
            replay.start();
            until(replay::isAtEnd);
            assertTrue(exchange("help\n".getBytes(StandardCharsets.US_ASCII)).contains("history"));
            byte[] report = new byte[144];
            Arrays.fill(report, (byte) 0);
            report[0] = 1;
            assertEquals("", exchange(report), "closed without a word");
            assertEquals(3L << 20, replay.observation().devices().get(0).dramInUse());
        }
        assertFalse(Files.exists(directory.resolve("replay.sock")));
    }

    private static String exchange(byte[] request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve("replay.sock")));
            var unused = channel.write(ByteBuffer.wrap(request));
            ByteBuffer answer = ByteBuffer.allocate(1 << 16);
            try {
                while (channel.read(answer) >= 0) {
                    // Until it is closed.
                }
            } catch (IOException e) {
                // Closed with bytes unread.
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldJumpAndStandStill() throws Exception {
        try (Replay replay = open(file, 1000, null)) {
            replay.start();
            until(replay::isAtEnd);
            for (int step = 0; step < 20; step++) {
                replay.slower();
            }
            replay.jump(Duration.ofHours(-1));
            until(() -> !replay.isAtEnd());
            assertEquals("0.1x", replay.pace());
            assertEquals(List.of(), replay.observation().devices(), "the host was read later");
            replay.togglePause();
            assertEquals("paused", replay.pace());
            replay.jump(Duration.ofHours(1));
            until(() -> !replay.observation().devices().isEmpty());
            assertEquals(3L << 20, replay.observation().devices().get(0).dramInUse());
        }
    }

    @Test
    void shouldBeginAgainWhereItBegan() throws Exception {
        Replay whole = open(file, 1, null);
        Duration half = Duration.between(whole.recordingStart(), whole.recordingEnd()).dividedBy(2);
        whole.close();
        String from = "+" + half.toString().substring(2);
        ReplayOptions once = options(file, Double.POSITIVE_INFINITY, from);
        ReplayOptions loop =
                new ReplayOptions(
                        once.file(),
                        once.name(),
                        once.speed(),
                        once.from(),
                        once.to(),
                        once.zone(),
                        true,
                        once.socket(),
                        once.version());
        try (Replay replay = Replay.open(loop, Replay.Listeners.NONE, beans, done -> {})) {
            Instant begin = replay.recordingStart().plus(half);
            replay.start();
            Instant last = begin;
            int rounds = 0;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (rounds < 3 && System.nanoTime() < end) {
                Instant now = replay.time();
                assertFalse(now.isBefore(begin), () -> now + " is before " + begin);
                rounds += now.isBefore(last) ? 1 : 0;
                last = now;
            }
            assertEquals(3, rounds);
        }
    }

    @Test
    void shouldNotPlayWhatIsNoRecording() throws Exception {
        Path text = Files.writeString(directory.resolve("text.jfr"), "not a recording at all");
        IOException e = assertThrows(IOException.class, () -> open(text, 1, null));
        assertTrue(String.valueOf(e.getMessage()).contains("is no JFR recording"), e.getMessage());
        Path empty = Files.writeString(directory.resolve("empty.jfr"), "");
        e = assertThrows(IOException.class, () -> open(empty, 1, null));
        assertTrue(String.valueOf(e.getMessage()).contains("it is empty"), e.getMessage());
        Path none = directory.resolve("none.jfr");
        e = assertThrows(IOException.class, () -> open(none, 1, null));
        assertTrue(String.valueOf(e.getMessage()).contains("no such file"), e.getMessage());
        IllegalArgumentException outside =
                assertThrows(IllegalArgumentException.class, () -> open(file, 1, "+3d"));
        assertTrue(String.valueOf(outside.getMessage()).contains("is not in the recording"));
    }

    @Test
    void shouldPlayADirectoryWithoutRepeats() throws Exception {
        Path several = Files.createDirectory(directory.resolve("several"));
        Files.copy(file, several.resolve("a.jfr"));
        Files.copy(file, several.resolve("b.jfr"));
        Path text = Files.writeString(several.resolve("c.jfr"), "no recording");
        try (Replay replay = open(several, Double.POSITIVE_INFINITY, null)) {
            replay.start();
            until(replay::isAtEnd);
            assertEquals(1, replay.problems().size(), replay.problems()::toString);
            assertTrue(replay.problems().get(0).startsWith("Left out: " + text));
            SnapshotDocument known = SnapshotJson.read(String.valueOf(replay.answer("snapshot")));
            assertTrue(known.processes().stream().anyMatch(process -> process.pid() == 4242));
        }
    }

    /** A daemon drops what is too old while somebody plays what it keeps. */
    @Test
    void shouldPlayOnWhereAPartIsGone() throws Exception {
        Path parts = Files.createDirectory(directory.resolve("parts"));
        Path first = parts.resolve("a.jfr");
        Path second = parts.resolve("b.jfr");
        try (LiveHost host = new LiveHost("profile")) {
            host.recording.start();
            host.readHost(40);
            var unused = host.moment(directory);
            host.recording.stop();
            host.recording.dump(second);
        }
        Files.copy(file, first);
        try (Replay replay = open(parts, Double.POSITIVE_INFINITY, null)) {
            Files.delete(second);
            replay.start();
            until(replay::isAtEnd);
            assertFalse(replay.observation().devices().isEmpty());
            assertFalse(replay.problems().isEmpty());
            assertTrue(replay.problems().get(0).startsWith("b.jfr "), replay.problems()::toString);
        }
    }

    @Test
    void shouldPlayWhatIsLeftOfADamagedFile() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Path cut = directory.resolve("cut.jfr");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 1000));
        try (Replay replay = open(cut, Double.POSITIVE_INFINITY, null)) {
            replay.start();
            until(replay::isAtEnd);
            assertTrue(
                    replay.problems().get(0).startsWith("cut.jfr at byte "),
                    replay.problems()::toString);
            assertFalse(replay.observation().devices().isEmpty());
        }
        Random random = new Random(7);
        Path broken = directory.resolve("broken.jfr");
        for (int round = 0; round < 20; round++) {
            byte[] bytes = whole.clone();
            for (int damage = 0; damage < 200; damage++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(broken, bytes);
            try (Replay replay = open(broken, Double.POSITIVE_INFINITY, null)) {
                replay.start();
                assertNotNull(replay.answer("snapshot"));
            } catch (IOException e) {
                assertFalse(String.valueOf(e.getMessage()).isBlank());
            }
        }
    }
}
