package org.ttflight.snapshot;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The document as JSON, on one line. docs/SNAPSHOT.md describes it. */
public final class SnapshotJson {
    private final JsonWriter json;

    private SnapshotJson(JsonWriter json) {
        this.json = json;
    }

    /** Returns the document as JSON, with a line feed at its end. */
    public static String write(SnapshotDocument document) {
        StringWriter text = new StringWriter(4096);
        try {
            write(document, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** Writes the document as JSON, with a line feed at its end; does not close the writer. */
    public static void write(SnapshotDocument document, Writer writer) throws IOException {
        JsonWriter json = new JsonWriter(writer);
        new SnapshotJson(json).document(document);
        json.flush();
        writer.write('\n');
        writer.flush();
    }

    /**
     * Returns the document that this JSON holds. Fields that are not known are passed over.
     *
     * @throws IOException if it is not one; the message says why: broken or half JSON, a field that
     *     is missing or of the wrong type, another version, or an error document
     */
    public static SnapshotDocument read(String json) throws IOException {
        return SnapshotReader.read(json);
    }

    /** Returns the answer to a request that cannot be answered, with a line feed at its end. */
    public static String error(String message) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject().name("error").value(message).endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private void document(SnapshotDocument document) throws IOException {
        json.beginObject();
        json.name("schema").value(document.schema());
        time("time", document.time());
        json.name("server");
        server(document.server());
        json.name("devices").beginArray();
        for (DeviceState device : document.devices()) {
            device(device);
        }
        json.endArray();
        json.name("processes").beginArray();
        for (ProcessState process : document.processes()) {
            process(process);
        }
        json.endArray();
        json.endObject();
    }

    private void server(ServerState server) throws IOException {
        json.beginObject();
        json.name("version").value(server.version());
        json.name("pid").value(server.pid());
        json.name("socket").value(server.socket());
        time("startTime", server.startTime());
        json.name("uptimeSeconds").value(server.uptimeSeconds());
        json.name("openConnections").value(server.openConnections());
        json.name("connections").value(server.connections());
        json.name("messages").value(server.messages());
        counts("rejections", server.rejections());
        counts("anomalies", server.anomalies());
        json.name("liveBuffers").value(server.liveBuffers());
        json.name("allocations").value(server.allocations());
        json.name("frees").value(server.frees());
        json.name("orphans").value(server.orphans());
        json.endObject();
    }

    private void counts(String name, Map<String, Long> counts) throws IOException {
        json.name(name).beginObject();
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.name(count.getKey()).value(count.getValue());
        }
        json.endObject();
    }

    private void device(DeviceState device) throws IOException {
        json.beginObject();
        json.name("device").value(device.device());
        json.name("card").value(device.card());
        json.name("architecture").value(device.architecture());
        json.name("asicId").value(device.asicId());
        json.name("simulated").value(device.simulated());
        memory(device.memory(), true);
        json.endObject();
    }

    private void process(ProcessState process) throws IOException {
        json.beginObject();
        json.name("pid").value(process.pid());
        json.name("verified").value(process.verified());
        json.name("name").value(process.name());
        json.name("user").value(process.user());
        json.name("commandLine").value(process.commandLine());
        time("startTime", process.startTime());
        time("attachedTime", process.attachedTime());
        time("lastReportTime", process.lastReportTime());
        json.name("status").value(process.status());
        json.name("devices").beginArray();
        for (ProcessMemory held : process.devices()) {
            json.beginObject().name("device").value(held.device());
            memory(held.memory(), false);
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void memory(MemoryByType memory, boolean hasCapacity) throws IOException {
        json.name("memory").beginObject();
        for (Map.Entry<String, MemoryUse> type : memory.types().entrySet()) {
            MemoryUse use = type.getValue();
            json.name(type.getKey()).beginObject();
            json.name("used").value(use.used());
            json.name("peak").value(use.peak());
            json.name("buffers").value(use.buffers());
            if (hasCapacity) {
                json.name("capacity").value(use.capacity());
                json.name("capacitySource").value(use.capacitySource());
            }
            json.endObject();
        }
        json.endObject();
    }

    private void time(String name, @Nullable Instant time) throws IOException {
        json.name(name).value(time == null ? null : time.toString());
    }
}
