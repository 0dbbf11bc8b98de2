package org.ttflight.shm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a shared-memory file. All offsets are literals, so as not to share a mistake. */
final class RegionImage {
    /** The fourteenth of November 2023, in nanoseconds since the epoch. */
    static final long THEN = 1_700_000_000_123_456_789L;

    private final ByteBuffer bytes;
    private final boolean isFirst;

    private RegionImage(int version, int size, boolean isFirst) {
        this.bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        this.isFirst = isFirst;
        bytes.putInt(0, version).putLong(8, THEN);
    }

    static RegionImage version1() {
        return new RegionImage(1, 9280, true);
    }

    static RegionImage interimVersion1() {
        return new RegionImage(1, 8576, false);
    }

    static RegionImage version2() {
        return new RegionImage(2, 8576, false).unusedChips();
    }

    static RegionImage version3() {
        return new RegionImage(3, 8576, false).unusedChips();
    }

    static RegionImage version4() {
        return new RegionImage(4, 8576, false).unusedChips().putInt(8536, 0x52454459);
    }

    static RegionImage empty(int version, int size) {
        return new RegionImage(version, size, false);
    }

    RegionImage putInt(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    RegionImage putLong(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    RegionImage unusedChips() {
        for (int i = 0; i < 16; i++) {
            bytes.putInt(88 + 48 * i, -1);
        }
        return this;
    }

    RegionImage totals(long... figures) {
        return figures(48, figures);
    }

    RegionImage chip(int place, int chip, int isRemote, long... figures) {
        int at = isFirst ? 96 + 56 * place : 88 + 48 * place;
        bytes.putInt(at, chip).putInt(at + 4, isRemote);
        return figures(at + 8, figures);
    }

    RegionImage slot(int slot, int pid, String name, long... figures) {
        return slot(slot, pid, name.getBytes(StandardCharsets.UTF_8), figures);
    }

    RegionImage slot(int slot, int pid, byte[] name, long... figures) {
        int at = isFirst ? 992 + 128 * slot : 856 + 120 * slot;
        bytes.putInt(at, pid).putLong(at + (isFirst ? 56 : 48), THEN + slot * 1000L);
        bytes.put(at + (isFirst ? 64 : 56), name);
        return figures(at + 8, figures);
    }

    private RegionImage figures(int at, long... figures) {
        for (int i = 0; i < figures.length; i++) {
            bytes.putLong(at + 8 * i, figures[i]);
        }
        return this;
    }

    byte[] bytes() {
        return bytes.array().clone();
    }

    void write(Path directory, String id) throws IOException {
        Files.write(directory.resolve("tt_device_" + id + "_memory"), bytes.array());
    }
}
