package org.ttflight.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the blocks of one bank, line by line, and tells whether they are all there.
 *
 * <pre>
 * FreeList     ,,Blocks:,Address (B),Size (B),Allocated (Y/N)
 *              ,,,1024,1048576,Y                               to an empty line
 * FreeListOpt         Block      Address         Size       PrevID       NextID    Allocated
 *                         0            0      1048576         none            3          yes
 * </pre>
 *
 * <p>The second has no end, but each block names its neighbours.
 *
 * <p>Layout source: tt-metal {@code tt_metal/impl/allocator/algorithms/free_list.cpp} and {@code
 * free_list_opt.cpp}.
 */
final class BlockTable {
    /** The most blocks that are kept for show; the sums are right beyond that. */
    static final int MOST_KEPT = 20_000;

    /** The most blocks that are looked at. */
    private static final int MOST = 1 << 20;

    private static final long NONE = -1;

    private record Link(long previous, long next) {}

    private final List<BankReport.Block> blocks = new ArrayList<>();
    private final Map<Long, Link> links = new HashMap<>();
    private final boolean isLinked;
    private boolean isClosed;

    /**
     * @param isLinked whether the blocks name their neighbours
     */
    BlockTable(boolean isLinked) {
        this.isLinked = isLinked;
    }

    boolean isLinked() {
        return isLinked;
    }

    /** The empty line after the last block of the older dump. */
    void close() {
        isClosed = true;
    }

    /** Reads a row of the older dump. */
    void addCells(ReportLines lines, List<String> cells) throws ReportFormatException {
        String state = cells.get(5);
        if (!state.equals("Y") && !state.equals("N")) {
            throw new ReportFormatException(lines.number(), "neither Y nor N", state);
        }
        add(lines, cells.get(3), cells.get(4), state.equals("Y"));
    }

    /** Reads a row of the newer dump. */
    void addRow(ReportLines lines, String line) throws ReportFormatException {
        String[] cells = line.strip().split(" +", -1);
        if (cells.length != 6 || !(cells[5].equals("yes") || cells[5].equals("no"))) {
            throw new ReportFormatException(lines.number(), "unknown row of blocks", line);
        }
        Link link = new Link(neighbour(lines, cells[3]), neighbour(lines, cells[4]));
        if (links.put(lines.number(cells[0], Long.MAX_VALUE), link) != null) {
            throw new ReportFormatException(lines.number(), "a block twice", line);
        }
        add(lines, cells[1], cells[2], cells[5].equals("yes"));
    }

    private static long neighbour(ReportLines lines, String cell) throws ReportFormatException {
        return cell.equals("none") ? NONE : lines.number(cell, Long.MAX_VALUE);
    }

    private void add(ReportLines lines, String address, String size, boolean isAllocated)
            throws ReportFormatException {
        if (blocks.size() == MOST) {
            throw new ReportFormatException("more than " + MOST + " blocks in one bank");
        }
        blocks.add(
                new BankReport.Block(
                        lines.number(address, Detail.MOST_TOTAL),
                        lines.number(size, Figures.MOST),
                        isAllocated));
    }

    /** Returns the dump, or null if blocks are still missing. */
    Detail.@Nullable Dump whole(ReportLines lines) throws ReportFormatException {
        if (isLinked ? !isChainWhole() : !isClosed) {
            return null;
        }
        blocks.sort(Comparator.comparingLong(BankReport.Block::address));
        long allocated = 0;
        long free = 0;
        long largestFree = 0;
        BankReport.Block last = null;
        for (BankReport.Block block : blocks) {
            if (last != null && last.address() + last.size() != block.address()) {
                throw new ReportFormatException(
                        "before line " + lines.number() + ": the blocks leave a gap or overlap");
            }
            last = block;
            if (block.isAllocated()) {
                allocated += block.size();
            } else {
                free += block.size();
                largestFree = Math.max(largestFree, block.size());
            }
        }
        if (allocated + free > Figures.MOST) {
            throw new ReportFormatException("the blocks are too large to be true");
        }
        return new Detail.Dump(
                blocks.size() > MOST_KEPT ? List.of() : List.copyOf(blocks),
                allocated,
                free,
                largestFree,
                blocks.size());
    }

    private boolean isChainWhole() {
        Link link = null;
        for (Link candidate : links.values()) {
            if (candidate.previous == NONE) {
                if (link != null) {
                    return false;
                }
                link = candidate;
            }
        }
        Set<Long> seen = new HashSet<>();
        while (link != null && link.next != NONE && seen.add(link.next)) {
            link = links.get(link.next);
        }
        return link != null && link.next == NONE && seen.size() == links.size() - 1;
    }
}
