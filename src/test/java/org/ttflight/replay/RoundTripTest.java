package org.ttflight.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/** What was recorded is played again, and compared with what was live. */
class RoundTripTest {
    private static final ProcessIdentity TRAINING = new ProcessIdentity(4242, 7, 1000, 100, 0);
    private static final ProcessIdentity CLAIMED = new ProcessIdentity(99, -1, -1, -1, 5);

    private final List<LiveHost.Moment> moments = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<Chunks> open = new ArrayList<>();
    private List<BufferInfo> lastBuffers = List.of();

    @AfterEach
    void close() throws IOException {
        for (Chunks chunks : open) {
            chunks.close();
        }
    }

    /** Writes down what is told. */
    private final LedgerListener ledgerListener =
            new LedgerListener() {
                @Override
                public void processAttached(ProcessIdentity process) {
                    heard.add("attached " + process.pid() + " " + process.verified());
                }

                @Override
                public void processExited(ProcessUsage last, ExitReason reason) {
                    heard.add(
                            "exited "
                                    + last.identity().pid()
                                    + " "
                                    + reason
                                    + " "
                                    + last.total().deviceBytes()
                                    + " in "
                                    + last.total().buffers());
                }

                @Override
                public void thresholdReached(
                        int device, MemoryType type, long used, long threshold) {
                    heard.add("threshold " + device + " " + type + " " + used + "/" + threshold);
                }
            };

    private final HostListener hostListener =
            new HostListener() {
                @Override
                public void deviceFound(HostDevice device) {
                    heard.add("found " + device.cardType());
                }

                @Override
                public void heartbeatStalled(HostDevice device, long value, long ageMillis) {
                    heard.add("stalled " + device.cardType() + " " + value + " " + ageMillis);
                }

                @Override
                public void deviceLost(HostDevice device, String reason) {
                    heard.add("lost " + device.ordinal() + " " + reason);
                }
            };

    private Path record(String settings, Path directory) throws IOException, ParseException {
        Path file = directory.resolve("flight.jfr");
        try (LiveHost host = new LiveHost(settings)) {
            host.recording.start();
            host.events.deviceFound(LiveHost.DEVICE);
            host.readHost(47.5);
            moments.add(host.moment(directory));

            host.ledger.setThreshold(0, MemoryType.DRAM, 1 << 20);
            LedgerProcess training = host.ledger.attach(TRAINING);
            host.ledger.allocate(training, 0, MemoryType.DRAM, 0xffff_ffff_0000_1000L, 3 << 20);
            host.ledger.allocate(training, 0, MemoryType.L1, 0x2000, 4096);
            host.ledger.allocate(training, 0, MemoryType.L1, 0x2000, 4096);
            host.ledger.allocate(training, 2, MemoryType.TRACE, 0x2000, 64);
            host.ledger.allocateCircularBuffer(training, 0, 0x3000, 8192);
            host.ledger.loadKernel(training, 0, KernelType.DISPATCH, 77, 512);
            host.share(5 << 20);
            moments.add(host.moment(directory));

            host.tick();
            LedgerProcess claimed = host.ledger.attach(CLAIMED);
            host.ledger.allocate(claimed, 0, MemoryType.SYSTEM_MEMORY, 1, 100);
            host.ledger.free(training, 0, 0x2000);
            host.ledger.free(training, 0, 0xffff_ffff_0000_1000L);
            host.events.heartbeatStalled(LiveHost.DEVICE, 77, 5000);
            host.readHost(99);
            host.share(6 << 20);
            moments.add(host.moment(directory));
            lastBuffers = host.ledger.list(all());

            host.ledger.release(training, ExitReason.DEAD);
            host.events.deviceLost(LiveHost.DEVICE, "its files vanished");
            moments.add(host.moment(directory));
            host.recording.stop();
            host.recording.dump(file);
        }
        return file;
    }

    private static BufferQuery all() {
        return new BufferQuery(null, null, null, BufferQuery.Order.LARGEST, 100);
    }

    private Playhead play(Path file) throws IOException {
        Happenings happenings = new Happenings(List.of(ledgerListener), List.of(hostListener));
        Chunks chunks = Chunks.of(file);
        open.add(chunks);
        Playhead playhead =
                new Playhead(chunks, () -> new Recollection("flight.jfr", happenings), read -> {});
        assertTrue(playhead.moveToFirstSnapshot());
        return playhead;
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous", "profile"})
    void shouldShowWhatWasLive(String settings, @TempDir Path directory) throws Exception {
        Playhead playhead = play(record(settings, directory));
        for (LiveHost.Moment moment : moments) {
            playhead.advanceTo(moment.time());
            compare(moment.observation(), playhead.observation());
        }
        assertEquals(
                List.of(
                        "found n150",
                        "threshold 0 DRAM 3145728/1048576",
                        "attached 4242 true",
                        "attached 99 false",
                        "stalled n150 77 5000",
                        "exited 4242 DEAD 12864 in 4",
                        "lost 0 its files vanished"),
                inOrder());
        assertEquals(15, playhead.recollection().counters().openConnections());
        assertEquals(13, playhead.recollection().counters().rejected());
        assertTrue(
                playhead.history()
                                .read(end(), java.time.Duration.ofMinutes(1), 60, 0)
                                .devices()
                                .size()
                        > 0);
    }

    /** The attachment is told of after what it brought, as the ledger does. */
    private List<String> inOrder() {
        List<String> sorted = new ArrayList<>(heard);
        int attached = sorted.indexOf("attached 4242 true");
        int threshold = sorted.indexOf("threshold 0 DRAM 3145728/1048576");
        assertTrue(attached >= 0 && threshold > attached, heard::toString);
        sorted.remove(threshold);
        sorted.add(attached, "threshold 0 DRAM 3145728/1048576");
        return sorted;
    }

    private Instant end() {
        return moments.get(moments.size() - 1).time();
    }

    private static void compare(Observation live, Observation played) {
        LedgerSnapshot ledger = live.ledger();
        LedgerSnapshot recorded = played.ledger();
        assertNotNull(ledger);
        assertNotNull(recorded);
        assertEquals(ledger.allocations(), recorded.allocations());
        assertEquals(ledger.orphans(), recorded.orphans());
        assertEquals(ledger.liveBuffers(), recorded.liveBuffers());
        assertEquals(live.devices().size(), played.devices().size());
        for (ObservedDevice device : live.devices()) {
            ObservedDevice again = played.device(device.ordinal());
            assertNotNull(again);
            compare(device, again);
        }
        assertEquals(
                live.processes().stream().map(ObservedProcess::pid).toList(),
                played.processes().stream().map(ObservedProcess::pid).toList());
        for (int at = 0; at < live.processes().size(); at++) {
            compare(live.processes().get(at), played.processes().get(at));
        }
    }

    private static void compare(ObservedDevice live, ObservedDevice played) {
        assertEquals(live.memory(), played.memory());
        assertEquals(live.unexplainedL1(), played.unexplainedL1());
        assertEquals(live.unexplainedL1Basis(), played.unexplainedL1Basis());
        if (live.sample() == null || played.sample() == null) {
            return; // lost: the event is later than the last reading
        }
        assertEquals(live.device().asicId(), played.device().asicId());
        assertEquals(live.device().cardType(), played.device().cardType());
        assertEquals(live.health(), played.health());
        assertEquals(live.untracked(), played.untracked());
        assertEquals(live.sample().status(), played.sample().status());
        compare(live.sample().telemetry(), played.sample().telemetry());
    }

    private static void compare(@Nullable Telemetry live, @Nullable Telemetry played) {
        if (live == null || played == null) {
            assertEquals(live, played);
            return;
        }
        for (Sensor sensor : Sensor.values()) {
            assertEquals(live.value(sensor), played.value(sensor), sensor.label());
            assertEquals(live.reading(sensor).quality(), played.reading(sensor).quality());
        }
        assertEquals(live.energy(), played.energy());
        assertEquals(live.traffic(), played.traffic());
        assertEquals(live.heartbeatAgeMillis(), played.heartbeatAgeMillis());
        assertEquals(live.heartbeatStalled(), played.heartbeatStalled());
    }

    private static void compare(ObservedProcess live, ObservedProcess played) {
        assertEquals(live.tracking(), played.tracking());
        assertEquals(live.description(), played.description());
        assertEquals(live.identity().verified(), played.identity().verified());
        assertEquals(live.reported() == null, played.reported() == null);
        assertEquals(
                live.host() == null ? null : live.host().cpuRatio(),
                played.host() == null ? null : played.host().cpuRatio());
        assertEquals(live.devices().size(), played.devices().size());
        for (int at = 0; at < live.devices().size(); at++) {
            ObservedHolding held = live.devices().get(at);
            ObservedHolding again = played.devices().get(at);
            assertEquals(held.source(), again.source());
            for (MemoryType type : MemoryType.values()) {
                assertEquals(held.used(type), again.used(type), type.label());
                assertEquals(held.peak(type), again.peak(type), type.label());
            }
            if (held.reported() != null && again.reported() != null) {
                assertEquals(held.reported().buffers(), again.reported().buffers());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "profile")
    void shouldListSingleBuffers(String settings, @TempDir Path directory) throws Exception {
        Playhead playhead = play(record(settings, directory));
        playhead.advanceTo(moments.get(2).time());
        List<BufferInfo> listed = playhead.recollection().list(all());
        assertEquals(
                lastBuffers.stream().map(RoundTripTest::words).sorted().toList(),
                listed.stream().map(RoundTripTest::words).sorted().toList());
        assertEquals(5, listed.size());
        playhead.advanceTo(moments.get(3).time());
        assertEquals(1, playhead.recollection().list(all()).size(), "what an ended process held");
    }

    private static String words(BufferInfo buffer) {
        return buffer.process().pid()
                + " "
                + buffer.device()
                + " "
                + buffer.type()
                + " "
                + Long.toHexString(buffer.id())
                + " "
                + buffer.size()
                + " "
                + buffer.references();
    }

    @ParameterizedTest
    @ValueSource(strings = "continuous")
    void shouldSayWhyThereAreNoBuffers(String settings, @TempDir Path directory) throws Exception {
        Playhead playhead = play(record(settings, directory));
        playhead.advanceTo(end());
        if (playhead.recollection().observation(List.of()).reports().problems().isEmpty()) {
            IllegalStateException e =
                    assertThrows(
                            IllegalStateException.class, () -> playhead.recollection().list(all()));
            assertTrue(String.valueOf(e.getMessage()).contains("profile"), e.getMessage());
        }
        assertNull(playhead.observation().processes().get(0).description().commandLine());
    }

    @ParameterizedTest
    @ValueSource(strings = "profile")
    void shouldGoBack(String settings, @TempDir Path directory) throws Exception {
        Playhead playhead = play(record(settings, directory));
        playhead.advanceTo(end());
        playhead.restart();
        assertTrue(playhead.moveToFirstSnapshot());
        playhead.advanceTo(moments.get(1).time());
        compare(moments.get(1).observation(), playhead.observation());
    }
}
