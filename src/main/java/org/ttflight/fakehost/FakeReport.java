package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The three CSV files of one dump of tt-metal's MemoryReporter, as it writes them today: bytes, in
 * spite of what two of the headings say, and the blocks of one bank as a plain table. The files are
 * emptied and rewritten in place, as in truth. Not thread-safe.
 */
public final class FakeReport {
    /** Part of a bank; addresses from 0, without gaps. */
    public record Block(long address, long size, boolean isAllocated) {}

    /**
     * One memory type.
     *
     * @param name {@code DRAM}, {@code L1} or {@code L1_SMALL}
     * @param blocks of one bank, by address, at least one
     */
    public record Banks(String name, int count, List<Block> blocks) {
        /** Takes a copy of the list, sorted. */
        public Banks {
            List<Block> sorted = new ArrayList<>(blocks);
            sorted.sort(Comparator.comparingLong(Block::address));
            blocks = List.copyOf(sorted);
        }

        /** Returns the bytes of one bank. */
        public long allocatable() {
            return blocks.stream().mapToLong(Block::size).sum();
        }

        /** Returns the bytes of one bank that are in use. */
        public long allocated() {
            return blocks.stream().filter(Block::isAllocated).mapToLong(Block::size).sum();
        }

        /** Returns the largest free block of one bank. */
        public long largestFree() {
            return blocks.stream()
                    .filter(block -> !block.isAllocated())
                    .mapToLong(Block::size)
                    .max()
                    .orElse(0);
        }
    }

    private final Tree tree;
    private final Path directory;
    private final String prefix;
    private final List<Banks> types = new ArrayList<>();

    FakeReport(Tree tree, Path directory, String prefix) {
        this.tree = tree;
        this.directory = directory;
        this.prefix = prefix;
    }

    /** Adds a memory type; DRAM comes first, then L1, then L1_SMALL. */
    public FakeReport banks(Banks banks) {
        types.add(banks);
        return this;
    }

    /** Returns one of the files, such as {@code memory_usage_summary.csv}. */
    public FakeFile file(String name) {
        return new FakeFile(tree, directory.resolve(prefix + name));
    }

    /** Writes the files. */
    public FakeReport write() throws IOException {
        overwrite("memory_usage_summary.csv", summary());
        overwrite("l1_usage_summary.csv", l1());
        overwrite("detailed_memory_usage.csv", details());
        return this;
    }

    private void overwrite(String name, String content) throws IOException {
        Files.write(
                directory.resolve(prefix + name),
                content.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private String summary() {
        StringBuilder lines =
                new StringBuilder(
                        ", Total Allocatable Size (B), Total Allocated (B), Total Free (KB),"
                                + " Largest Free Block (KB)\n");
        for (Banks banks : types) {
            long free = banks.allocatable() - banks.allocated();
            lines.append(',').append(banks.allocatable());
            lines.append(',').append(banks.allocated());
            lines.append(',').append(free);
            lines.append(',').append(banks.largestFree()).append('\n');
        }
        return lines.toString();
    }

    private String l1() {
        StringBuilder lines =
                new StringBuilder(
                        """
                        This report indicates available space for interleaving L1 buffers
                        , Largest Contiguous Free Block (B), Total Free L1 Space (B)
                        """);
        for (Banks banks : types) {
            if (banks.name().equals("L1")) {
                long largest = banks.largestFree();
                lines.append(',').append(largest);
                lines.append(',').append(largest * banks.count()).append('\n');
            }
        }
        return lines.toString();
    }

    private String details() {
        StringBuilder lines = new StringBuilder();
        for (Banks banks : types) {
            long all = banks.allocatable() * banks.count();
            long used = banks.allocated() * banks.count();
            lines.append(',').append(banks.name()).append('\n');
            lines.append(",Total allocatable (B):,").append(all).append('\n');
            lines.append(",Total allocated (B):,").append(used).append('\n');
            lines.append(",Total free (B):,").append(all - used).append('\n');
            appendBlocks(lines, banks.blocks());
            lines.append('\n');
        }
        return lines.toString();
    }

    private static void appendBlocks(StringBuilder lines, List<Block> blocks) {
        long free = blocks.stream().filter(block -> !block.isAllocated()).count();
        lines.append("FreeListOpt allocator info:\nsegregated free blocks by size:\n");
        lines.append("  Size class 0: (1024 - inf) blocks: ").append(free).append('\n');
        lines.append("Free slots in block table:\nBlock table:\n");
        row(lines, "Block", "Address", "Size", "PrevID", "NextID", "Allocated");
        for (int at = 0; at < blocks.size(); at++) {
            Block block = blocks.get(at);
            row(
                    lines,
                    at,
                    block.address(),
                    block.size(),
                    at == 0 ? "none" : at - 1,
                    at == blocks.size() - 1 ? "none" : at + 1,
                    block.isAllocated() ? "yes" : "no");
        }
    }

    private static void row(StringBuilder lines, Object... cells) {
        for (Object cell : cells) {
            lines.append(String.format(Locale.ROOT, "%12s ", cell));
        }
        lines.setCharAt(lines.length() - 1, '\n');
    }
}
