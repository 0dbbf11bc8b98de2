package org.ttflight.jmx;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;

/**
 * Notices when the published usage reaches a threshold with the help of shared memory, which the
 * ledger does not know. Confined to the publisher, which guards it.
 *
 * <p>What is reported alone reaches a threshold in the ledger, which tells at once and does not
 * miss a crossing between two looks. So a look tells only of a crossing that the ledger cannot see,
 * and while usage stands above the threshold only thanks to shared memory, the ledger's own
 * crossing tells nothing new.
 */
final class ThresholdWatch {
    private final UsageThresholds thresholds;
    private final NotificationQueue queue;
    private final Map<DeviceMemoryKey, Long> reached = new HashMap<>();

    ThresholdWatch(UsageThresholds thresholds, NotificationQueue queue) {
        this.thresholds = thresholds;
        this.queue = queue;
    }

    /** A notification of this crossing is being sent. */
    void told(DeviceMemoryKey key, long threshold) {
        reached.put(key, threshold);
    }

    /** Compares what is published now; puts what is new into the queue. */
    void look(Observation observation) {
        reached.keySet().removeIf(this::isOff);
        thresholds.forEach(
                (key, threshold) -> {
                    Long used = used(observation, key);
                    if (used == null || used < threshold) {
                        reached.remove(key);
                        queue.noLongerShared(key);
                    } else {
                        reached(key, used, threshold, reportedAlone(observation, key));
                    }
                });
    }

    private boolean isOff(DeviceMemoryKey key) {
        boolean isOff = thresholds.get(key.device(), key.type()) == 0;
        if (isOff) {
            queue.noLongerShared(key);
        }
        return isOff;
    }

    private void reached(DeviceMemoryKey key, long used, long threshold, long reportedAlone) {
        Long before = reached.put(key, threshold);
        boolean isNew = before == null || before != threshold;
        if (reportedAlone >= threshold) {
            queue.noLongerShared(key);
        } else if (isNew) {
            queue.sharedReached(key, used, threshold);
        } else {
            queue.stillShared(key, threshold);
        }
    }

    private static @Nullable Long used(Observation observation, DeviceMemoryKey key) {
        ObservedDevice device = observation.device(key.device());
        return device == null ? null : device.memory(key.type()).used();
    }

    private static long reportedAlone(Observation observation, DeviceMemoryKey key) {
        LedgerSnapshot ledger = observation.ledger();
        return ledger == null ? 0 : ledger.on(key.device()).used(key.type());
    }
}
