package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ttflight.leak.LeakKind;
import org.ttflight.leak.LeakReport;
import org.ttflight.leak.LeakRequest;

/** What the kinds of findings mean, and what to do about them. */
final class LeakWords {
    /** How long use has to be watched before growth can be told from a start. */
    private static final long GROWTH_SAMPLES = 13;

    private LeakWords() {}

    static String title(LeakKind kind, long count, LeakRequest asked) {
        String age = Amount.duration(asked.ageSeconds());
        return switch (kind) {
            case AGE -> "Buffers that have lived for longer than " + age;
            case IDLE -> "Have allocated nothing for " + age + " and still hold buffers";
            case GROWTH -> "Hold more and more";
            case ORPHAN ->
                    Amount.count(count, "process ended", "processes ended")
                            + " without releasing all buffers";
            case DOUBLE_FREE -> "Released buffers twice";
            case UNKNOWN_FREE -> "Released what was never reported";
            case SIZE_CHANGE -> "Reported a live address again, with another size";
        };
    }

    static String advice(LeakKind kind) {
        return switch (kind) {
            case AGE ->
                    "Weights, traces and caches live as long as their program and are no leaks."
                            + " What should be gone: look at it with --pid, and find who allocated"
                            + " it in a recording (tenstorrent.BufferAllocation).";
            case IDLE ->
                    "The memory is blocked for others. End the program if nobody waits for it, or"
                            + " have it deallocate its tensors and close the device.";
            case GROWTH ->
                    "The lowest use of each tenth of that time rose nearly every time. Something is"
                            + " kept that should be released: look for lists, caches and graphs"
                            + " that hold on to tensors.";
            case ORPHAN ->
                    "The daemon has released them. A program that ends by itself should deallocate"
                            + " its tensors and close the device; one that was killed cannot.";
            case DOUBLE_FREE ->
                    "A buffer has two owners that both release it; the second release may hit a"
                            + " stranger's buffer at the same address.";
            case UNKNOWN_FREE -> "As a rule these were allocated before the daemon began to watch.";
            case SIZE_CHANGE ->
                    "The address was used anew without a report that it had been released, so a"
                            + " release is missing: of a buffer, or of its report.";
        };
    }

    static String names(Set<LeakKind> kinds) {
        StringBuilder names = new StringBuilder();
        for (LeakKind kind : LeakKind.values()) {
            if (kinds.contains(kind)) {
                names.append(names.isEmpty() ? "" : ", ").append(kind.label());
            }
        }
        return names.toString();
    }

    /** Returns what may be missing in a report. */
    static List<String> caveats(LeakReport report) {
        List<String> caveats = new ArrayList<>();
        LeakReport.Looked looked = report.looked();
        if (looked.growthSamples() < GROWTH_SAMPLES) {
            caveats.add("Growth shows after two minutes of watching at the earliest.");
        }
        if (looked.growthDropped() > 0) {
            caveats.add("Too much rises at once: growth of some processes was not followed.");
        }
        if (looked.forgotten() > 0) {
            caveats.add(
                    Amount.count(looked.forgotten(), "older finding is", "older findings are")
                            + " forgotten.");
        }
        return caveats;
    }
}
