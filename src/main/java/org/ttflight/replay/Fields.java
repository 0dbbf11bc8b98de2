package org.ttflight.replay;

import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import org.ttflight.host.Capacity;
import org.ttflight.host.CapacitySource;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.UsageSource;
import org.ttflight.recording.EventFields;

/**
 * What our events' fields mean. A file may hold anything: what makes no sense is an {@link
 * IllegalArgumentException}, which costs that event only.
 */
final class Fields {
    /** More devices than any host has; a file that names higher ones is none of ours. */
    private static final int MOST_DEVICES = 1024;

    private Fields() {}

    static int device(RecordedEvent event) {
        return device(need(event, "device"));
    }

    static int device(long device) {
        if (device < 0 || device >= MOST_DEVICES) {
            throw new IllegalArgumentException("device " + device);
        }
        return (int) device;
    }

    static int pid(RecordedEvent event) {
        return (int) need(event, "processId");
    }

    static long need(RecordedEvent event, String field) {
        Long value = EventFields.whole(event, field);
        if (value == null) {
            throw new IllegalArgumentException("no " + field);
        }
        return value;
    }

    static MemoryType memoryType(RecordedEvent event) {
        return MemoryType.ofLabel(text(event, "memoryType"));
    }

    private static String text(RecordedEvent event, String field) {
        String text = EventFields.text(event, field);
        if (text == null) {
            throw new IllegalArgumentException("no " + field);
        }
        return text;
    }

    /** Returns a whole number; -1 if unknown. */
    static int orUnknown(RecordedEvent event, String field) {
        Long value = EventFields.whole(event, field);
        return value == null ? -1 : value.intValue();
    }

    static UsageSource source(RecordedEvent event) {
        String label = text(event, "source");
        for (UsageSource source : UsageSource.values()) {
            if (source.label().equals(label)) {
                return source;
            }
        }
        throw new IllegalArgumentException("source " + label);
    }

    static Capacity capacity(RecordedEvent event) {
        Long bytes = EventFields.whole(event, "capacity");
        String label = EventFields.text(event, "capacitySource");
        if (bytes == null || bytes == 0 || label == null) {
            return Capacity.UNKNOWN;
        }
        CapacitySource source = CapacitySource.valueOf(label.toUpperCase(Locale.ROOT));
        return source == CapacitySource.UNKNOWN ? Capacity.UNKNOWN : new Capacity(bytes, source);
    }
}
