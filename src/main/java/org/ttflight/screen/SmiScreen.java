package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SharedOnly;
import org.ttflight.snapshot.SnapshotDocument;

/** The one-shot screen: a box of devices, a box of processes, and notes on both. */
public final class SmiScreen {
    private SmiScreen() {}

    /** Returns the screen, line by line, each with a line feed. */
    public static String render(SnapshotDocument document, View view) {
        return render(document, SmiContents.USUAL, view);
    }

    /**
     * Returns the screen, line by line, each with a line feed.
     *
     * @param whole with all devices and processes, also those that are not wanted
     */
    public static String render(SnapshotDocument whole, SmiContents contents, View view) {
        SnapshotDocument all = contents.isSharedOnly() ? SharedOnly.of(whole) : whole;
        SnapshotDocument document = contents.selection().of(all);
        StringBuilder out = new StringBuilder(8192);
        Box box = new Box(view, out);
        String time = view.time(document.time());
        int room = box.innerWidth() - time.length() - 1;
        box.text(title(document, contents.isSharedOnly(), view.glyphs(), room), time);
        box.rule();
        if (!document.devices().isEmpty()) {
            DeviceTable.draw(document.devices(), box);
        } else if (all.devices().isEmpty()) {
            box.text(view.glyphs().clean(noDevices(document)));
        } else {
            box.text("No such device is here now.");
        }
        box.close();

        out.append('\n');
        processes(all, document, contents, view, out);
        if (contents.hasDetails()) {
            boolean isSharedOnly = contents.isSharedOnly();
            DeviceDetails.append(document.devices(), document.time(), isSharedOnly, view, out);
        }
        if (contents.isSharedOnly()) {
            SharedFiles.append(document.sharedMemory(), document.time(), view, out);
        }
        out.append('\n');
        Notes notes = new Notes(out, view.width());
        SelectionNote.write(all, contents.selection(), notes);
        if (contents.isSharedOnly()) {
            sharedNotes(document, view, notes);
        } else {
            notes(document, view, notes);
        }
        return out.toString();
    }

    private static void processes(
            SnapshotDocument all,
            SnapshotDocument shown,
            SmiContents contents,
            View view,
            StringBuilder out) {
        if (all.processes().isEmpty()) {
            out.append(noProcess(all, contents.isSharedOnly())).append('\n');
            return;
        }
        int count = shown.processes().size();
        String head = SelectionNote.count(all, count, contents.selection(), view.glyphs());
        StringBuilder lines = new StringBuilder();
        Paragraph.append(lines, head, view.width());
        out.append(view.paint(lines.substring(0, lines.length() - 1), Style.BOLD)).append('\n');
        if (count > 0) {
            Box box = new Box(view, out);
            ProcessTable.of(shown.processes(), contents.hasDetails(), box).draw(box);
            box.close();
        }
    }

    private static String noProcess(SnapshotDocument document, boolean isSharedOnly) {
        if (isSharedOnly) {
            return "No process has a slot in shared memory.";
        }
        return document.server() == null
                ? "No process is known to use a device."
                : "No process reports device memory.";
    }

    /** Returns who tells all of this; leaves the driver out where there is no room for it. */
    public static String title(
            SnapshotDocument document, boolean isSharedOnly, Glyphs glyphs, int room) {
        ServerState server = document.server();
        String driver = document.host().driverVersion();
        String daemon =
                (server == null ? "tt-smi" : "tt-smi " + glyphs.clean(server.version()))
                        + (isSharedOnly ? "   shared memory only" : "")
                        + (server == null ? "   without a daemon" : "   daemon " + server.pid())
                        + (server == null || isSharedOnly
                                ? ""
                                : " up " + Amount.duration(server.uptimeSeconds()));
        String both = driver == null ? daemon : daemon + "   driver " + glyphs.clean(driver);
        return !isSharedOnly && both.length() <= room ? both : daemon;
    }

    /** Returns why there are no devices, as far as anybody says. */
    public static String noDevices(SnapshotDocument document) {
        if (!document.host().lost().isEmpty()) {
            return "No devices: those that there were are lost.";
        }
        if (document.server() != null) {
            return "No devices: the daemon found none, and no program has reported one.";
        }
        String driver = document.host().sources().get("driver");
        if (driver == null) {
            return "No devices.";
        }
        return driver.equals("no devices")
                ? "No devices: the driver lists none."
                : "No devices (" + driver + ").";
    }

    private static void notes(SnapshotDocument document, View view, Notes notes) {
        notes.say(sums(document));
        if (Figures.hasShared(document.devices())
                || Figures.hasSharedHoldings(document.processes())) {
            notes.say(Figures.SHARED + " " + Figures.SHARED_MEANING);
        }
        if (ProcessTable.isAnyIncomplete(document.processes())) {
            notes.say(
                    view.glyphs().atLeast()
                            + " of a process means at least: nobody tells what it holds on some of"
                            + " its devices.");
        }
        notes.end();
        new DeviceNotes(view, document.time()).write(document, notes);
        String simulated = simulated(document.devices());
        if (simulated != null) {
            notes.say("Simulated, no such hardware here: device " + simulated + ".");
            notes.end();
        }
        HostNotes host = new HostNotes(view.glyphs(), notes);
        host.processes(document.processes());
        host.sharedMemory(document.sharedMemory());
        host.problems(document);
        host.sources(document);
        if (document.server() == null) {
            for (String line : LocalNotes.LINES) {
                notes.say(line);
            }
            notes.end();
        }
    }

    private static void sharedNotes(SnapshotDocument document, View view, Notes notes) {
        notes.say(Figures.SUMS);
        notes.say(
                "Only tt-metal's shared memory was asked (*): devices with the totals written"
                        + " there, processes with their slots. What programs report on the socket,"
                        + " and processes without a slot, are not shown; nor is telemetry.");
        notes.end();
        DeviceNotes devices = new DeviceNotes(view, document.time());
        for (DeviceState device : document.devices()) {
            String unattributed = devices.unattributedIncluded(device);
            if (unattributed != null) {
                notes.device(device.device(), unattributed);
            }
        }
        notes.end();
        HostNotes host = new HostNotes(view.glyphs(), notes);
        host.sharedMemory(document.sharedMemory());
        host.problems(document);
    }

    private static @Nullable String simulated(List<DeviceState> devices) {
        List<Integer> simulated = new ArrayList<>();
        for (DeviceState device : devices) {
            if (device.simulated()) {
                simulated.add(device.device());
            }
        }
        return simulated.isEmpty() ? null : OrdinalRanges.of(simulated);
    }

    /** Returns of what the figures are made, and whose they are if only programs tell them. */
    public static String sums(SnapshotDocument document) {
        boolean isReported =
                document.server() != null
                        && !Figures.hasShared(document.devices())
                        && !Figures.hasSharedHoldings(document.processes());
        return isReported ? Figures.SUMS + " All as programs report it." : Figures.SUMS;
    }

    /** Returns text that is clean, or N/A for what is unknown. */
    public static String known(@Nullable String text, Glyphs glyphs) {
        return text == null ? Amount.UNKNOWN : glyphs.clean(text);
    }
}
