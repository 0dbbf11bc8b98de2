package org.ttflight.jmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process held of a memory type on a device, over a recording, if that grew throughout.
 *
 * @param first bytes at the begin, {@code last} at the end
 * @param nanos between the two
 */
record Growth(long processId, long device, String memoryType, long first, long last, long nanos) {
    /** Fewer tell nothing of "throughout". */
    private static final int FEWEST_SAMPLES = 8;

    private static final int PARTS = 4;

    /** Less is not worth a word. */
    private static final long LEAST_BYTES = 1 << 20;

    private record Key(long processId, long device, String memoryType) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Long.compare(processId, other.processId);
            order = order != 0 ? order : Long.compare(device, other.device);
            return order != 0 ? order : memoryType.compareTo(other.memoryType);
        }
    }

    /**
     * Returns those that grew in each quarter of the recording.
     *
     * <p>The least that was held in a quarter counts, so that work which takes memory and gives it
     * back does not look like growth.
     *
     * @param rows events {@code ProcessMemory}, by time
     * @param leastNanos a series that is shorter is passed over
     */
    static List<Growth> in(List<Row> rows, long leastNanos) {
        Map<Key, List<Row>> series = new TreeMap<>();
        for (Row row : rows) {
            String type = row.text("memoryType");
            if (row.whole("used") >= 0 && type != null) {
                Key key = new Key(row.whole("processId"), row.whole("device"), type);
                series.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
            }
        }
        List<Growth> grown = new ArrayList<>();
        series.forEach(
                (key, samples) -> {
                    Row first = samples.get(0);
                    Row last = samples.get(samples.size() - 1);
                    Growth growth =
                            new Growth(
                                    key.processId(),
                                    key.device(),
                                    key.memoryType(),
                                    first.whole("used"),
                                    last.whole("used"),
                                    last.time() - first.time());
                    if (growth.nanos() >= leastNanos
                            && growth.bytes() >= LEAST_BYTES
                            && isSteady(samples.stream().map(row -> row.whole("used")).toList())) {
                        grown.add(growth);
                    }
                });
        return grown;
    }

    /** Whether the least of each quarter is more than that of the one before. */
    static boolean isSteady(List<Long> samples) {
        if (samples.size() < FEWEST_SAMPLES) {
            return false;
        }
        long before = -1;
        for (int part = 0; part < PARTS; part++) {
            long least =
                    samples
                            .subList(
                                    samples.size() * part / PARTS,
                                    samples.size() * (part + 1) / PARTS)
                            .stream()
                            .mapToLong(Long::longValue)
                            .min()
                            .orElse(-1);
            if (least <= before) {
                return false;
            }
            before = least;
        }
        return true;
    }

    long bytes() {
        return last - first;
    }
}
