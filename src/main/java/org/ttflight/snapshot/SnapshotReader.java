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
            devices.add(device(device));
        }
        List<ProcessState> processes = new ArrayList<>();
        for (JsonFields process : document.objects("processes")) {
            processes.add(process(process));
        }
        return new SnapshotDocument(
                schema,
                document.time("time"),
                server(document.object("server")),
                devices,
                processes);
    }

    private static ServerState server(JsonFields server) throws IOException {
        return new ServerState(
                server.text("version"),
                server.number("pid"),
                server.text("socket"),
                server.time("startTime"),
                server.number("uptimeSeconds"),
                server.number("openConnections"),
                server.number("connections"),
                server.number("messages"),
                counts(server.object("rejections")),
                counts(server.object("anomalies")),
                server.number("liveBuffers"),
                server.number("allocations"),
                server.number("frees"),
                server.number("orphans"));
    }

    private static Map<String, Long> counts(JsonFields fields) throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String name : fields.names()) {
            counts.put(name, fields.number(name));
        }
        return counts;
    }

    private static DeviceState device(JsonFields device) throws IOException {
        return new DeviceState(
                device.integer("device"),
                device.textOrNull("card"),
                device.textOrNull("architecture"),
                device.textOrNull("asicId"),
                device.flag("simulated"),
                memory(device.object("memory")));
    }

    private static ProcessState process(JsonFields process) throws IOException {
        List<ProcessMemory> devices = new ArrayList<>();
        for (JsonFields held : process.objects("devices")) {
            devices.add(new ProcessMemory(held.integer("device"), memory(held.object("memory"))));
        }
        return new ProcessState(
                process.integer("pid"),
                process.flag("verified"),
                process.textOrNull("name"),
                process.textOrNull("user"),
                process.textOrNull("commandLine"),
                process.timeOrNull("startTime"),
                process.timeOrNull("attachedTime"),
                process.timeOrNull("lastReportTime"),
                process.text("status"),
                devices);
    }

    private static MemoryByType memory(JsonFields fields) throws IOException {
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        for (String type : fields.names()) {
            JsonFields use = fields.object(type);
            types.put(
                    type,
                    new MemoryUse(
                            use.number("used"),
                            use.number("peak"),
                            use.number("buffers"),
                            use.numberOrNull("capacity"),
                            use.textOrNull("capacitySource")));
        }
        return new MemoryByType(types);
    }
}
