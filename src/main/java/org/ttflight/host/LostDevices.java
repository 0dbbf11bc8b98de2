package org.ttflight.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The devices that were lost lately, and what their meters say. For one thread. */
final class LostDevices {
    private final long keptNanos;
    private final int most;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** A lost device, and when by {@link System#nanoTime}. */
    record Entry(LostDevice lost, long nanos, DeviceMeters meters) {}

    LostDevices(long keptNanos, int most) {
        this.keptNanos = keptNanos;
        this.most = most;
    }

    void add(LostDevice lost, long nanos, DeviceMeters meters) {
        entries.addFirst(new Entry(lost, nanos, meters));
        if (entries.size() > most) {
            entries.removeLast();
        }
    }

    void forgetOld(long nanos) {
        entries.removeIf(entry -> nanos - entry.nanos() > keptNanos);
    }

    /** Returns the devices, the last lost first. */
    List<LostDevice> devices() {
        List<LostDevice> devices = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            devices.add(entry.lost());
        }
        return devices;
    }

    /** Takes out the one that this device was, or returns null. */
    @Nullable Entry take(HostDevice device) {
        for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            if (isSame(entry.lost().device(), device)) {
                each.remove();
                return entry;
            }
        }
        return null;
    }

    /** Without both ids, the same ordinal in the same slot is taken for the same device. */
    private static boolean isSame(HostDevice lost, HostDevice now) {
        if (lost.asicId() != null && now.asicId() != null) {
            return lost.asicId().equals(now.asicId());
        }
        String slot = now.identity().pciAddress();
        return slot != null
                && slot.equals(lost.identity().pciAddress())
                && lost.ordinal() == now.ordinal();
    }
}
