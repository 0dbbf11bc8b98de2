package org.ttflight.fakehost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the allocator of one device dumps now and then: banks with holes in them. */
final class BankModel {
    private static final long DRAM_PIECE = 48L << 20;
    private static final long L1_PIECE = 64L << 10;

    private final FakeHost host;
    private final FakeDevice device;
    private final Random random;

    BankModel(FakeHost host, FakeDevice device, long seed) {
        this.host = host;
        this.device = device;
        this.random = new Random(seed * 17 + device.asicId());
    }

    /** Writes the three files of the device's present ordinal. */
    void dump(double load) throws IOException {
        boolean isWormhole = device.card().isWormhole();
        host.report("dev" + device.ordinal() + "_")
                .banks(
                        banks(
                                "DRAM",
                                isWormhole ? 12 : 8,
                                isWormhole ? 1_071_181_824L : 4_272_341_376L,
                                DRAM_PIECE,
                                0.4))
                .banks(
                        banks(
                                "L1",
                                isWormhole ? 64 : 110,
                                isWormhole ? 1_395_424L : 1_461_504L,
                                L1_PIECE,
                                0.2 + load * 0.5))
                .write();
    }

    /** Pieces from the bottom, about this part of the bank, each fifth of them free again. */
    private FakeReport.Banks banks(String name, int count, long size, long piece, double part) {
        List<FakeReport.Block> blocks = new ArrayList<>();
        long at = 0;
        while (at < size * part - piece) {
            long length = piece / 4 * (1 + random.nextInt(4));
            boolean isAllocated = random.nextInt(5) != 0;
            int last = blocks.size() - 1;
            if (!isAllocated && last >= 0 && !blocks.get(last).isAllocated()) {
                FakeReport.Block hole = blocks.remove(last);
                at = hole.address();
                length += hole.size();
            }
            blocks.add(new FakeReport.Block(at, length, isAllocated));
            at += length;
        }
        int last = blocks.size() - 1;
        if (last >= 0 && !blocks.get(last).isAllocated()) {
            at = blocks.remove(last).address();
        }
        blocks.add(new FakeReport.Block(at, size - at, false));
        return new FakeReport.Banks(name, count, blocks);
    }
}
