package org.ttflight.recording;

import java.time.Duration;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The fields of our events as they are meant: what the files write as -1, NaN or null because it
 * was unknown is null here, and so is a field that the version that wrote the file did not have.
 */
public final class EventFields {
    private EventFields() {}

    /** Returns a whole number, of bytes or of anything else; null if unknown. */
    public static @Nullable Long whole(RecordedEvent event, String field) {
        if (!event.hasField(field)) {
            return null;
        }
        long value = event.getLong(field);
        return value < 0 ? null : value;
    }

    /** Returns a number, which is finite; null if unknown. */
    public static @Nullable Double number(RecordedEvent event, String field) {
        if (!event.hasField(field)) {
            return null;
        }
        double value = event.getDouble(field);
        return Double.isFinite(value) ? value : null;
    }

    /** Returns a text; null if unknown. */
    public static @Nullable String text(RecordedEvent event, String field) {
        return event.hasField(field) ? event.getString(field) : null;
    }

    /** Returns a time span; null if unknown. */
    public static @Nullable Duration span(RecordedEvent event, String field) {
        if (!event.hasField(field) || event.getLong(field) < 0) {
            return null;
        }
        return event.getDuration(field);
    }

    /** Returns a time span in milliseconds; null if unknown. */
    public static @Nullable Long millis(RecordedEvent event, String field) {
        Duration span = span(event, field);
        return span == null ? null : Long.valueOf(span.toMillis());
    }

    /** Returns whether something is so; false if unknown. */
    public static boolean flag(RecordedEvent event, String field) {
        return event.hasField(field) && event.getBoolean(field);
    }
}
