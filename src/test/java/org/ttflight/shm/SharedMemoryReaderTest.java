package org.ttflight.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.host.CardType;
import org.ttflight.host.HostState;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedChip;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Verdict;

/** What stands in the files, and what is told of a file that cannot be read. */
class SharedMemoryReaderTest {
    private static final long NOW = 1_700_000_100_000L;
    private static final String ID = "141176416515936";

    private final FakeTenants host;

    SharedMemoryReaderTest(@TempDir Path root) throws IOException {
        this.host = new FakeTenants(root);
        host.device(0, CardType.P150A, "5EED00000000B001", "00000403319141BB");
        host.holders(0, 0, 4242).followed(4242, 5000, "python3");
    }

    private SharedMemory read(RegionFile.Opener opener) {
        return new SharedMemoryReader(host.roots(), host.procFs(), () -> NOW, opener)
                .read(host.state());
    }

    private SharedMemory read() {
        return read(RegionSource::open);
    }

    private SharedRegion only() {
        List<SharedRegion> regions = read().regions();
        assertEquals(1, regions.size());
        return regions.get(0);
    }

    private static SharedUsage usage(long dram, long l1, long l1Small, long trace, long cb) {
        return new SharedUsage(
                Map.of(
                        MemoryType.DRAM, dram,
                        MemoryType.L1, l1,
                        MemoryType.L1_SMALL, l1Small,
                        MemoryType.TRACE, trace,
                        MemoryType.CIRCULAR_BUFFER, cb));
    }

    private static SharedUsage withKernels(
            long dram, long l1, long l1Small, long trace, long cb, long kernels) {
        return new SharedUsage(
                Map.of(
                        MemoryType.DRAM, dram,
                        MemoryType.L1, l1,
                        MemoryType.L1_SMALL, l1Small,
                        MemoryType.TRACE, trace,
                        MemoryType.CIRCULAR_BUFFER, cb,
                        MemoryType.KERNEL, kernels));
    }

    private static RegionImage filled(RegionImage image) {
        return image.totals(11, 12, 13, 14, 15)
                .chip(3, 7, 1, 21, 22, 23, 24, 25)
                .slot(5, 4242, "python3", 31, 32, 33, 34, 35);
    }

    private static void assertFilled(int version, SharedRegion region) {
        assertEquals(ID, region.id());
        assertEquals(version, region.version());
        assertEquals(Verdict.LIVE, region.verdict());
        assertNull(region.detail());
        assertEquals(usage(11, 12, 13, 14, 15), region.claimed());
        assertEquals(1_700_000_000_123_456L, region.lastUpdateMicros());
        assertEquals(List.of(new SharedChip(7, true, usage(21, 22, 23, 24, 25))), region.chips());
        assertEquals(
                List.of(
                        new SharedSlot(
                                5,
                                4242,
                                4242,
                                5000,
                                Verdict.LIVE,
                                "python3",
                                usage(31, 32, 33, 34, 35),
                                1_700_000_000_123_461L)),
                region.slots());
        assertEquals(0, region.underflows());
    }

    @Test
    void shouldReadVersions2To4() throws IOException {
        filled(RegionImage.version2()).write(host.shm(), ID);
        assertFilled(2, only());
        filled(RegionImage.version3()).write(host.shm(), ID);
        assertFilled(3, only());
        filled(RegionImage.version4()).write(host.shm(), ID);
        assertFilled(4, only());
    }

    @Test
    void shouldReadAnInterimVersion1ByItsSize() throws IOException {
        filled(RegionImage.interimVersion1()).write(host.shm(), ID);
        assertFilled(1, only());
    }

    @Test
    void shouldReadVersion1WithItsKernels() throws IOException {
        RegionImage.version1()
                .totals(11, 12, 13, 14, 15, 16)
                .chip(15, 3, 0, 21, 22, 23, 24, 25, 26)
                .slot(63, 4242, "python3", 31, 32, 33, 34, 35, 36)
                .write(host.shm(), ID);
        SharedRegion region = only();
        assertEquals(1, region.version());
        assertEquals(withKernels(11, 12, 13, 14, 15, 16), region.claimed());
        assertEquals(
                List.of(new SharedChip(3, false, withKernels(21, 22, 23, 24, 25, 26))),
                region.chips());
        SharedSlot slot = region.slots().get(0);
        assertEquals(63, slot.slot());
        assertEquals("python3", slot.name());
        assertEquals(withKernels(31, 32, 33, 34, 35, 36), slot.usage());
        assertEquals(1_700_000_000_123_519L, slot.lastUpdateMicros());
    }

    @Test
    void shouldReadVersion1WithoutItsPadding() throws IOException {
        byte[] bytes = filled(RegionImage.version1()).bytes();
        Path file = host.shm().resolve("tt_device_" + ID + "_memory");
        Files.write(file, Arrays.copyOf(bytes, 9184));
        assertEquals(4242, only().slots().get(0).pid());
        Files.write(file, Arrays.copyOf(bytes, 9183));
        assertEquals("not ready: only 9183 bytes yet", only().detail());
    }

    @Test
    void shouldReadANewVersionInAFileThatWasVersion1() throws IOException {
        byte[] bytes = filled(RegionImage.version4()).bytes();
        Path file = host.shm().resolve("tt_device_" + ID + "_memory");
        Files.write(file, Arrays.copyOf(bytes, 9280));
        assertFilled(4, only());
    }

    @Test
    void shouldLookAtAllSlotsAndSkipTheUnused() throws IOException {
        RegionImage.version4()
                .slot(0, 0, "gone", 1, 1, 1, 1, 1)
                .slot(1, -1, "leaving", 1, 1, 1, 1, 1)
                .slot(2, 4242, "python3", 1, 1, 1, 1, 1)
                .slot(40, Integer.MIN_VALUE, "odd", 1, 1, 1, 1, 1)
                .slot(63, 4242, "python3", 2, 2, 2, 2, 2)
                .write(host.shm(), ID);
        List<SharedSlot> slots = only().slots();
        assertEquals(2, slots.size());
        assertEquals(2, slots.get(0).slot());
        assertEquals(63, slots.get(1).slot());
    }

    @Test
    void shouldTellAChip0FromAPlaceThatIsNotUsed() throws IOException {
        // Where unused places are marked, 0 is a chip, also with nothing on it.
        RegionImage.version3().chip(0, 0, 0, 0, 0, 0, 0, 0).write(host.shm(), ID);
        assertEquals(List.of(new SharedChip(0, false, usage(0, 0, 0, 0, 0))), only().chips());
        // Where they are not, it is a chip only with something on it.
        RegionImage.empty(2, 8576)
                .chip(0, 0, 0, 0, 0, 0, 0, 5)
                .chip(1, 0, 1, 0, 0, 0, 0, 0)
                .chip(2, 9, 0, 0, 0, 0, 0, 0)
                .write(host.shm(), ID);
        assertEquals(
                List.of(
                        new SharedChip(0, false, usage(0, 0, 0, 0, 5)),
                        new SharedChip(0, true, usage(0, 0, 0, 0, 0)),
                        new SharedChip(9, false, usage(0, 0, 0, 0, 0))),
                only().chips());
        RegionImage.version1().write(host.shm(), ID);
        assertEquals(List.of(), only().chips());
    }

    @Test
    void shouldCountUnderflowsAndClaimNothingForThem() throws IOException {
        RegionImage.version3()
                .totals(-1, 12, 13, 14, 15)
                .chip(0, 0, 0, 21, Long.MIN_VALUE, 23, 24, 25)
                .slot(0, 4242, "python3", 31, 32, 33, 34, -4096)
                .write(host.shm(), ID);
        SharedRegion region = only();
        assertEquals(3, region.underflows());
        assertEquals("3 counters are below zero, so unknown", region.detail());
        assertEquals(Verdict.LIVE, region.verdict());
        assertNull(region.claimed().used(MemoryType.DRAM));
        assertEquals(12, region.claimed().used(MemoryType.L1));
        assertNull(region.chips().get(0).usage().used(MemoryType.L1));
        assertNull(region.slots().get(0).usage().used(MemoryType.CIRCULAR_BUFFER));
        assertEquals(34, region.slots().get(0).usage().used(MemoryType.TRACE));
    }

    @ParameterizedTest
    @CsvSource({
        "0,",
        "-1,",
        "123456789012345,", // since boot
        "1577836799999999999,", // before 2020
        "1577836800000000000, 1577836800000000",
        "1700086500000000000, 1700086500000000", // in a day
        "1700086500001000000,",
        "9223372036854775807,",
    })
    void shouldNotBelieveATimeThatMakesNoSense(long nanos, Long micros) throws IOException {
        RegionImage.version3()
                .slot(0, 4242, "python3")
                .putLong(8, nanos)
                .putLong(856 + 48, nanos)
                .write(host.shm(), ID);
        SharedRegion region = only();
        assertEquals(micros, region.lastUpdateMicros());
        assertEquals(micros, region.slots().get(0).lastUpdateMicros());
    }

    @Test
    void shouldReadANameThatIsNoText() throws IOException {
        byte[] odd = {'a', 0x1b, '[', (byte) 0xff, '\n', 'b', 0, 'x'};
        RegionImage.version3()
                .slot(0, 4242, odd)
                .slot(1, 4242, "n".repeat(64)) // no zero at its end
                .slot(2, 4242, "")
                .write(host.shm(), ID);
        List<SharedSlot> slots = only().slots();
        assertEquals("a?[\ufffd?b", slots.get(0).name());
        assertEquals("n".repeat(64), slots.get(1).name());
        assertEquals("", slots.get(2).name());
    }

    @ParameterizedTest(name = "version {0}, state {2}: {4}")
    @CsvSource({
        "4, 8576,          0, 4, not ready: nothing is written in it yet",
        "4, 8576,          1, 4, not ready: it is being made",
        "4, 8576, 1380271192, 4, not ready: its state is 1380271192",
        "4, 8576,         -1, 4, not ready: its state is 4294967295",
        "0, 8576, 1380271193, 0, not ready: nothing is written in it yet",
        "5, 8576, 1380271193, 0, version 5 is not known",
        "-2, 8576,         0, 0, version 4294967294 is not known",
        "4, 8575,          0, 4, not ready: only 8575 bytes yet",
        "3, 4096,          0, 3, not ready: only 4096 bytes yet",
        "0, 4096,          0, 0, not ready: only 4096 bytes yet",
        "1, 8575,          0, 1, not ready: only 8575 bytes yet",
        "1, 8577,          0, 1, not ready: only 8577 bytes yet",
    })
    void shouldTellWhyAFileIsNotReady(int version, int size, int state, int told, String words)
            throws IOException {
        RegionImage image =
                RegionImage.empty(version, size).slot(0, 4242, "python3", 1, 1, 1, 1, 1);
        (size >= 8540 ? image.putInt(8536, state) : image).write(host.shm(), ID);
        SharedRegion region = only();
        assertEquals(Verdict.UNREADABLE, region.verdict());
        assertEquals(told, region.version());
        assertEquals(words, region.detail());
        assertEquals(SharedUsage.UNKNOWN, region.claimed());
        assertEquals(List.of(), region.slots());
        assertEquals(List.of(), region.chips());
        // Its name still tells whose it is, if it is one of that version.
        assertEquals(version == 1 ? null : 0, region.device());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3"})
    void shouldReadAFileThatHasHardlyBegun(int size) throws IOException {
        Files.write(host.shm().resolve("tt_device_" + ID + "_memory"), new byte[size]);
        assertEquals("not ready: only " + size + " bytes yet", only().detail());
        assertEquals(0, only().version());
    }

    @Test
    void shouldNotOpenWhatIsNoFile() throws IOException, InterruptedException {
        Files.createDirectory(host.shm().resolve("tt_device_10001_memory"));
        Path pipe = host.shm().resolve("tt_device_10002_memory");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertTrue(mkfifo.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, mkfifo.exitValue());
        filled(RegionImage.version4()).write(host.shm(), "9");
        Files.createSymbolicLink(
                host.shm().resolve("tt_device_10003_memory"),
                host.shm().resolve("tt_device_9_memory"));
        SharedMemory shared = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read());
        assertEquals("4 files, 3 unreadable", shared.state());
        List<SharedRegion> regions = shared.regions();
        assertEquals("9", regions.get(0).id());
        assertEquals("a directory, not a file", regions.get(1).detail());
        assertEquals("a pipe or a device, not a file", regions.get(2).detail());
        assertEquals("a symbolic link, which is not followed", regions.get(3).detail());
        for (SharedRegion region : regions.subList(1, 4)) {
            assertEquals(Verdict.UNREADABLE, region.verdict());
            assertFalse(region.isForbidden());
        }
    }

    @Test
    void shouldTellWhoMayReadAFile() throws IOException {
        filled(RegionImage.version4()).write(host.shm(), ID);
        String owner = Files.getOwner(host.shm()).getName();
        SharedMemory shared =
                read(
                        file -> {
                            throw new AccessDeniedException(file.toString());
                        });
        assertEquals("1 file, 1 unreadable", shared.state());
        SharedRegion region = shared.regions().get(0);
        assertEquals(Verdict.UNREADABLE, region.verdict());
        assertEquals(
                "only " + owner + " may read it: run as root or as that user", region.detail());
        assertTrue(region.isForbidden());
        assertEquals(0, region.device());
    }

    @Test
    void shouldTellWhatElseIsWrongWithAFile() throws IOException {
        filled(RegionImage.version4()).write(host.shm(), ID);
        assertEquals(
                "reading it failed: Stale file handle",
                read(file -> {
                            throw new FileSystemException(
                                    file.toString(), null, "Stale file handle");
                        })
                        .regions()
                        .get(0)
                        .detail());
        assertEquals(
                "reading it failed: Input/output error",
                read(file -> {
                            throw new IOException("Input/output error");
                        })
                        .regions()
                        .get(0)
                        .detail());
    }

    @Test
    void shouldForgetAFileThatVanishes() throws IOException {
        filled(RegionImage.version4()).write(host.shm(), ID);
        SharedMemory shared =
                read(
                        file -> {
                            throw new NoSuchFileException(file.toString());
                        });
        assertEquals("no files", shared.state());
        assertEquals(List.of(), shared.regions());
    }

    /** A file that somebody writes each time we read its first bytes, so many times. */
    private static RegionFile.Opener changing(byte[] bytes, int times) {
        return file ->
                new RegionSource() {
                    private int reads;

                    @Override
                    public int read(ByteBuffer into, long position) {
                        if (position == 0 && reads++ < times) {
                            ByteBuffer image =
                                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                            image.putLong(8, image.getLong(8) + 1000);
                        }
                        if (position >= bytes.length) {
                            return -1;
                        }
                        int length = Math.min(into.remaining(), bytes.length - (int) position);
                        length = Math.min(length, 1000); // in parts
                        into.put(bytes, (int) position, length);
                        return length;
                    }

                    @Override
                    public void close() {}
                };
    }

    @Test
    void shouldReadAgainWhatChangedWhileItWasRead() throws IOException {
        byte[] bytes = filled(RegionImage.version4()).bytes();
        Files.write(host.shm().resolve("tt_device_" + ID + "_memory"), bytes);
        SharedRegion region = read(changing(bytes, 7)).regions().get(0);
        assertNull(region.detail());
        // The fourth attempt: its second read sees the seventh change, as its first one did.
        assertEquals(1_700_000_000_123_456L + 7, region.lastUpdateMicros());
    }

    @Test
    void shouldTakeWhatNeverStopsChanging() throws IOException {
        byte[] bytes = filled(RegionImage.version4()).bytes();
        Files.write(host.shm().resolve("tt_device_" + ID + "_memory"), bytes);
        SharedRegion region = read(changing(bytes, Integer.MAX_VALUE)).regions().get(0);
        assertEquals(
                "it changed each time it was read, so its figures may not fit together",
                region.detail());
        assertEquals(Verdict.LIVE, region.verdict());
        assertEquals(usage(11, 12, 13, 14, 15), region.claimed());
    }

    @Test
    void shouldListOnlyFilesOfThisKindByNumber() throws IOException {
        for (String id : List.of("10", "9", "18446744073709551615", "99999999999999999999")) {
            RegionImage.version3().write(host.shm(), id);
        }
        for (String name :
                List.of(
                        "tt_device_memory",
                        "tt_device__memory",
                        "tt_device_1a_memory",
                        "tt_device_-1_memory",
                        "tt_device_1_util",
                        "xtt_device_1_memory",
                        "tt_device_1_memory2",
                        "sem.x")) {
            Files.writeString(host.shm().resolve(name), "x");
        }
        SharedMemory shared = read();
        assertEquals("4 files", shared.state());
        assertEquals(NOW, shared.epochMillis());
        assertEquals(
                List.of("9", "10", "18446744073709551615", "99999999999999999999"),
                shared.regions().stream().map(SharedRegion::id).toList());
        assertEquals(
                "the number in its name has more than 64 bits", shared.regions().get(3).mapping());
    }

    @Test
    void shouldReadOnlySoManyFiles() throws IOException {
        for (int i = 0; i < 260; i++) {
            Files.write(host.shm().resolve("tt_device_" + i + "_memory"), new byte[0]);
        }
        SharedMemory shared = read();
        assertEquals("260 files, only 256 of them read, 256 unreadable", shared.state());
        assertEquals(256, shared.regions().size());
        assertEquals("255", shared.regions().get(255).id());
    }

    @Test
    void shouldSayThatThereIsNothing() throws IOException {
        assertEquals(new SharedMemory(NOW, "no files", List.of()), read());
        Files.delete(host.shm());
        assertEquals(host.shm() + " is not there", read().state());
        Files.writeString(host.shm(), "");
        assertTrue(read().state().startsWith(host.shm() + ": "), () -> read().state());
    }

    @Test
    void shouldNeverWrite() throws IOException {
        filled(RegionImage.version4()).write(host.shm(), ID);
        Path file = host.shm().resolve("tt_device_" + ID + "_memory");
        byte[] before = Files.readAllBytes(file);
        FileTime modified = Files.getLastModifiedTime(file);
        only();
        assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
        assertEquals(modified, Files.getLastModifiedTime(file));
    }

    @Test
    void shouldReadWhereTheHostIsNotKnown() throws IOException {
        filled(RegionImage.version4()).write(host.shm(), ID);
        SharedRegion region =
                new SharedMemoryReader(host.roots(), host.procFs())
                        .read(HostState.NOT_READ)
                        .regions()
                        .get(0);
        assertNull(region.device());
        assertEquals("there are no devices", region.mapping());
        assertEquals(Verdict.LIVE, region.slots().get(0).verdict()); // same pid, same name
    }
}
