package org.ttflight.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Picks the document out of its JSON. */
final class SnapshotReader {
    private SnapshotReader() {}

    static SnapshotDocument read(String json) throws IOException {
        JsonFields document = JsonFields.parse(json);
        String error = document.textOrNull("error");
        if (error != null) {
            throw new IOException("the daemon answers: " + error);
        }
        int schema = document.integer("schema");
        if (schema != SnapshotDocument.SCHEMA) {
            throw new IOException(
                    "the daemon's snapshot is of version "
                            + schema
                            + ", but this program understands version "
                            + SnapshotDocument.SCHEMA);
        }
        List<DeviceState> devices = new ArrayList<>();
        for (JsonFields device : document.objects("devices")) {
            devices.add(DeviceJson.read(device));
        }
        List<ProcessState> processes = new ArrayList<>();
        for (JsonFields process : document.objects("processes")) {
            processes.add(process(process));
        }
        JsonFields server = document.objectOrNull("server");
        JsonFields host = document.objectOrNull("host");
        return new SnapshotDocument(
                schema,
                document.time("time"),
                server == null ? null : server(server),
                devices,
                processes,
                host == null ? HostSummary.UNKNOWN : host(host),
                regions(document));
    }

    private static ServerState server(JsonFields server) throws IOException {
        return new ServerState(
                server.text("version"),
                server.number("pid"),
                server.text("socket"),
                server.time("startTime"),
                server.number("uptimeSeconds"),
                server.numberOrNull("openConnections"),
                server.numberOrNull("connections"),
                server.numberOrNull("messages"),
                counts(server.object("rejections")),
                counts(server.object("anomalies")),
                server.number("liveBuffers"),
                server.numberOrNull("allocations"),
                server.numberOrNull("frees"),
                server.numberOrNull("orphans"));
    }

    private static Map<String, Long> counts(JsonFields fields) throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String name : fields.names()) {
            counts.put(name, fields.number(name));
        }
        return counts;
    }

    private static ProcessState process(JsonFields process) throws IOException {
        List<ProcessMemory> devices = new ArrayList<>();
        for (JsonFields held : process.objects("devices")) {
            devices.add(
                    new ProcessMemory(
                            held.integer("device"),
                            held.flagOrNull("open"),
                            held.flagOr("discrepancy", false),
                            MemoryJson.read(held.object("memory"))));
        }
        boolean verified = process.flag("verified");
        Tracking usual = verified ? Tracking.REPORTING : Tracking.REPORTING_UNVERIFIED;
        return new ProcessState(
                process.integer("pid"),
                verified,
                process.textOrNull("name"),
                process.textOrNull("user"),
                process.textOrNull("commandLine"),
                process.timeOrNull("startTime"),
                process.timeOrNull("attachedTime"),
                process.timeOrNull("lastReportTime"),
                process.text("status"),
                devices,
                process.textOr("tracking", usual.name()),
                process.textOrNull("statusDetail"),
                process.textOrNull("container"),
                process.textOrNull("pod"),
                process.decimalOrNull("cpuSeconds"),
                process.decimalOrNull("cpuRatio"),
                process.numberOrNull("residentBytes"));
    }

    private static HostSummary host(JsonFields host) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        JsonFields states = host.object("sources");
        for (String name : states.names()) {
            sources.put(name, states.text(name));
        }
        List<LostDeviceState> lost = new ArrayList<>();
        for (JsonFields device : host.objects("lost")) {
            lost.add(
                    new LostDeviceState(
                            device.integer("device"),
                            device.textOrNull("card"),
                            device.textOrNull("asicId"),
                            device.time("lostTime")));
        }
        return new HostSummary(
                host.textOrNull("driverVersion"), sources, lost, host.textsOrNone("problems"));
    }

    private static List<RegionState> regions(JsonFields document) throws IOException {
        List<RegionState> regions = new ArrayList<>();
        for (JsonFields region : document.objectsOrNone("sharedMemory")) {
            regions.add(
                    new RegionState(
                            region.text("id"),
                            region.integer("version"),
                            region.integerOrNull("device"),
                            region.text("mapping"),
                            region.text("verdict"),
                            region.textOrNull("detail"),
                            counts(region.object("claimed")),
                            region.timeOrNull("lastUpdateTime"),
                            region.integer("liveSlots"),
                            region.integer("staleSlots"),
                            region.integer("unverifiableSlots"),
                            region.integer("underflows")));
        }
        return regions;
    }
}
