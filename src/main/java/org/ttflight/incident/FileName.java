package org.ttflight.incident;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the files of an incident are called: time in UTC, kind, device or pid, and a number where
 * that is not enough. Names in their order are incidents in theirs.
 */
final class FileName {
    static final String DOCUMENT = ".json";
    static final String SUMMARY = ".txt";
    static final String RECORDING = ".jfr";
    static final String UNFINISHED = ".part";

    /** All files of an incident. */
    static final List<String> ENDINGS = List.of(DOCUMENT, SUMMARY, RECORDING);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile(
                    "(\\d{8}T\\d{6}Z)-([a-z-]{1,60}?)(?:-(device|pid)-(\\d{1,10}))?(?:-(\\d{1,4}))?");

    private FileName() {}

    static String of(Cause cause) {
        StringBuilder name = new StringBuilder(TIME.format(cause.moment().time()));
        name.append('-').append(cause.kind().label());
        if (cause.pid() != null) {
            name.append("-pid-").append(cause.pid());
        } else if (cause.ordinal() != null) {
            name.append("-device-").append(cause.ordinal());
        }
        return name.toString();
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Returns the incident whose file this is; null if it is none of ours. */
    static @Nullable String nameOf(String file) {
        String whole =
                file.endsWith(UNFINISHED)
                        ? file.substring(0, file.length() - UNFINISHED.length())
                        : file;
        for (String ending : ENDINGS) {
            if (whole.endsWith(ending)) {
                String name = whole.substring(0, whole.length() - ending.length());
                return isName(name) ? name : null;
            }
        }
        return null;
    }

    /** Returns what the name alone tells; null if that is no time. */
    static @Nullable Incident read(String name, String message) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        try {
            Instant time = TIME.parse(matcher.group(1), Instant::from);
            boolean isDevice = "device".equals(matcher.group(3));
            Integer number = matcher.group(4) == null ? null : Integer.valueOf(matcher.group(4));
            return new Incident(
                    Incident.SCHEMA,
                    name,
                    time,
                    matcher.group(2),
                    isDevice ? number : null,
                    null,
                    isDevice ? null : number,
                    null,
                    message,
                    0,
                    null,
                    List.of(),
                    Incident.RecordingState.none("unknown"));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
