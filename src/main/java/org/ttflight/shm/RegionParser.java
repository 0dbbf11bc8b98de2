package org.ttflight.shm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedChip;
import org.ttflight.ledger.SharedUsage;

/**
 * Reads one image of a file, whose size, version and state have been checked. Counters are
 * unsigned; one that is negative here has underflowed, is unknown, and is counted. Used once.
 */
final class RegionParser {
    private static final MemoryType[] TYPES = {
        MemoryType.DRAM,
        MemoryType.L1,
        MemoryType.L1_SMALL,
        MemoryType.TRACE,
        MemoryType.CIRCULAR_BUFFER,
        MemoryType.KERNEL
    };

    private static final int UNUSED_CHIP = 0xFFFFFFFF;

    /** The first of January 2020; no writer is older, and a clock since boot is far below. */
    private static final long EARLIEST_MILLIS = 1_577_836_800_000L;

    /** A clock may be set back, but hardly by more than a day. */
    private static final long DAY_MILLIS = 86_400_000;

    private final ByteBuffer image;
    private final RegionLayout layout;
    private final long nowMillis;
    private int underflows;

    /**
     * @param image little-endian, from position 0
     * @param nowMillis since the epoch; tells which times make sense
     */
    RegionParser(ByteBuffer image, RegionLayout layout, long nowMillis) {
        this.image = image;
        this.layout = layout;
        this.nowMillis = nowMillis;
    }

    RegionContents parse(String id, boolean isSettled) {
        SharedUsage claimed = usage(RegionLayout.TOTALS);
        List<SharedChip> chips = chips();
        List<RegionContents.Slot> slots = slots();
        return new RegionContents(
                id,
                image.getInt(RegionLayout.VERSION),
                null,
                isSettled,
                claimed,
                micros(RegionLayout.LAST_UPDATE),
                chips,
                slots,
                underflows,
                false);
    }

    private SharedUsage usage(int offset) {
        Map<MemoryType, Long> used = new EnumMap<>(MemoryType.class);
        int types = layout.hasKernels() ? TYPES.length : TYPES.length - 1;
        for (int i = 0; i < types; i++) {
            long bytes = image.getLong(offset + i * Long.BYTES);
            if (bytes < 0) {
                underflows++;
            } else {
                used.put(TYPES[i], bytes);
            }
        }
        return new SharedUsage(used);
    }

    /**
     * A place that is not used has all bits set as its chip. Version 1 and the first of version 2
     * had 0 there, which is also a chip: where nobody has set all bits, a chip 0 with nothing is
     * taken for a place that is not used.
     */
    private List<SharedChip> chips() {
        boolean isMarked = false;
        for (int place = 0; place < RegionLayout.CHIPS; place++) {
            isMarked |= image.getInt(layout.chip(place)) == UNUSED_CHIP;
        }
        List<SharedChip> chips = new ArrayList<>();
        for (int place = 0; place < RegionLayout.CHIPS; place++) {
            int at = layout.chip(place);
            int chip = image.getInt(at);
            if (chip == UNUSED_CHIP || (chip == 0 && !isMarked && isZero(at))) {
                continue;
            }
            chips.add(
                    new SharedChip(
                            Integer.toUnsignedLong(chip),
                            image.getInt(at + Integer.BYTES) != 0,
                            usage(at + Long.BYTES)));
        }
        return chips;
    }

    private boolean isZero(int chip) {
        int end = chip + layout.chip(1) - layout.chip(0);
        for (int at = chip; at < end; at += Long.BYTES) {
            if (image.getLong(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private List<RegionContents.Slot> slots() {
        List<RegionContents.Slot> slots = new ArrayList<>();
        for (int slot = 0; slot < RegionLayout.SLOTS; slot++) {
            int at = layout.slot(slot);
            int pid = image.getInt(at);
            if (pid > 0) {
                slots.add(
                        new RegionContents.Slot(
                                slot,
                                pid,
                                name(at + layout.slotName()),
                                usage(at + Long.BYTES),
                                micros(at + layout.slotUpdate())));
            }
        }
        return slots;
    }

    /**
     * Anybody who may write the file chooses the name, so no control character goes on from here.
     */
    private String name(int at) {
        byte[] bytes = new byte[RegionLayout.NAME_LENGTH];
        image.get(at, bytes);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        StringBuilder name =
                new StringBuilder(new String(bytes, 0, length, StandardCharsets.UTF_8));
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                name.setCharAt(i, '?');
            }
        }
        return name.toString().strip();
    }

    private @Nullable Long micros(int at) {
        long nanos = image.getLong(at);
        long millis = nanos / 1_000_000;
        return millis < EARLIEST_MILLIS || millis > nowMillis + DAY_MILLIS ? null : nanos / 1000;
    }
}
