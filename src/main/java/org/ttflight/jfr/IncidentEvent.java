package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Something happened of which files are kept. */
@Name("tenstorrent.Incident")
@Label("Incident")
@Category({"Tenstorrent", "Daemon"})
@Description("Something happened of which a recording and a summary are kept")
@StackTrace(false)
public final class IncidentEvent extends Event {
    private static final IncidentEvent PROBE = new IncidentEvent();

    @Label("Kind")
    @Description(
            "One of memory-threshold, device-lost, heartbeat-stalled, thermal-trip, process-died-with-memory, daemon-error")
    @Nullable String kind;

    @Label("Device")
    @Description("The device it happened to; -1 if to none")
    @DeviceRelation
    int device;

    @Label("Process Id")
    @Description("The process it happened to; -1 if to none")
    @ProcessIdRelation
    int processId;

    @Label("Message")
    @Description("What happened, in words")
    @Nullable String message;

    @Label("File")
    @Description("Where the recording is written on the host, or the summary if there is none")
    @Nullable String file;

    /**
     * Tells of an incident.
     *
     * @param device null if it is of none
     * @param pid null if it is of none
     */
    public static void emit(
            String kind,
            @Nullable Integer device,
            @Nullable Integer pid,
            String message,
            String file) {
        if (!PROBE.isEnabled()) {
            return;
        }
        IncidentEvent event = new IncidentEvent();
        event.kind = kind;
        event.device = device == null ? Unknown.NUMBER : device;
        event.processId = pid == null ? Unknown.NUMBER : pid;
        event.message = message;
        event.file = file;
        event.commit();
    }
}
