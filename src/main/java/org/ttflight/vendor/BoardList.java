package org.ttflight.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * The vendor's list of boards. What they call the board's type is the chip's family, and the series
 * is the board. Their chip ids are missing: only their own discovery gives them.
 */
public final class BoardList {
    private static final String[] TITLES = {
        "PCI BDF", "PCI Dev ID", "Board Type", "Device Series", "Board Number"
    };

    private BoardList() {}

    /** Returns a title, a line of headings and a line for each device that the driver has. */
    public static String write(SnapshotDocument document) {
        List<String[]> rows = new ArrayList<>();
        rows.add(TITLES);
        for (DeviceState device : document.devices()) {
            HardwareState hardware = device.hardware();
            if (hardware != null) {
                String serial = hardware.serial();
                String address = hardware.pciAddress();
                rows.add(
                        new String[] {
                            address == null ? PythonNumbers.UNKNOWN : address,
                            "/dev/tenstorrent/" + device.device(),
                            Board.family(device),
                            Board.type(device),
                            serial == null ? PythonNumbers.UNKNOWN : serial.toLowerCase(Locale.ROOT)
                        });
            }
        }
        StringBuilder text = new StringBuilder("All available boards on host:\n");
        int[] widths = new int[TITLES.length];
        for (String[] row : rows) {
            for (int at = 0; at < row.length; at++) {
                widths[at] = Math.max(widths[at], row[at].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int at = 0; at < row.length; at++) {
                line.append(row[at]).append(" ".repeat(widths[at] - row[at].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
