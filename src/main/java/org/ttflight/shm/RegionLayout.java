package org.ttflight.shm;

import org.jspecify.annotations.Nullable;

/**
 * Where things are in a shared-memory file; all little-endian. The header is the same in both:
 *
 * <pre>
 * offset type header
 *      0  u32 version
 *      4  u32 number of processes     not to be believed before version 4
 *      8  u64 last update, nanoseconds since the epoch; of early writers, since boot
 *     16  u32 references              leaks when a process is killed
 *     24  u64 board serial            version 1 only
 *     32  u64 id, as in the file's name
 *     40  u32 tt-metal's own number of the device
 *     48  u64 totals, in bytes: DRAM, L1, L1_SMALL, TRACE, CB, and in version 1 kernels
 *
 *             version 1               versions 2, 3 and 4
 * chips       16 of 56 bytes at 96    16 of 48 bytes at 88
 *   0  u32    chip
 *   4  u32    is it remote
 *   8  u64    as the totals
 * slots       64 of 128 bytes at 992  64 of 120 bytes at 856
 *   0  i32    pid; 0 is unused, -1 (version 4) is being released
 *   8  u64    as the totals
 *      u64    at 56: last update      at 48
 *      char   at 64: name, 64 bytes   at 56
 * end         9184, with padding 9280 8536: version 4 has its u32 state here; in all 8576
 * </pre>
 *
 * <p>An interim build wrote 1 as its version, but the offsets and the size of version 2; so the
 * size decides. Source: tt-metal, {@code tt_metal/impl/memory_tracking}.
 */
enum RegionLayout {
    /** Version 1. */
    WITH_KERNELS(true, 96, 56, 992, 128),
    /** Versions 2 to 4, and the interim build. */
    WITHOUT_KERNELS(false, 88, 48, 856, 120);

    static final int VERSION = 0;
    static final int LAST_UPDATE = 8;
    static final int TOTALS = 48;
    static final int CHIPS = 16;
    static final int SLOTS = 64;
    static final int NAME_LENGTH = 64;
    static final int STATE = 8536;
    static final int STATE_READY = 0x52454459;

    /** No layout is shorter. */
    static final int MIN_SIZE = 8576;

    /** No layout is longer. */
    static final int MAX_SIZE = 9280;

    static final int NEWEST_VERSION = 4;

    private final boolean hasKernels;
    private final int chips;
    private final int chipStride;
    private final int slots;
    private final int slotStride;

    RegionLayout(boolean hasKernels, int chips, int chipStride, int slots, int slotStride) {
        this.hasKernels = hasKernels;
        this.chips = chips;
        this.chipStride = chipStride;
        this.slots = slots;
        this.slotStride = slotStride;
    }

    /** Returns the layout, or null if a file of this size, or longer, is not ready. */
    static @Nullable RegionLayout of(int version, int size) {
        if (size < MIN_SIZE) {
            return null;
        }
        if (version != 1 || size == MIN_SIZE) {
            return WITHOUT_KERNELS;
        }
        return size < WITH_KERNELS.slot(SLOTS) ? null : WITH_KERNELS;
    }

    boolean hasKernels() {
        return hasKernels;
    }

    /** Returns where the chip at a place, 0 to 15, begins. */
    int chip(int place) {
        return chips + place * chipStride;
    }

    /** Returns where a slot, 0 to 63, begins. */
    int slot(int slot) {
        return slots + slot * slotStride;
    }

    /** Returns where a slot's last update stands, from where the slot begins. */
    int slotUpdate() {
        return hasKernels ? 56 : 48;
    }

    /** Returns where a slot's name stands, from where the slot begins. */
    int slotName() {
        return slotUpdate() + Long.BYTES;
    }
}
