package org.ttflight.ledger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The texts of the original allocation server, line by line: scripts that look for leaks parse
 * them. Pure functions; a number of megabytes is printed as a C++ stream prints it, with six
 * significant digits.
 */
public final class KnownText {
    /** A type with more live buffers than this is only summed up. */
    private static final int SINGLE_LINES = 10;

    private static final int TITLE_WIDTH = 62;
    private static final long KILOBYTE = 1024;
    private static final double MEGABYTE = 1024.0 * 1024.0;
    private static final MathContext STREAM_PRECISION = new MathContext(6, RoundingMode.HALF_EVEN);

    /** The ledger keeps buffers in no order. */
    private static final Comparator<BufferInfo> BY_ADDRESS =
            Comparator.comparing(BufferInfo::id, Long::compareUnsigned)
                    .thenComparing(buffer -> buffer.process().pid());

    private KnownText() {}

    /** Returns the line of a new buffer, or of one more reference to it. */
    public static String allocated(
            int pid, long size, MemoryType type, int device, long id, long references) {
        String counted = references > 1 ? ", ref_count=" + references : "";
        return "✓ [PID %d] Allocated %d bytes of %s on device %d (buffer_id=0x%x%s)"
                .formatted(pid, size, type.label(), device, id, counted);
    }

    /** Returns the line of a buffer that was released. */
    public static String freed(int pid, long id, int device, long size, long references) {
        String left = references > 0 ? "ref_count=" + references + " remaining" : "FINAL";
        return "✗ [PID %d] Freed buffer 0x%x on device %d (%d bytes, %s)"
                .formatted(pid, id, device, size, left);
    }

    /** Returns the line of a release of what was never reported. */
    public static String unknownFree(int pid, long id, int device) {
        return ("⚠ [PID %d] Deallocation for unknown buffer 0x%x on device %d"
                        + " (allocated before tracking started)")
                .formatted(pid, id, device);
    }

    /** Returns the line of a circular buffer. */
    public static String circularBuffer(boolean isAllocation, int device, long size, long total) {
        return "%s Device %d: %s%s MB (Total: %s MB)"
                .formatted(
                        isAllocation ? "✓ [CB_ALLOC]" : "✗ [CB_FREE]",
                        device,
                        isAllocation ? "+" : "-",
                        megabytes(size),
                        megabytes(total));
    }

    /** Returns the line of a kernel. */
    public static String kernel(
            boolean isLoad, KernelType type, int device, long size, long total) {
        return "%s %s kernel on Device %d: %s%s MB (Total: %s MB)"
                .formatted(
                        isLoad ? "✓ [KERNEL_LOAD]" : "✗ [KERNEL_UNLOAD]",
                        type.label(),
                        device,
                        isLoad ? "+" : "-",
                        megabytes(size),
                        megabytes(total));
    }

    /** Returns the lines of a process that is gone and still held something. */
    public static String removed(int pid, long buffers, long bytes) {
        return """
               ⚠️  Detected dead processes, cleaning up orphaned buffers...
                  PID %d is dead, removing its buffers...
                  ✓ Removed %d buffers (%s MB) from PID %d"""
                .formatted(pid, buffers, megabytes(bytes), pid);
    }

    /** Returns the lines that are logged every ten seconds. */
    public static String statistics(LedgerSnapshot snapshot) {
        StringBuilder text = new StringBuilder("\n📊 Current Statistics:\n");
        for (DeviceUsage device : snapshot.devices()) {
            Usage usage = device.usage();
            if (usage.buffers() == 0) {
                continue;
            }
            text.append("  Device ").append(device.device()).append(":\n");
            text.append("    Buffers: ").append(usage.buffers()).append('\n');
            for (MemoryType type : MemoryType.values()) {
                if (usage.used(type) > 0) {
                    bytesLine(text, type.label(), usage.used(type)).append(" KB)\n");
                }
            }
            text.append("    Total: ").append(usage.deviceBytes()).append(" bytes\n");
        }
        return text.append("  Active allocations: ").append(snapshot.liveBuffers()).toString();
    }

    private static StringBuilder bytesLine(StringBuilder text, String label, long bytes) {
        return text.append("    ")
                .append(label)
                .append(": ")
                .append(bytes)
                .append(" bytes (")
                .append(bytes / KILOBYTE);
    }

    /** The answer to DUMP_REMAINING. Reads the ledger: on the writer's thread only. */
    public static String remaining(Ledger ledger, int deviceLimit) {
        StringBuilder text = new StringBuilder("📋 Received DUMP_REMAINING request...\n");
        title(text, "REMAINING ALLOCATED BUFFERS");
        long total = 0;
        StringBuilder devices = new StringBuilder();
        List<BufferInfo> few = ledger.listFew(SINGLE_LINES).stream().sorted(BY_ADDRESS).toList();
        for (int device = 0; device < deviceLimit; device++) {
            total += remainingOn(devices, ledger, device, few);
        }
        text.append("Total tracked allocations: ").append(total).append('\n').append(devices);
        text.append("\nTotal remaining buffers: ").append(total).append('\n');
        return text.append(
                        total == 0
                                ? "✓ No buffers remaining - perfect cleanup!"
                                : "📋 DUMP_REMAINING complete.")
                .toString();
    }

    private static long remainingOn(
            StringBuilder text, Ledger ledger, int device, List<BufferInfo> few) {
        Usage usage = ledger.usage(device);
        long buffers = 0;
        for (MemoryType type : MemoryType.values()) {
            long count = usage.buffers(type);
            if (count == 0 || isOutsideBuffers(type)) {
                continue;
            }
            if (buffers == 0) {
                text.append("\nDevice ").append(device).append(":\n");
            }
            buffers += count;
            text.append(
                    "  %s: %d buffers, %s MB total\n"
                            .formatted(type.label(), count, megabytes(usage.used(type))));
            for (BufferInfo buffer : few) {
                if (buffer.device() == device && buffer.type() == type) {
                    text.append(
                            "    - Buffer 0x%x: %s KB (PID %d, ref_count=%d)\n"
                                    .formatted(
                                            buffer.id(),
                                            kilobytes(buffer.size()),
                                            buffer.process().pid(),
                                            buffer.references()));
                }
            }
        }
        return buffers;
    }

    /** The original dump lists buffers only; kernels have their own, circular buffers none. */
    private static boolean isOutsideBuffers(MemoryType type) {
        return type == MemoryType.CIRCULAR_BUFFER || type == MemoryType.KERNEL;
    }

    /** The answer to DUMP_KERNELS. Reads the ledger: on the writer's thread only. */
    public static String kernels(Ledger ledger, long nowMicros) {
        BufferQuery all =
                new BufferQuery(
                        null, null, MemoryType.KERNEL, BufferQuery.Order.OLDEST, Integer.MAX_VALUE);
        Map<Integer, List<BufferInfo>> byDevice =
                ledger.list(all).stream()
                        .collect(
                                Collectors.groupingBy(
                                        BufferInfo::device, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        title(text, "DETAILED KERNEL ALLOCATIONS");
        int total = byDevice.values().stream().mapToInt(List::size).sum();
        text.append("Total kernel allocations: ").append(total).append('\n');
        byDevice.forEach((device, kernels) -> kernelsOn(text, device, kernels, nowMicros));
        return text.append("📋 DUMP_KERNELS complete.").toString();
    }

    private static void kernelsOn(
            StringBuilder text, int device, List<BufferInfo> kernels, long nowMicros) {
        long bytes = kernels.stream().mapToLong(BufferInfo::size).sum();
        text.append(
                "\n📊 Device %d - Total: %s MB (%d kernels)\n"
                        .formatted(device, megabytes(bytes), kernels.size()));
        for (BufferInfo kernel : kernels) {
            text.append("│ Kernel ID: 0x%x\n".formatted(kernel.id()));
            text.append("│   Size:      %s KB\n".formatted(kilobytes(kernel.size())));
            text.append("│   Owner PID: %d\n".formatted(kernel.process().pid()));
            long seconds = Math.max(0, nowMicros - kernel.allocatedMicros()) / 1_000_000;
            text.append("│   Age:       %d seconds\n".formatted(seconds));
        }
    }

    private static void title(StringBuilder text, String title) {
        text.append('╔').append("═".repeat(TITLE_WIDTH)).append("╗\n");
        int left = (TITLE_WIDTH - title.length()) / 2 - 6;
        String padded = " ".repeat(left) + title;
        text.append('║').append(("%-" + TITLE_WIDTH + "s").formatted(padded)).append("║\n");
        text.append('╚').append("═".repeat(TITLE_WIDTH)).append("╝\n");
    }

    private static String kilobytes(long bytes) {
        return stream(bytes / (double) KILOBYTE);
    }

    static String megabytes(long bytes) {
        return stream(bytes / MEGABYTE);
    }

    /** As a C++ stream prints a double: six significant digits, no trailing zeros. */
    private static String stream(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(STREAM_PRECISION).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
        return "%se%s%02d"
                .formatted(mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
