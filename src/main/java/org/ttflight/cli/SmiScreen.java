package org.ttflight.cli;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;

/** The one-shot screen: a box of devices and a box of processes. */
final class SmiScreen {
    /** Says of which raw figures the two shown ones are made. */
    static final String SUMS =
            "DRAM includes TRACE; L1 includes L1_SMALL and CB. All as programs report it.";

    private SmiScreen() {}

    /** Returns the screen, line by line, each with a line feed. */
    static String render(SnapshotDocument document, View view) {
        StringBuilder out = new StringBuilder(8192);
        Box box = new Box(view, out);
        ServerState server = document.server();
        String title =
                "tt-smi "
                        + view.glyphs().clean(server.version())
                        + "   daemon "
                        + server.pid()
                        + " up "
                        + Amount.duration(server.uptimeSeconds());
        box.text(title, view.time(document.time()));
        box.rule();
        if (document.devices().isEmpty()) {
            box.text("No devices: the daemon found none, and no program has reported one.");
        } else {
            DeviceTable.of(document.devices(), view).draw(box);
        }
        box.close();

        out.append('\n');
        if (document.processes().isEmpty()) {
            out.append("No process reports device memory.\n");
        } else {
            int count = document.processes().size();
            out.append(view.paint(Amount.count(count, "process", "processes"), Style.BOLD));
            out.append('\n');
            Box processes = new Box(view, out);
            ProcessTable.of(document.processes(), view).draw(processes);
            processes.close();
        }
        notes(document.devices(), view, out);
        return out.toString();
    }

    private static void notes(List<DeviceState> devices, View view, StringBuilder out) {
        out.append('\n');
        Paragraph.append(out, SUMS, view.width());
        List<Integer> simulated = new ArrayList<>();
        for (DeviceState device : devices) {
            if (device.simulated()) {
                simulated.add(device.device());
            }
        }
        if (!simulated.isEmpty()) {
            String ordinals = OrdinalRanges.of(simulated);
            Paragraph.append(
                    out,
                    "Simulated, no such hardware here: device " + ordinals + ".",
                    view.width());
        }
    }
}
