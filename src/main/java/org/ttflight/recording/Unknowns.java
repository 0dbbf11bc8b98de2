package org.ttflight.recording;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.recording.RecordingReport.SingleBuffers;

/** What recordings cannot tell, in sentences that say what to do about it. */
final class Unknowns {
    private Unknowns() {}

    static List<String> of(SingleBuffers single, OriginFold origin) {
        List<String> notes = new ArrayList<>();
        switch (single.status()) {
            case "none" ->
                    notes.add(
                            "No single buffers: recorded with the continuous settings. Sizes,"
                                    + " lifetimes and buffers that were not released are not known;"
                                    + " record with the profile settings to see them.");
            case "thinned" ->
                    notes.add(
                            "Only some buffers were recorded: one in "
                                    + single.oneIn()
                                    + ", of at least "
                                    + single.minimumSize()
                                    + " bytes. Counts are estimates, and which buffers were not"
                                    + " released is not known.");
            case "unknown" ->
                    notes.add(
                            "The settings were not recorded, so it is not known whether all"
                                    + " buffers were; which were not released is not told.");
            default -> {
                // all is known
            }
        }
        addMissing(notes, origin, "DeviceMemory", "No memory of devices over time");
        addMissing(
                notes, origin, "ProcessMemory", "No memory of processes: who held it is unknown");
        addMissing(notes, origin, "DeviceTelemetry", "No temperature, power or clocks");
        if (origin.lostBytes() > 0) {
            notes.add(
                    "JFR could not keep up and lost "
                            + Words.bytes(origin.lostBytes())
                            + " of events: counts are too low, and a buffer may only seem not to be"
                            + " released.");
        }
        if (origin.daemons().size() > 1) {
            notes.add(
                    "Recorded by "
                            + origin.daemons().size()
                            + " daemons, or runs of one. If they were of several hosts, devices of"
                            + " the same number are mixed here; report each host on its own.");
        }
        return notes;
    }

    private static void addMissing(
            List<String> notes, OriginFold origin, String event, String what) {
        if (origin.count(event) == 0) {
            notes.add(what + ": there is no tenstorrent." + event + " in the recording.");
        }
    }
}
