package org.ttflight.jmx;

import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/**
 * What the {@link ServerMXBean} has to tell.
 *
 * @param type of the notification
 * @param message for people
 * @param userData the same for programs
 */
record ServerNotice(String type, long epochMillis, String message, CompositeData userData) {
    private static final String ATTACHED = "tenstorrent.process.attached";
    private static final String EXITED = "tenstorrent.process.exited";
    private static final String INCIDENT = "tenstorrent.incident";
    private static final String INCIDENT_DOC =
            "Something happened of which a recording and a summary are kept";

    static MBeanNotificationInfo[] infos() {
        DeviceIncident.Kind[] kinds = DeviceIncident.Kind.values();
        MBeanNotificationInfo[] infos = new MBeanNotificationInfo[kinds.length + 3];
        infos[0] = info(ATTACHED, "A process reported for the first time");
        infos[1] = info(EXITED, "A process is gone; what it still held was released");
        infos[2] = info(INCIDENT, INCIDENT_DOC);
        int at = 3;
        for (DeviceIncident.Kind kind : kinds) {
            infos[at++] = info(kind.type(), kind.description());
        }
        return infos;
    }

    private static MBeanNotificationInfo info(String type, String description) {
        return new MBeanNotificationInfo(
                new String[] {type}, Notification.class.getName(), description);
    }

    static ServerNotice attached(
            ProcessIdentity process, ProcessDescription description, long epochMillis) {
        String message = title(process, description) + " attached";
        Payload payload = payload(process, description).put("message", message, "for people");
        return new ServerNotice(
                ATTACHED,
                epochMillis,
                message,
                payload.build("ProcessAttached", "A process reported for the first time"));
    }

    static ServerNotice exited(
            ProcessUsage last,
            ProcessDescription description,
            ExitReason reason,
            long epochMillis) {
        Usage held = last.total();
        String message =
                title(last.identity(), description)
                        + " exited ("
                        + reason.description()
                        + "), "
                        + held.deviceBytes()
                        + " bytes in "
                        + held.buffers()
                        + " buffers orphaned";
        Payload payload =
                payload(last.identity(), description)
                        .put("reason", reason.name(), "how it became known")
                        .put(
                                "orphanedBytes",
                                (Long) held.deviceBytes(),
                                "bytes it still held on devices")
                        .put("orphanedBuffers", (Long) held.buffers(), "buffers it still held")
                        .put("message", message, "the same for people");
        return new ServerNotice(
                EXITED, epochMillis, message, payload.build("ProcessExited", "A process is gone"));
    }

    static ServerNotice incident(DeviceIncident incident) {
        HostDevice device = incident.device();
        Payload payload =
                new Payload()
                        .put("device", device.ordinal(), "ordinal of the device")
                        .put("cardType", device.cardType(), "its card; null if unknown")
                        .put("asicId", device.asicId(), "the chip's own number; null if unknown")
                        .put(
                                "pciAddress",
                                device.identity().pciAddress(),
                                "where it is; null if unknown")
                        .put("reason", incident.reason(), "why it was lost; else null")
                        .put(
                                "lastDevice",
                                incident.lastDevice(),
                                "ordinal before it was lost; null if it was not")
                        .put(
                                "millis",
                                incident.millis(),
                                "how long it was away or blocked, or had no heartbeat; else null")
                        .put(
                                "count",
                                incident.count(),
                                "where the heartbeat stands, or new shutdowns; else null")
                        .put("message", incident.message(), "the same for people");
        return new ServerNotice(
                incident.kind().type(),
                incident.epochMillis(),
                incident.message(),
                payload.build("DeviceIncident", incident.kind().description()));
    }

    static ServerNotice incident(IncidentRow incident) {
        Integer device = incident.device();
        Integer pid = incident.pid();
        String message = incident.kind() + ": " + incident.message();
        Payload payload =
                new Payload()
                        .put("kind", incident.kind(), "what it is")
                        .put(
                                "device",
                                device == null ? null : Long.valueOf(device),
                                "ordinal of the device; null if it is of none")
                        .put(
                                "pid",
                                pid == null ? null : Long.valueOf(pid),
                                "process id; null if it is of none")
                        .put("file", incident.file(), "where it is kept on the daemon's host")
                        .put("message", message, "the same for people");
        return new ServerNotice(
                INCIDENT, incident.time(), message, payload.build("Incident", INCIDENT_DOC));
    }

    private static String title(ProcessIdentity process, ProcessDescription description) {
        String name = description.name();
        return "process " + process.pid() + (name == null ? "" : " (" + name + ")");
    }

    private static Payload payload(ProcessIdentity process, ProcessDescription description) {
        return new Payload()
                .put("pid", process.pid(), "process id; if not verified, as claimed")
                .put("verified", process.verified(), "whether the kernel vouches for the pid")
                .put("name", description.name(), "name of the program; null if unknown")
                .put("user", description.user(), "user of the process; null if unknown");
    }
}
