package org.ttflight.jconsole;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was read of all devices over time, and what the daemon remembers from before. Confined to
 * the Swing thread.
 */
final class Timelines {
    /** A longer pause than that, and than a few usual ones, is a gap: this computer slept. */
    private static final long LONG_PAUSE_MILLIS = 30_000;

    private final Map<Integer, Map<Figure, Timeline>> devices = new TreeMap<>();
    private long lastMillis = Long.MAX_VALUE;
    private long usualPause;

    /** Adds what was read now. */
    void add(Readout now) {
        long millis = now.time().toEpochMilli();
        long pause = millis - lastMillis;
        if (pause > Math.max(LONG_PAUSE_MILLIS, 4 * usualPause)) {
            gap(lastMillis + 1);
        }
        usualPause = Math.max(0, pause);
        lastMillis = millis;
        for (DeviceReading device : now.devices()) {
            for (Figure figure : Figure.values()) {
                get(device.device(), figure).add(millis, figure.now(device, now.memory()));
            }
        }
        for (Map.Entry<Integer, Map<Figure, Timeline>> known : devices.entrySet()) {
            int device = known.getKey();
            if (now.devices().stream().noneMatch(each -> each.device() == device)) {
                known.getValue().values().forEach(timeline -> timeline.gap(millis));
            }
        }
    }

    /** Says that nothing can be read from here on. */
    void gap(long millis) {
        for (Map<Figure, Timeline> figures : devices.values()) {
            figures.values().forEach(timeline -> timeline.gap(millis));
        }
    }

    /** Takes over what the daemon remembers of a device. */
    void load(int device, Past past) {
        List<PastReading> rows = past.rows();
        if (rows.isEmpty()) {
            return;
        }
        PastReading last = rows.get(rows.size() - 1);
        long until = past.time(last.time() + last.millis());
        for (Figure figure : Figure.values()) {
            if (!figure.isType()) {
                Timeline remembered = new Timeline(figure.unit() == Figure.Unit.BYTES);
                for (PastReading row : rows) {
                    remembered.add(past.time(row.time() + row.millis() / 2), figure.past(row));
                }
                get(device, figure).load(remembered, until);
            }
        }
    }

    /** Returns a timeline, empty if nothing was ever known. */
    Timeline get(int device, Figure figure) {
        return devices.computeIfAbsent(device, key -> new EnumMap<>(Figure.class))
                .computeIfAbsent(figure, key -> new Timeline(key.unit() == Figure.Unit.BYTES));
    }

    /**
     * What a daemon remembers.
     *
     * @param clockDifference what must be added to its times, in milliseconds
     * @param readMillis when it was read: its last step may reach beyond that
     */
    record Past(List<PastReading> rows, long clockDifference, long readMillis) {
        private long time(long millis) {
            return Math.min(millis + clockDifference, readMillis);
        }
    }
}
