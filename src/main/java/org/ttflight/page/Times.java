package org.ttflight.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.ttflight.recording.RecordingReport;

/** Times as the page shows them: all are UTC, with the day only where there are several. */
final class Times {
    private static final DateTimeFormatter DATE_TIME = of("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DAY_TIME = of("MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = of("HH:mm:ss");

    private final DateTimeFormatter format;

    Times(RecordingReport report) {
        boolean isOneDay =
                report.origin()
                        .from()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .equals(report.origin().until().atZone(ZoneOffset.UTC).toLocalDate());
        format = isOneDay ? TIME : DAY_TIME;
    }

    private static DateTimeFormatter of(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    static String dateTime(Instant time) {
        return DATE_TIME.format(time);
    }

    /** Returns what tells a time within the report. */
    String at(Instant time) {
        return format.format(time);
    }
}
