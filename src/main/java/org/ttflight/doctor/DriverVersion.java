package org.ttflight.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version of the driver, and which of the files we read it does not have yet. */
record DriverVersion(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

    /** Returns null for what is no version; a suffix such as {@code -rc2} does not count. */
    static @Nullable DriverVersion parse(@Nullable String text) {
        Matcher matcher = text == null ? null : FORM.matcher(text.strip());
        if (matcher == null || !matcher.matches()) {
            return null;
        }
        return new DriverVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private boolean isBefore(int otherMajor, int otherMinor) {
        return major < otherMajor || (major == otherMajor && minor < otherMinor);
    }

    /** Returns what it lacks, each in a few words. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (isBefore(1, 28)) {
            missing.add("clocks, serial numbers and card types (since 1.28)");
        }
        if (isBefore(1, 32)) {
            missing.add("telemetry of Blackhole (since 1.32)");
        }
        if (isBefore(2, 0)) {
            missing.add("PCIe counters and fan speed (since 2.0)");
        }
        if (isBefore(2, 3)) {
            missing.add("ASIC ids (since 2.1 on Blackhole, 2.3 on Wormhole)");
        }
        if (isBefore(2, 5)) {
            missing.add("the list of processes that have a device open (since 2.5)");
        }
        if (isBefore(2, 7)) {
            missing.add("heartbeat and thermal trips (since 2.7)");
        }
        if (isBefore(2, 9)) {
            missing.add("limits of Blackhole (since 2.9)");
        }
        return missing;
    }

    /** Returns whether that is more than a few limits: whole columns stay empty. */
    boolean lacksMuch() {
        return isBefore(2, 7);
    }
}
