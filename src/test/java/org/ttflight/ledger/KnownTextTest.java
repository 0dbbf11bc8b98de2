package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines as scripts know them; whoever changes one breaks a script. */
class KnownTextTest {
    private static final long SECOND = 1_000_000;

    private final Ledger ledger = new Ledger(8, LedgerListener.NONE);

    private LedgerProcess process(int pid) {
        return ledger.attach(new ProcessIdentity(pid, pid, 0, 0, 0));
    }

    private static void assertText(String expected, String actual) {
        assertEquals(expected.stripTrailing(), actual);
    }

    @Test
    void shouldTellAllocations() {
        assertEquals(
                "✓ [PID 123] Allocated 1048576 bytes of L1 on device 0 (buffer_id=0x1)",
                KnownText.allocated(123, 1048576, MemoryType.L1, 0, 1, 1));
        assertEquals(
                "✓ [PID 123] Allocated 1048576 bytes of L1 on device 0"
                        + " (buffer_id=0x1, ref_count=2)",
                KnownText.allocated(123, 1048576, MemoryType.L1, 0, 1, 2));
        assertEquals(
                "✓ [PID 7] Allocated 1 bytes of SYSTEM_MEMORY on device 255"
                        + " (buffer_id=0xffffffffffffffff)",
                KnownText.allocated(7, 1, MemoryType.SYSTEM_MEMORY, 255, -1, 1));
    }

    @Test
    void shouldTellReleases() {
        assertEquals(
                "✗ [PID 123] Freed buffer 0x1 on device 0 (1048576 bytes, ref_count=1 remaining)",
                KnownText.freed(123, 1, 0, 1048576, 1));
        assertEquals(
                "✗ [PID 123] Freed buffer 0x1 on device 0 (1048576 bytes, FINAL)",
                KnownText.freed(123, 1, 0, 1048576, 0));
        assertEquals(
                "⚠ [PID 123] Deallocation for unknown buffer 0x9 on device 0"
                        + " (allocated before tracking started)",
                KnownText.unknownFree(123, 9, 0));
    }

    @Test
    void shouldTellCircularBuffersAndKernels() {
        assertEquals(
                "✓ [CB_ALLOC] Device 0: +0.25 MB (Total: 0.25 MB)",
                KnownText.circularBuffer(true, 0, 262_144, 262_144));
        assertEquals(
                "✗ [CB_FREE] Device 0: -0.25 MB (Total: 0 MB)",
                KnownText.circularBuffer(false, 0, 262_144, 0));
        assertEquals(
                "✓ [KERNEL_LOAD] Fabric kernel on Device 0: +0.0546875 MB (Total: 0.0546875 MB)",
                KnownText.kernel(true, KernelType.FABRIC, 0, 57_344, 57_344));
        assertEquals(
                "✗ [KERNEL_UNLOAD] Application kernel on Device 0: -0.0546875 MB (Total: 0 MB)",
                KnownText.kernel(false, KernelType.APPLICATION, 0, 57_344, 0));
    }

    @Test
    void shouldTellOrphans() {
        assertEquals(
                """
                ⚠️  Detected dead processes, cleaning up orphaned buffers...
                   PID 123 is dead, removing its buffers...
                   ✓ Removed 5 buffers (12.5 MB) from PID 123""",
                KnownText.removed(123, 5, 13_107_200));
    }

    @ParameterizedTest(name = "{0} bytes are {1} MB")
    @CsvSource({
        "0, 0",
        "1, 9.53674e-07",
        "105, 0.000100136", // the smallest that is not written with an exponent
        "104, 9.91821e-05",
        "57344, 0.0546875",
        "262144, 0.25",
        "1048575, 0.999999",
        "1048576, 1",
        "2097152, 2",
        "13107200, 12.5",
        "129457193, 123.46",
        "107374182400, 102400",
        "104857600000, 100000",
        "104858124288, 100000", // 100000.5: a tie goes to the even
        "104859172864, 100002", // 100001.5
        "1048575475712, 1e+06", // 999999.5
        "1048576000000, 1e+06",
        "1294570776985, 1.2346e+06",
        "9223372036854775807, 8.79609e+12",
    })
    void shouldPrintMegabytesAsAStreamDoes(long bytes, String expected) {
        assertEquals(expected, KnownText.megabytes(bytes));
    }

    @Test
    void shouldTellStatistics() {
        LedgerProcess process = process(123);
        for (int id = 1; id <= 2; id++) {
            ledger.allocate(process, 0, MemoryType.DRAM, id, 13_107_200);
            ledger.allocate(process, 0, MemoryType.L1, id + 10, 2_097_152);
        }
        ledger.publish();
        assertText(
                """

                📊 Current Statistics:
                  Device 0:
                    Buffers: 4
                    DRAM: 26214400 bytes (25600 KB)
                    L1: 4194304 bytes (4096 KB)
                    Total: 30408704 bytes
                  Active allocations: 4
                """,
                KnownText.statistics(ledger.snapshot()));
    }

    @Test
    void shouldTellEmptyStatistics() {
        assertText(
                """

                📊 Current Statistics:
                  Active allocations: 0
                """,
                KnownText.statistics(ledger.snapshot()));
    }

    @Test
    void shouldDumpWhatRemains() {
        ledger.allocate(process(123), 0, MemoryType.L1, 1, 1_048_576);
        ledger.allocate(process(123), 0, MemoryType.L1, 2, 1_048_576);
        ledger.allocate(process(45), 3, MemoryType.DRAM, 0xabc, 1536);
        ledger.allocate(process(45), 3, MemoryType.DRAM, 0xabc, 1536);
        ledger.allocateCircularBuffer(process(45), 3, 1, 100); // not a buffer
        assertText(
                """
                📋 Received DUMP_REMAINING request...
                ╔══════════════════════════════════════════════════════════════╗
                ║           REMAINING ALLOCATED BUFFERS                        ║
                ╚══════════════════════════════════════════════════════════════╝
                Total tracked allocations: 3

                Device 0:
                  L1: 2 buffers, 2 MB total
                    - Buffer 0x1: 1024 KB (PID 123, ref_count=1)
                    - Buffer 0x2: 1024 KB (PID 123, ref_count=1)

                Device 3:
                  DRAM: 1 buffers, 0.00146484 MB total
                    - Buffer 0xabc: 1.5 KB (PID 45, ref_count=2)

                Total remaining buffers: 3
                📋 DUMP_REMAINING complete.
                """,
                KnownText.remaining(ledger, 8));
    }

    @Test
    void shouldDumpThatNothingRemains() {
        assertText(
                """
                📋 Received DUMP_REMAINING request...
                ╔══════════════════════════════════════════════════════════════╗
                ║           REMAINING ALLOCATED BUFFERS                        ║
                ╚══════════════════════════════════════════════════════════════╝
                Total tracked allocations: 0

                Total remaining buffers: 0
                ✓ No buffers remaining - perfect cleanup!
                """,
                KnownText.remaining(ledger, 8));
    }

    @Test
    void shouldListUpToTenBuffersOfAType() {
        for (int id = 1; id <= 10; id++) {
            ledger.allocate(process(1), 0, MemoryType.DRAM, id, 1024);
            ledger.allocate(process(2), 1, MemoryType.DRAM, id, 1024);
        }
        ledger.allocate(process(1), 1, MemoryType.DRAM, 11, 1024); // eleven, of two processes
        String text = KnownText.remaining(ledger, 8);
        assertTrue(text.contains("  DRAM: 10 buffers, 0.00976562 MB total\n    - Buffer"), text);
        assertTrue(text.contains("  DRAM: 11 buffers, 0.0107422 MB total\n\nTotal"), text);
        assertEquals(10, text.lines().filter(line -> line.contains("- Buffer")).count());
    }

    @Test
    void shouldDumpKernels() {
        ledger.advance(100 * SECOND);
        ledger.loadKernel(process(123), 0, KernelType.FABRIC, 0x1f, 57_344);
        ledger.advance(103 * SECOND);
        ledger.loadKernel(process(45), 0, KernelType.DISPATCH, 2, 47_104);
        ledger.loadKernel(process(45), 2, KernelType.APPLICATION, 2, 1024);
        assertText(
                """
                ╔══════════════════════════════════════════════════════════════╗
                ║           DETAILED KERNEL ALLOCATIONS                        ║
                ╚══════════════════════════════════════════════════════════════╝
                Total kernel allocations: 3

                📊 Device 0 - Total: 0.0996094 MB (2 kernels)
                │ Kernel ID: 0x1f
                │   Size:      56 KB
                │   Owner PID: 123
                │   Age:       5 seconds
                │ Kernel ID: 0x2
                │   Size:      46 KB
                │   Owner PID: 45
                │   Age:       2 seconds

                📊 Device 2 - Total: 0.000976562 MB (1 kernels)
                │ Kernel ID: 0x2
                │   Size:      1 KB
                │   Owner PID: 45
                │   Age:       2 seconds
                📋 DUMP_KERNELS complete.
                """,
                KnownText.kernels(ledger, 105 * SECOND + SECOND / 2));
        assertFalse(KnownText.remaining(ledger, 8).contains("Device"));
    }
}
