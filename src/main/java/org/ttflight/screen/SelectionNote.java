package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;

/** Says on a screen what was left out. */
final class SelectionNote {
    private SelectionNote() {}

    /**
     * Returns how many processes there are, such as {@code 3 of 12 processes, filtered by user
     * ada}.
     *
     * @param whole the document with all of them
     */
    static String count(SnapshotDocument whole, int shown, Selection selection, Glyphs glyphs) {
        int all = whole.processes().size();
        if (selection.isAll()) {
            return Amount.count(all, "process", "processes");
        }
        return shown
                + " of "
                + Amount.count(all, "process", "processes")
                + ", filtered by "
                + filters(selection, glyphs);
    }

    private static String filters(Selection selection, Glyphs glyphs) {
        List<String> filters = new ArrayList<>();
        if (!selection.devices().isEmpty()) {
            filters.add("device " + numbers(selection.devices()));
        }
        if (!selection.pids().isEmpty()) {
            filters.add("pid " + numbers(selection.pids()));
        }
        if (!selection.users().isEmpty()) {
            filters.add("user " + glyphs.clean(String.join(",", selection.users())));
        }
        String name = selection.name();
        if (name != null) {
            filters.add("process '" + glyphs.clean(name) + "'");
        }
        return String.join(" and ", filters);
    }

    static String numbers(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            text.append(text.isEmpty() ? "" : ",").append(number);
        }
        return text.toString();
    }

    /** Says what a reader of the filtered screen might not expect. */
    static void write(SnapshotDocument whole, Selection selection, Notes notes) {
        List<Integer> missing = selection.missingPids(whole);
        if (!missing.isEmpty()) {
            notes.say(
                    (missing.size() == 1 ? "No process with pid " : "No processes with the pids ")
                            + numbers(missing)
                            + (missing.size() == 1 ? " uses a device." : " use a device."));
        }
        if (selection.choosesProcesses() && !whole.devices().isEmpty()) {
            notes.say("The figures of devices count all processes, not only those shown.");
        }
        notes.end();
    }
}
