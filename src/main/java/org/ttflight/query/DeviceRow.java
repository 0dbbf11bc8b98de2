package org.ttflight.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.TelemetryState;

/**
 * A device, and the document it is in.
 *
 * @param document with all processes, also those that were not asked for
 */
public record DeviceRow(SnapshotDocument document, DeviceState device) {
    /** Returns a row for each device that is wanted, by ordinal. */
    public static List<DeviceRow> of(SnapshotDocument document, Selection selection) {
        List<DeviceRow> rows = new ArrayList<>();
        for (DeviceState device : document.devices()) {
            if (selection.hasDevice(device.device())) {
                rows.add(new DeviceRow(document, device));
            }
        }
        return rows;
    }

    @Nullable HardwareState hardware() {
        return device.hardware();
    }

    @Nullable TelemetryState telemetry() {
        HardwareState hardware = device.hardware();
        return hardware == null ? null : hardware.telemetry();
    }

    /** Returns the value of a sensor, or null if it is unknown. */
    @Nullable Double reading(String sensor) {
        TelemetryState telemetry = telemetry();
        return telemetry == null ? null : telemetry.value(sensor);
    }

    @Nullable String firmware(String part) {
        HardwareState hardware = device.hardware();
        return hardware == null ? null : hardware.firmware().get(part);
    }

    /** Returns how many processes use it. */
    long processes() {
        long count = 0;
        for (ProcessState process : document.processes()) {
            for (ProcessMemory held : process.devices()) {
                if (held.device() == device.device()) {
                    count++;
                }
            }
        }
        return count;
    }
}
