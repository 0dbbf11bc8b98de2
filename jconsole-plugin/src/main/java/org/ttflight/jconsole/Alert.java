package org.ttflight.jconsole;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Something that the daemon told of. Immutable.
 *
 * @param time when it happened, by the daemon's clock
 * @param what it is, in a few words
 * @param message for people
 */
record Alert(Instant time, Severity severity, String what, String message) {
    /** How the types of all our notifications begin. */
    static final String PREFIX = "tenstorrent.";

    static final List<Column> COLUMNS =
            List.of(
                    Column.text("Time", 140),
                    Column.text("Severity", 85),
                    Column.text("What", 180),
                    Column.text("Message", 520));

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    /** Reads a notification of any daemon, also one of a kind that is not known yet. */
    static Alert of(Notification notification) {
        String type = Objects.requireNonNullElse(notification.getType(), "");
        Row data =
                notification.getUserData() instanceof CompositeData composite
                        ? new Row(composite)
                        : null;
        String message = notification.getMessage();
        if (message == null || message.isBlank()) {
            message = data == null ? type : Objects.requireNonNullElse(data.text("message"), type);
        }
        return new Alert(
                Instant.ofEpochMilli(notification.getTimeStamp()),
                severity(type, data),
                what(type),
                message.strip());
    }

    /** Tells that some did not get through. */
    static Alert lost(long count, Instant time) {
        return new Alert(
                time,
                Severity.WARNING,
                "Alerts lost",
                Cell.countText(count)
                        + (count == 1 ? " alert was" : " alerts were")
                        + " lost on the way: too many came at once");
    }

    private static Severity severity(String type, @Nullable Row data) {
        return switch (type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type) {
            case "device.lost", "device.heartbeat.stalled", "device.thermal.trip", "incident" ->
                    Severity.CRITICAL;
            case "process.attached",
                    "device.found",
                    "device.returned",
                    "device.unblocked",
                    "device.heartbeat.resumed" ->
                    Severity.INFO;
            case "process.exited" -> {
                Long orphaned = data == null ? null : data.whole("orphanedBytes");
                yield orphaned == null || orphaned > 0 ? Severity.WARNING : Severity.INFO;
            }
            default -> Severity.WARNING;
        };
    }

    /** Returns such as "Device heartbeat stalled". */
    private static String what(String type) {
        String words =
                (type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type)
                        .replace('.', ' ');
        return words.isEmpty()
                ? "Alert"
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    List<Cell> cells() {
        return List.of(
                Cell.time(time, LOCAL.format(time)),
                new Cell(
                        severity.label(), severity.label(), Long.valueOf(severity.ordinal()), true),
                Cell.text(what),
                Cell.text(message));
    }
}
