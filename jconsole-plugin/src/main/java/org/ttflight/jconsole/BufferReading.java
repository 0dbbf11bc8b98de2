package org.ttflight.jconsole;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a live buffer.
 *
 * @param address in hexadecimal digits; the id of a kernel
 * @param allocated when it was reported, ISO 8601 in UTC
 * @param ageMillis how long ago that was
 */
record BufferReading(
        int device,
        String memory,
        String address,
        @Nullable Long bytes,
        String allocated,
        @Nullable Long ageMillis) {

    static final List<Column> COLUMNS =
            List.of(
                    Column.number("Device", "", 65),
                    Column.text("Memory", 90),
                    Column.text("Address", 105),
                    Column.number("Size", "bytes", 90),
                    Column.text("Allocated", 95),
                    Column.number("Age", "milliseconds", 90));

    private static final long DAY_MILLIS = 86_400_000;
    private static final DateTimeFormatter TIME = local("HH:mm:ss");
    private static final DateTimeFormatter DAY_AND_TIME = local("yyyy-MM-dd HH:mm");

    private static DateTimeFormatter local(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
    }

    /** What a line is about. */
    record Key(int device, String memory, String address, String allocated) {}

    static BufferReading of(Row row) {
        return new BufferReading(
                row.ordinal("device"),
                row.word("memory"),
                row.word("address"),
                row.whole("bytes"),
                row.word("allocated"),
                row.whole("ageMillis"));
    }

    Line<Key> line() {
        return new Line<>(
                new Key(device, memory, address, allocated),
                List.of(
                        Cell.ordinal(device),
                        Cell.text(memory),
                        Cell.text(address),
                        Cell.bytes(bytes),
                        allocatedCell(),
                        Cell.duration(ageMillis)));
    }

    private Cell allocatedCell() {
        try {
            Instant time = Instant.parse(allocated);
            boolean isLongAgo = ageMillis != null && ageMillis >= DAY_MILLIS;
            return Cell.time(time, (isLongAgo ? DAY_AND_TIME : TIME).format(time));
        } catch (DateTimeParseException e) {
            return Cell.text(allocated);
        }
    }
}
