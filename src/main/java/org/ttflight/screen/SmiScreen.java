package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;

/** The one-shot screen: a box of devices, a box of processes, and notes on both. */
public final class SmiScreen {
    private SmiScreen() {}

    /** Returns the screen, line by line, each with a line feed. */
    public static String render(SnapshotDocument document, View view) {
        StringBuilder out = new StringBuilder(8192);
        Box box = new Box(view, out);
        String time = view.time(document.time());
        box.text(title(document, view.glyphs(), box.innerWidth() - time.length() - 1), time);
        box.rule();
        if (document.devices().isEmpty()) {
            box.text(view.glyphs().clean(noDevices(document)));
        } else {
            DeviceTable.draw(document.devices(), box);
        }
        box.close();

        out.append('\n');
        if (document.processes().isEmpty()) {
            out.append(
                    document.server() == null
                            ? "No process is known to use a device.\n"
                            : "No process reports device memory.\n");
        } else {
            int count = document.processes().size();
            out.append(view.paint(Amount.count(count, "process", "processes"), Style.BOLD));
            out.append('\n');
            Box processes = new Box(view, out);
            ProcessTable.of(document.processes(), view).draw(processes);
            processes.close();
        }
        notes(document, view, out);
        return out.toString();
    }

    /** Leaves the driver out where there is no room for all of it. */
    private static String title(SnapshotDocument document, Glyphs glyphs, int room) {
        ServerState server = document.server();
        String driver = document.host().driverVersion();
        String daemon =
                server == null
                        ? "tt-smi   without a daemon"
                        : "tt-smi "
                                + glyphs.clean(server.version())
                                + "   daemon "
                                + server.pid()
                                + " up "
                                + Amount.duration(server.uptimeSeconds());
        String both = driver == null ? daemon : daemon + "   driver " + glyphs.clean(driver);
        return both.length() <= room ? both : daemon;
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

    private static void notes(SnapshotDocument document, View view, StringBuilder out) {
        out.append('\n');
        Notes notes = new Notes(out, view.width());
        notes.say(sums(document));
        if (Figures.hasShared(document.devices())
                || Figures.hasSharedHoldings(document.processes())) {
            notes.say(Figures.SHARED + " " + Figures.SHARED_MEANING);
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
