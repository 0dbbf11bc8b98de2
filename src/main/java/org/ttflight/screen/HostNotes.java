package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.MemoryUse;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.RegionState;
import org.ttflight.snapshot.SnapshotDocument;

/** What is to be said below the tables of processes, of shared memory, and of the sources. */
final class HostNotes {
    private static final int EXAMPLES = 3;
    private static final String UNDERFLOWS =
            "counters below zero, which a bug of their writers causes; what they count is unknown";

    private final Glyphs glyphs;
    private final Notes notes;

    HostNotes(Glyphs glyphs, Notes notes) {
        this.glyphs = glyphs;
        this.notes = notes;
    }

    /** Says why little is known of a process, once for all of which the same is true. */
    void processes(List<ProcessState> processes) {
        Groups<String> pidsByText = new Groups<>();
        for (ProcessState process : processes) {
            String detail = process.statusDetail();
            if (detail != null && !isPlain(process)) {
                String text = process.status() + ": " + detail;
                pidsByText.add(text, Integer.toString(process.pid()));
            }
        }
        for (Map.Entry<String, List<String>> group : pidsByText.all()) {
            String pids = examples("pid", group.getValue());
            notes.say(glyphs.clean(group.getKey()) + " (" + pids + ").");
        }
        notes.end();
        for (ProcessState process : processes) {
            for (ProcessMemory held : process.devices()) {
                if (held.discrepancy()) {
                    notes.say(discrepancy(process, held));
                }
            }
        }
        notes.end();
    }

    /** The table itself, and the mark of its figures, say enough of these. */
    private static boolean isPlain(ProcessState process) {
        String tracking = process.tracking();
        return tracking.equals("REPORTING") || tracking.equals("SHARED_MEMORY");
    }

    private static String discrepancy(ProcessState process, ProcessMemory held) {
        StringBuilder differences = new StringBuilder();
        for (Map.Entry<String, MemoryUse> type : held.memory().types().entrySet()) {
            Long used = type.getValue().used();
            Long shared = type.getValue().shared();
            if (used != null && shared != null && !used.equals(shared)) {
                differences.append(differences.isEmpty() ? ": " : "; ").append(type.getKey());
                differences.append(' ').append(Amount.bytes(used)).append(" reported, ");
                differences.append(Amount.bytes(shared)).append(" in shared memory");
            }
        }
        return "Pid "
                + process.pid()
                + " on device "
                + held.device()
                + ": its reports and shared memory have differed for a while"
                + differences
                + ".";
    }

    /** Says what is odd about tt-metal's files, once for all of which the same is true. */
    void sharedMemory(List<RegionState> regions) {
        Groups<RegionState> byTrouble = new Groups<>();
        for (RegionState region : regions) {
            String trouble = trouble(region);
            if (trouble != null) {
                byTrouble.add(trouble, region);
            }
            if (region.underflows() > 0) {
                byTrouble.add(UNDERFLOWS, region);
            }
        }
        for (Map.Entry<String, List<RegionState>> group : byTrouble.all()) {
            List<String> ids = new ArrayList<>();
            for (RegionState region : group.getValue()) {
                Integer device = region.device();
                ids.add(region.id() + (device == null ? "" : " of device " + device));
            }
            String files = Amount.count(ids.size(), "file", "files");
            String what = glyphs.clean(group.getKey() + " (" + examples("id", ids) + ")");
            String claims = group.getKey().equals(UNDERFLOWS) ? "." : claims(group.getValue());
            notes.say("Shared memory, " + files + ": " + what + claims);
        }
        notes.end();
    }

    /** Returns what is wrong with a file as a whole, or null. */
    private static @Nullable String trouble(RegionState region) {
        String detail = region.detail();
        if (!region.verdict().equals("live")) {
            return region.verdict() + (detail == null ? "" : ", " + detail);
        }
        if (region.device() == null) {
            return "of no known device, " + region.mapping();
        }
        return detail;
    }

    /** Returns what files claim that are of no device, as nothing else shows it. */
    private static String claims(List<RegionState> regions) {
        long dram = 0;
        long l1 = 0;
        for (RegionState region : regions) {
            if (region.device() == null) {
                dram += claimed(region, "DRAM") + claimed(region, "TRACE");
                l1 += claimed(region, "L1") + claimed(region, "L1_SMALL") + claimed(region, "CB");
            }
        }
        return dram + l1 == 0
                ? "."
                : (regions.size() == 1 ? ". It claims " : ". They claim ")
                        + Amount.bytes(dram)
                        + " of DRAM and "
                        + Amount.bytes(l1)
                        + " of L1. Not in the figures.";
    }

    private static long claimed(RegionState region, String type) {
        return region.claimed().getOrDefault(type, 0L);
    }

    private static String examples(String noun, List<String> all) {
        String some = String.join(", ", all.subList(0, Math.min(EXAMPLES, all.size())));
        return noun
                + " "
                + some
                + (all.size() > EXAMPLES ? " and " + (all.size() - EXAMPLES) + " more" : "");
    }

    /** Says what could not be read. */
    void problems(SnapshotDocument document) {
        for (String problem : document.host().problems()) {
            if (!isTold(problem, document)) {
                notes.say(sentence(glyphs.clean(problem)));
            }
        }
        notes.end();
    }

    /** What is wrong with shared memory, or with holders of devices, is told together above. */
    private static boolean isTold(String problem, SnapshotDocument document) {
        if (problem.startsWith("shared memory ")) {
            for (RegionState region : document.sharedMemory()) {
                if (problem.startsWith("shared memory " + region.id() + ": ")) {
                    return true;
                }
            }
        }
        for (DeviceState device : document.devices()) {
            HardwareState hardware = device.hardware();
            String detail = hardware == null ? null : hardware.openDetail();
            if (detail != null && problem.endsWith(": " + detail)) {
                return true;
            }
        }
        return false;
    }

    /** Says where all of this is from. */
    void sources(SnapshotDocument document) {
        StringBuilder states = new StringBuilder();
        for (Map.Entry<String, String> source : document.host().sources().entrySet()) {
            String name = source.getKey();
            states.append(states.isEmpty() ? "Sources: " : "; ");
            states.append(name.equals("sharedMemory") ? "shared memory" : name);
            states.append(": ").append(source.getValue());
        }
        if (!states.isEmpty()) {
            notes.say(glyphs.clean(states + "."));
            notes.end();
        }
    }

    private static String sentence(String problem) {
        if (problem.isEmpty()) {
            return "A problem without a name.";
        }
        int first = problem.offsetByCodePoints(0, 1);
        String text =
                problem.substring(0, first).toUpperCase(Locale.ROOT) + problem.substring(first);
        return text.endsWith(".") ? text : text + ".";
    }
}
