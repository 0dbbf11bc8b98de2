package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * The writer of one {@code tt_device_<id>_memory}. Changes are kept back until {@link #write},
 * which puts all of it into the file with one write, in place. Not thread-safe.
 *
 * <pre>
 *        version 1   versions 2 to 4
 *   0                                 u32 version, u32 active processes, u64 last update in ns
 *  16                                 u32 references
 *  24                                 u64 board serial, u64 ASIC id, u32 logical device
 *  48                                 totals: u64 DRAM, L1, L1_SMALL, TRACE, CB; version 1: kernel
 *  ..   96 + 56 i     88 +  48 i      chips, 16: u32 chip, u32 remote, then as the totals
 *  ..  992 + 128 j   856 + 120 j      processes, 64: i32 pid, at 8 as the totals, u64 ns, char[64]
 *  ..     -             8536          version 4: u32 state
 *  ..   9280            8576          the end
 * </pre>
 */
public final class FakeSharedMemory {
    /** State of version 4: in use. */
    public static final int READY = 0x52454459;

    /** State of version 4: somebody is about to write it for the first time. */
    public static final int IN_PROGRESS = 1;

    /** How many processes there is room for. */
    public static final int SLOTS = 64;

    /** How many chips there is room for. */
    public static final int CHIPS = 16;

    /** What stands for a chip that is not used; version 1 has 0. */
    public static final int UNUSED_CHIP = 0xFFFFFFFF;

    private static final int LAST_UPDATE = 8;
    private static final int TOTALS = 48;
    private static final int STATE = 8536;
    private static final int NAME_LENGTH = 64;

    private final Path file;
    private final boolean isFirst;
    private final ByteBuffer image;

    private FakeSharedMemory(Path file, ByteBuffer image) {
        this.file = file;
        this.isFirst = image.getInt(0) == 1;
        this.image = image;
    }

    /** Makes a file that is in use, but holds no process and no bytes. */
    static FakeSharedMemory create(Path file, long id, int version) throws IOException {
        ByteBuffer image =
                ByteBuffer.allocate(version == 1 ? 9280 : 8576).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(0, version).putLong(32, id);
        FakeSharedMemory memory = new FakeSharedMemory(file, image);
        for (int chip = 0; chip < CHIPS; chip++) {
            memory.chip(chip, version == 1 ? 0 : UNUSED_CHIP, false, FakeUsage.NONE);
        }
        if (version == 4) {
            memory.state(READY);
        }
        Files.deleteIfExists(file);
        Files.createFile(file);
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(version == 1 ? "rw-rw-rw-" : "rw-------"));
        return memory.write();
    }

    /** Goes on with a file that is there. */
    static FakeSharedMemory open(Path file) throws IOException {
        ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(file));
        return new FakeSharedMemory(file, image.order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Returns where it is. */
    public Path file() {
        return file;
    }

    /** Returns the layout's version. */
    public int version() {
        return image.getInt(0);
    }

    /** Says that it has another version than its layout. */
    public FakeSharedMemory version(int version) {
        image.putInt(0, version);
        return this;
    }

    /** Sets the number of processes that it claims to have; readers should not believe it. */
    public FakeSharedMemory activeProcesses(int count) {
        image.putInt(4, count);
        return this;
    }

    /** Sets the time of the last change, in nanoseconds since the epoch. */
    public FakeSharedMemory lastUpdate(long epochNanos) {
        image.putLong(LAST_UPDATE, epochNanos);
        return this;
    }

    /** Sets the number of references that it claims to have. */
    public FakeSharedMemory references(int count) {
        image.putInt(16, count);
        return this;
    }

    /** Sets the ids inside the file, which normally are 0 and the number in the file's name. */
    public FakeSharedMemory ids(long boardSerial, long asicId, int logicalDevice) {
        image.putLong(24, boardSerial).putLong(32, asicId).putInt(40, logicalDevice);
        return this;
    }

    /** Sets the state; version 4 only. */
    public FakeSharedMemory state(int state) {
        image.putInt(STATE, state);
        return this;
    }

    /** Sets the totals. */
    public FakeSharedMemory totals(FakeUsage usage) {
        put(TOTALS, usage);
        return this;
    }

    /** Sets what one of the 16 places says of a chip. */
    public FakeSharedMemory chip(int place, int chip, boolean isRemote, FakeUsage usage) {
        int at = isFirst ? 96 + 56 * place : 88 + 48 * place;
        image.putInt(at, chip).putInt(at + 4, isRemote ? 1 : 0);
        put(at + 8, usage);
        return this;
    }

    /**
     * Sets one of the 64 slots.
     *
     * @param pid 0 is unused, -1 being released
     * @param name cut after 63 bytes
     */
    public FakeSharedMemory slot(
            int slot, int pid, String name, FakeUsage usage, long lastUpdateNanos) {
        int at = slotAt(slot);
        image.putInt(at, pid);
        put(at + 8, usage);
        int after = at + (isFirst ? 56 : 48);
        byte[] letters = name.getBytes(StandardCharsets.UTF_8);
        image.putLong(after, lastUpdateNanos)
                .put(
                        after + 8,
                        Arrays.copyOf(Arrays.copyOf(letters, NAME_LENGTH - 1), NAME_LENGTH));
        return this;
    }

    /** Sets only what a process holds. */
    public FakeSharedMemory slot(int slot, FakeUsage usage, long lastUpdateNanos) {
        int at = slotAt(slot);
        put(at + 8, usage);
        image.putLong(at + (isFirst ? 56 : 48), lastUpdateNanos);
        return this;
    }

    /** Empties a slot. */
    public FakeSharedMemory clear(int slot) {
        return slot(slot, 0, "", FakeUsage.NONE, 0);
    }

    /** Returns what a slot holds. */
    public FakeUsage usage(int slot) {
        return get(slotAt(slot) + 8);
    }

    /** Returns the pid in a slot. */
    public int pid(int slot) {
        return image.getInt(slotAt(slot));
    }

    /** Returns the totals. */
    public FakeUsage totals() {
        return get(TOTALS);
    }

    /** Makes the totals, chip 0 and the number of processes what the slots say together. */
    public FakeSharedMemory sum() {
        FakeUsage sum = FakeUsage.NONE;
        int active = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (pid(slot) > 0) {
                sum = sum.plus(usage(slot));
                active++;
            }
        }
        return totals(sum).chip(0, 0, false, sum).activeProcesses(active);
    }

    /** Writes all of it, with one write at position 0. */
    public FakeSharedMemory write() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(image.duplicate().clear(), 0);
        }
        return this;
    }

    /** Cuts the file, as it is while somebody makes it; the next {@link #write} mends it. */
    public void truncate(int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /** Removes the file. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private int slotAt(int slot) {
        return isFirst ? 992 + 128 * slot : 856 + 120 * slot;
    }

    private void put(int at, FakeUsage usage) {
        image.putLong(at, usage.dram())
                .putLong(at + 8, usage.l1())
                .putLong(at + 16, usage.l1Small())
                .putLong(at + 24, usage.trace())
                .putLong(at + 32, usage.cb());
        if (isFirst) {
            image.putLong(at + 40, usage.kernel());
        }
    }

    private FakeUsage get(int at) {
        return new FakeUsage(
                image.getLong(at),
                image.getLong(at + 8),
                image.getLong(at + 16),
                image.getLong(at + 24),
                image.getLong(at + 32),
                isFirst ? image.getLong(at + 40) : 0);
    }
}
