package org.ttflight.daemon;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ttflight.incident.IncidentSettings;
import picocli.CommandLine.Option;

/** The options that say what counts as an incident, and how much is kept of it. */
final class IncidentOptions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*([smh])");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([kMG]?)i?B?");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?)\\s*%");

    @Option(
            names = "--incident-before",
            paramLabel = "TIME",
            defaultValue = "5m",
            description =
                    "How far back the recording of an incident reaches, as 90s or 5m. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String before = "5m";

    @Option(
            names = "--incident-after",
            paramLabel = "TIME",
            defaultValue = "1m",
            description =
                    "How long it goes on after the incident; it is written then. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String after = "1m";

    @Option(
            names = "--incident-memory",
            paramLabel = "PERCENT",
            defaultValue = "95%",
            description =
                    "Memory that rises above this part of a device's DRAM or L1 is an incident, as"
                            + " 95%%; off for none. Usage thresholds count besides. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String memory = "95%";

    @Option(
            names = "--incident-orphaned",
            paramLabel = "SIZE",
            defaultValue = "1M",
            description =
                    "A process that ends and leaves at least so much device memory behind is an"
                            + " incident, as 64k or 1M. Default: ${DEFAULT-VALUE}.")
    private String orphaned = "1M";

    @Option(
            names = "--incident-max-size",
            paramLabel = "SIZE",
            defaultValue = "512M",
            description =
                    "How much disk incidents may take, as 64M or 2G; the oldest are dropped."
                            + " Default: ${DEFAULT-VALUE}.")
    private String maxSize = "512M";

    /**
     * Returns what was given.
     *
     * @throws IllegalArgumentException if it makes no sense; the message names the option
     */
    IncidentSettings settings() {
        return new IncidentSettings(
                time("--incident-before", before),
                time("--incident-after", after),
                share(),
                size("--incident-orphaned", orphaned),
                size("--incident-max-size", maxSize));
    }

    private @Nullable Double share() {
        if (memory.equals("off")) {
            return null;
        }
        Matcher matcher = PERCENT.matcher(memory);
        double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (percent <= 0) {
            throw new IllegalArgumentException(
                    "--incident-memory takes a percentage below 100%, as 95%, or off, but got '"
                            + memory
                            + "'");
        }
        return percent / 100;
    }

    private static Duration time(String option, String text) {
        Matcher matcher = TIME.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration time =
                    switch (matcher.group(2)) {
                        case "h" -> Duration.ofHours(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        default -> Duration.ofSeconds(amount);
                    };
            if (time.compareTo(Duration.ofDays(1)) <= 0) {
                return time;
            }
        }
        throw new IllegalArgumentException(
                option
                        + " takes a number and s, m or h, as 90s, up to 24h, but got '"
                        + text
                        + "'");
    }

    private static long size(String option, String text) {
        Matcher matcher = SIZE.matcher(text);
        long amount = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        int shift =
                amount == 0
                        ? 0
                        : switch (matcher.group(2)) {
                            case "k" -> 10;
                            case "M" -> 20;
                            case "G" -> 30;
                            default -> 0;
                        };
        if (amount < 1 || amount > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException(
                    option
                            + " takes a number above 0 and k, M or G, as 64M, but got '"
                            + text
                            + "'");
        }
        return amount << shift;
    }
}
