package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

class ThinningTest {
    private static final String ALLOCATION = "tenstorrent.BufferAllocation";
    private static final String FREE = "tenstorrent.BufferFree";
    private static final ProcessIdentity PROCESS = new ProcessIdentity(42, 1, 0, 0, 0);

    @TempDir Path directory;
    private final JfrLedgerListener listener = new JfrLedgerListener();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "4096B, 4096",
        "4 kB, 4096",
        "4kB, 4096",
        "4k, 4096",
        "1 MB, 1048576",
        "2GiB, 2147483648",
        "' 1 TB ', 1099511627776",
    })
    void shouldReadSizes(String text, long bytes) {
        assertEquals(bytes, ByteSize.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5 MB", "4 pB", "kB", "9999999999999999999", "99999999 TB"})
    void shouldRefuseSizes(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"1MB|4 kB|2GB, 4096", "1MB, 1048576", "nonsense|1MB, 1048576", "nonsense, 0"})
    void shouldTakeTheSmallestSize(String values, String combined) {
        MinimumSize setting = new MinimumSize();
        assertEquals(combined, setting.combine(set(values)));
        setting.setValue(combined);
        assertEquals(combined, setting.getValue());
        setting.setValue("nonsense");
        assertEquals(combined, setting.getValue());
        assertTrue(setting.accepts(Long.parseLong(combined)));
        assertEquals("0".equals(combined), setting.accepts(0));
    }

    @ParameterizedTest
    @CsvSource({"100|10, 10", "100, 100", "0|5, 5", "nonsense, 1", "-3, 1"})
    void shouldTakeTheMost(String values, String combined) {
        OneIn setting = new OneIn();
        assertEquals(combined, setting.combine(set(values)));
        setting.setValue(combined);
        assertEquals(combined, setting.getValue());
    }

    /** As JDK 17 does it: the answer is lost, and a set seen before is not asked for again. */
    @Test
    void shouldKnowWhatWasCombined() {
        MinimumSize setting = new MinimumSize();
        setting.setValue(null);
        assertEquals("0", setting.getValue());
        assertEquals("2048", setting.combine(set("2kB|8kB")));
        setting.setValue(null);
        assertEquals("2048", setting.getValue());
        assertEquals("4096", setting.combine(set("4kB|8kB")));
        setting.setValue(null);
        assertEquals("4096", setting.getValue());
        setting.setValue(null);
        assertEquals("2048", setting.getValue());
        setting.setValue("1MB");
        assertEquals("1048576", setting.getValue());
    }

    private static Set<String> set(String values) {
        return new LinkedHashSet<>(Arrays.asList(values.split("\\|", -1)));
    }

    @Test
    void shouldKeepSizesAtAndAboveTheMinimum() throws IOException {
        try (Flight flight = Flight.of("profile", directory)) {
            thin(flight, "4 kB", "1");
            for (long size = 4090; size < 4100; size++) {
                allocateAndFree(size);
            }
            List<RecordedEvent> events = flight.stop();
            assertEquals(
                    List.of(4096L, 4097L, 4098L, 4099L),
                    Flight.only("BufferAllocation", events).stream()
                            .map(event -> event.getLong("size"))
                            .toList());
            assertEquals(4, Flight.only("BufferFree", events).size());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 500", "3, 333", "10, 100", "999, 1", "1000, 1", "1001, 0"})
    void shouldKeepExactlyOneInN(String oneIn, int expected) throws IOException {
        try (Flight flight = Flight.of("profile", directory)) {
            thin(flight, "0", oneIn);
            allocateAndFree(1000, 64);
            List<RecordedEvent> events = flight.stop();
            assertEquals(expected, Flight.only("BufferAllocation", events).size());
            assertEquals(expected, Flight.only("BufferFree", events).size());
        }
    }

    @Test
    void shouldCountOnlyWhatIsLargeEnough() throws IOException {
        try (Flight flight = Flight.of("profile", directory)) {
            thin(flight, "1kB", "10");
            for (int at = 0; at < 100; at++) {
                allocateAndFree(100, 64);
                allocateAndFree(1, 2048);
            }
            List<RecordedEvent> kept = flight.stop("BufferAllocation");
            assertEquals(10, kept.size());
            assertTrue(kept.stream().allMatch(event -> event.getLong("size") == 2048));
        }
    }

    /** Two recordings with own wishes: both get what the more curious one wants. */
    @Test
    void shouldGiveTheLeastRestrictive() throws IOException {
        try (Flight flight = Flight.of("profile", directory);
                Recording strict = new Recording(BlackBox.configuration("profile"))) {
            strict.enable(ALLOCATION).with("minimumSize", "1 GB").with("oneIn", "1000");
            strict.start();
            thin(flight, "0", "1");
            allocateAndFree(500, 64);
            assertEquals(500, flight.stop("BufferAllocation").size());
        }
    }

    /** The black box has the events off; what it says of thinning must not count. */
    @Test
    void shouldThinBesideTheBlackBox() throws IOException {
        try (BlackBox blackBox = BlackBox.start(BlackBoxOptions.DEFAULT);
                Flight flight = Flight.of("profile", directory)) {
            assertTrue(blackBox.isRecording());
            thin(flight, "1 kB", "1");
            allocateAndFree(10, 64);
            allocateAndFree(10, 2048);
            assertEquals(10, flight.stop("BufferAllocation").size());
        }
    }

    @Test
    void shouldEmitNothingWhenOff() throws IOException {
        try (Flight flight = Flight.of("continuous", directory).start()) {
            allocateAndFree(100, 64);
            listener.circularBufferAllocated(PROCESS, 0, 1, 64, 64);
            listener.circularBufferFreed(PROCESS, 0, 1, 64, 5, 0);
            List<RecordedEvent> events = flight.stop();
            assertEquals(List.of(), events);
        }
    }

    /** Nobody gets the flood without asking: not with the JDK's settings, nor with none. */
    @Test
    void shouldBeOffUnlessAskedFor() throws IOException {
        try (Recording recording = new Recording()) {
            recording.start();
            allocateAndFree(100, 64);
            recording.stop();
            Path file = directory.resolve("bare.jfr");
            recording.dump(file);
            assertEquals(List.of(), Flight.only("BufferAllocation", Flight.read(file)));
        }
    }

    private void thin(Flight flight, String minimumSize, String oneIn) {
        for (String event : List.of(ALLOCATION, FREE)) {
            flight.recording.enable(event).with("minimumSize", minimumSize).with("oneIn", oneIn);
        }
        flight.start();
    }

    private void allocateAndFree(int times, long size) {
        for (int at = 0; at < times; at++) {
            allocateAndFree(size);
        }
    }

    private void allocateAndFree(long size) {
        listener.bufferAllocated(PROCESS, 1, MemoryType.L1, 0x1000, size, 1);
        listener.bufferFreed(PROCESS, 1, MemoryType.L1, 0x1000, size, 0, 7);
    }
}
