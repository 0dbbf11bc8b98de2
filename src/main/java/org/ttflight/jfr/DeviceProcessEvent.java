package org.ttflight.jfr;

import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Percentage;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.host.ProcessDescription;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/** One row of a snapshot: a process, also one of which nobody says what it holds. */
@Name("tenstorrent.DeviceProcess")
@Label("Device Process")
@Category({"Tenstorrent", "Process"})
@Description("A process that has a device open, reports, or has a slot in shared memory")
@StackTrace(false)
@Period("60 s")
final class DeviceProcessEvent extends Event {
    private static final DeviceProcessEvent PROBE = new DeviceProcessEvent();

    @Label("Snapshot")
    @Description("Rows with the same number show the same moment")
    @SnapshotRelation
    int snapshot;

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("Name")
    @Description("The last part of its command; null if unreadable")
    @Nullable String name;

    @Label("User")
    @Description("Its login name; null if unreadable")
    @Nullable String user;

    @Label("Container")
    @Description("The id of the container that it runs in; null if none or unreadable")
    @Nullable String container;

    @Label("Pod")
    @Description("The uid of its Kubernetes pod; null if none or unreadable")
    @Nullable String pod;

    @Label("Held Devices")
    @Description("The devices that it has open, reports or has a slot for, by commas")
    @Nullable String heldDevices;

    @Label("Tracking")
    @Description("How much is known of what it holds")
    @Nullable String tracking;

    @Label("Cpu Ratio")
    @Description("Processor time over the last interval, 100 % for one core; NaN if unknown")
    @Percentage
    double cpuRatio;

    @Label("Resident Bytes")
    @Description("Memory of the host that it occupies; -1 if unknown")
    @DataAmount
    long residentBytes;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    static void emit(int snapshot, ObservedProcess process) {
        ProcessDescription description = process.description();
        HostProcess host = process.host();
        DeviceProcessEvent event = new DeviceProcessEvent();
        event.snapshot = snapshot;
        event.processId = process.pid();
        event.name = description.name();
        event.user = description.user();
        event.container = description.container();
        event.pod = description.pod();
        event.heldDevices = devices(process.devices());
        event.tracking = process.tracking().label();
        event.cpuRatio = Unknown.orNumber(host == null ? null : host.cpuRatio());
        event.residentBytes = Unknown.orWhole(host == null ? null : host.residentBytes());
        event.commit();
    }

    private static String devices(List<ObservedHolding> holdings) {
        StringBuilder devices = new StringBuilder();
        for (ObservedHolding holding : holdings) {
            devices.append(devices.isEmpty() ? "" : ",").append(holding.device());
        }
        return devices.toString();
    }
}
