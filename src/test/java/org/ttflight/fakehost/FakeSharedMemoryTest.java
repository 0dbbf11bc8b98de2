package org.ttflight.fakehost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeSharedMemoryTest {
    private static final FakeUsage USAGE = new FakeUsage(10, 20, 30, 40, 50, 60);

    @TempDir Path directory;
    private FakeHost host;

    @BeforeEach
    void makeHost() throws IOException {
        host = FakeHost.create(directory);
    }

    private static ByteBuffer read(FakeSharedMemory memory) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(memory.file())).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Offsets as the layout table has them, not as the code computes them. */
    @ParameterizedTest(name = "version {0}")
    @CsvSource({
        "1, 9280, 936, 9056, 9112, 9120, rw-rw-rw-",
        "2, 8576, 808, 8416, 8464, 8472, rw-------",
        "3, 8576, 808, 8416, 8464, 8472, rw-------",
        "4, 8576, 808, 8416, 8464, 8472, rw-------",
    })
    void shouldFollowTheLayout(
            int version, int size, int chip15, int slot63, int time, int name, String mode)
            throws IOException {
        FakeSharedMemory memory = host.sharedMemory(0xF000000000000001L, version);
        memory.totals(USAGE).chip(15, 7, true, USAGE).slot(63, 4242, "a name", USAGE, 99);
        memory.lastUpdate(77).references(5).activeProcesses(6).ids(8, 9, 3).write();
        ByteBuffer bytes = read(memory);
        assertEquals(size, bytes.capacity());
        assertEquals(
                "tt_device_17293822569102704641_memory", memory.file().getFileName().toString());
        assertEquals(
                mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(memory.file())));
        assertEquals(version, bytes.getInt(0));
        assertEquals(6, bytes.getInt(4));
        assertEquals(77, bytes.getLong(8));
        assertEquals(5, bytes.getInt(16));
        assertEquals(8, bytes.getLong(24));
        assertEquals(9, bytes.getLong(32));
        assertEquals(3, bytes.getInt(40));
        assertEquals(50, bytes.getLong(80));
        assertEquals(7, bytes.getInt(chip15));
        assertEquals(1, bytes.getInt(chip15 + 4));
        assertEquals(10, bytes.getLong(chip15 + 8));
        assertEquals(4242, bytes.getInt(slot63));
        assertEquals(50, bytes.getLong(slot63 + 40));
        assertEquals(99, bytes.getLong(time));
        byte[] letters = new byte[7];
        bytes.get(name, letters);
        assertEquals("a name\0", new String(letters, StandardCharsets.UTF_8));
        if (version == 1) {
            assertEquals(60, bytes.getLong(88));
            assertEquals(60, bytes.getLong(chip15 + 48));
            assertEquals(60, bytes.getLong(slot63 + 48));
            assertEquals(0, bytes.getInt(96));
        } else {
            assertEquals(0xFFFFFFFF, bytes.getInt(88));
            assertEquals(version == 4 ? 0x52454459 : 0, bytes.getInt(8536));
        }
    }

    @Test
    void shouldSumTheSlotsThatAreInUse() throws IOException {
        FakeSharedMemory memory = host.sharedMemory(1, 3);
        memory.slot(0, 7, "a", USAGE, 1).slot(5, 8, "b", USAGE, 1).slot(9, -1, "c", USAGE, 1);
        memory.sum().write();
        assertEquals(new FakeUsage(20, 40, 60, 80, 100), memory.totals());
        assertEquals(2, read(memory).getInt(4));
        memory.clear(0).slot(5, new FakeUsage(-1, 0, 0, 0, 0), 2).sum().write();
        assertEquals(-1, read(memory).getLong(48));
        assertEquals(-1, read(memory).getLong(88 + 8));
    }

    @Test
    void shouldShowChangesOnlyWhenWritten() throws IOException {
        FakeSharedMemory memory = host.sharedMemory(1, 4).lastUpdate(5);
        assertEquals(0, read(memory).getLong(8));
        memory.write().truncate(100);
        assertEquals(100, read(memory).capacity());
        memory.state(FakeSharedMemory.IN_PROGRESS).write();
        assertEquals(1, read(memory).getInt(8536));
        FakeSharedMemory again = FakeSharedMemory.open(memory.file());
        again.slot(3, 7, "a", USAGE, 1).write();
        assertEquals(5, read(again).getLong(8));
        assertEquals(10, read(again).getLong(856 + 3 * 120 + 8));
        memory.delete();
        assertFalse(Files.exists(memory.file()));
    }

    @Test
    void shouldCutLongNames() throws IOException {
        FakeSharedMemory memory = host.sharedMemory(1, 4);
        memory.slot(0, 7, "x".repeat(100), USAGE, 1).write();
        assertEquals('x', read(memory).get(856 + 56 + 62));
        assertEquals(0, read(memory).get(856 + 56 + 63));
        assertEquals(0, read(memory).getInt(856 + 120));
    }

    @Test
    void shouldWriteReportsInBytes() throws IOException {
        FakeReport report =
                host.report("dev1_")
                        .banks(
                                new FakeReport.Banks(
                                        "DRAM",
                                        8,
                                        List.of(
                                                new FakeReport.Block(0, 100, true),
                                                new FakeReport.Block(100, 30, false),
                                                new FakeReport.Block(130, 20, true),
                                                new FakeReport.Block(150, 850, false))))
                        .banks(
                                new FakeReport.Banks(
                                        "L1", 110, List.of(new FakeReport.Block(0, 64, false))))
                        .write();
        assertEquals(
                """
                , Total Allocatable Size (B), Total Allocated (B), Total Free (KB), Largest Free Block (KB)
                ,1000,120,880,850
                ,64,0,64,64
                """,
                report.file("memory_usage_summary.csv").text());
        assertEquals(
                """
                This report indicates available space for interleaving L1 buffers
                , Largest Contiguous Free Block (B), Total Free L1 Space (B)
                ,64,7040
                """,
                report.file("l1_usage_summary.csv").text());
        assertEquals(
                """
                ,DRAM
                ,Total allocatable (B):,8000
                ,Total allocated (B):,960
                ,Total free (B):,7040
                FreeListOpt allocator info:
                segregated free blocks by size:
                  Size class 0: (1024 - inf) blocks: 2
                Free slots in block table:
                Block table:
                       Block      Address         Size       PrevID       NextID    Allocated
                           0            0          100         none            1          yes
                           1          100           30            0            2           no
                           2          130           20            1            3          yes
                           3          150          850            2         none           no

                ,L1
                ,Total allocatable (B):,7040
                ,Total allocated (B):,0
                ,Total free (B):,7040
                FreeListOpt allocator info:
                segregated free blocks by size:
                  Size class 0: (1024 - inf) blocks: 1
                Free slots in block table:
                Block table:
                       Block      Address         Size       PrevID       NextID    Allocated
                           0            0           64         none         none           no

                """,
                report.file("detailed_memory_usage.csv").text());
    }
}
