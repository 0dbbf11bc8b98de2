package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log in the form that scripts of others read. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KnownTextIT extends EndToEnd {
    private static final String[] SCRIPT = {
        "alloc 0 0 4096 1048576",
        "alloc 0 0 4096 1048576",
        "free 0 4096",
        "free 0 4096",
        "cb 0 8192 65536",
        "kernel 1 7 47104",
        "uncb 0 8192 65536",
        "unkernel 1 7 47104",
        "alloc 1 1 4096 3000",
        "kernel 1 6 57344"
    };

    @Test
    void shouldLogEveryAllocation() throws Exception {
        DaemonProcess daemon = daemon("--log-allocations");
        ClientProcess client = python(daemon, 144);
        for (String command : SCRIPT) {
            client.run(command);
        }
        long pid = client.pid();
        client.leave();
        String expected =
                """
                🚀 Allocation Server started
                   Listening on: SOCKET
                   Press Ctrl+C to stop
                ✓ [PID 42] Allocated 1048576 bytes of DRAM on device 0 (buffer_id=0x1000)
                ✓ [PID 42] Allocated 1048576 bytes of DRAM on device 0 (buffer_id=0x1000, ref_count=2)
                ✗ [PID 42] Freed buffer 0x1000 on device 0 (1048576 bytes, ref_count=1 remaining)
                ✗ [PID 42] Freed buffer 0x1000 on device 0 (1048576 bytes, FINAL)
                ✓ [CB_ALLOC] Device 0: +0.0625 MB (Total: 0.0625 MB)
                ✓ [KERNEL_LOAD] Fabric kernel on Device 1: +0.0449219 MB (Total: 0.0449219 MB)
                ✗ [CB_FREE] Device 0: -0.0625 MB (Total: 0 MB)
                ✗ [KERNEL_UNLOAD] Fabric kernel on Device 1: -0.0449219 MB (Total: 0 MB)
                ✓ [PID 42] Allocated 3000 bytes of L1 on device 1 (buffer_id=0x1000)
                ✓ [KERNEL_LOAD] Application kernel on Device 1: +0.0546875 MB (Total: 0.0546875 MB)
                ⚠️  Detected dead processes, cleaning up orphaned buffers...
                   PID 42 is dead, removing its buffers...
                   ✓ Removed 2 buffers (0.0575485 MB) from PID 42
                """
                        .replace("PID 42", "PID " + pid)
                        .replace("SOCKET", daemon.socket().toString());
        Await.passes(Await.LONG, () -> assertEquals(expected, daemon.out()));
    }

    @Test
    void shouldDumpOnRequest() throws Exception {
        DaemonProcess daemon = daemon();
        ClientProcess client = python(daemon, 144);
        client.run("alloc 0 0 4096 1048576");
        client.run("alloc 1 1 4096 3000");
        client.run("alloc 1 1 4096 3000");
        client.run("kernel 1 6 57344");
        long pid = client.pid();
        String greeting = daemon.out();
        ClientProcess dumper = python(daemon, 72); // as scripts do, in the shortest frames
        dumper.run("dump");
        dumper.leave();
        String remaining =
                """
                📋 Received DUMP_REMAINING request...
                BOX
                Total tracked allocations: 2

                Device 0:
                  DRAM: 1 buffers, 1 MB total
                    - Buffer 0x1000: 1024 KB (PID 42, ref_count=1)

                Device 1:
                  L1: 1 buffers, 0.00286102 MB total
                    - Buffer 0x1000: 2.92969 KB (PID 42, ref_count=2)

                Total remaining buffers: 2
                📋 DUMP_REMAINING complete.
                """
                        .replace("PID 42", "PID " + pid);
        Await.passes(Await.LONG, () -> assertEquals(greeting + remaining, withoutBoxes(daemon)));

        client.run("dumpkernels");
        String kernels =
                """
                BOX
                Total kernel allocations: 1

                📊 Device 1 - Total: 0.0546875 MB (1 kernels)
                │ Kernel ID: 0x6
                │   Size:      56 KB
                │   Owner PID: 42
                │   Age:       N seconds
                📋 DUMP_KERNELS complete.
                """
                        .replace("PID: 42", "PID: " + pid);
        String all = greeting + remaining + kernels;
        Await.passes(Await.LONG, () -> assertEquals(all, withoutBoxes(daemon)));
    }

    /** The titles' boxes and ages are left to the unit tests. */
    private static String withoutBoxes(DaemonProcess daemon) throws Exception {
        return daemon.out()
                .replaceAll("╔═+╗\n║[ A-Z]+║\n╚═+╝\n", "BOX\n")
                .replaceAll("Age:       \\d+ seconds", "Age:       N seconds");
    }
}
