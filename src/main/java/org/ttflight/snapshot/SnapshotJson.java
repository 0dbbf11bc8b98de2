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
        if (document.server() == null) {
            json.nullValue();
        } else {
            server(document.server());
        }
        json.name("devices").beginArray();
        DeviceJson devices = new DeviceJson(json);
        for (DeviceState device : document.devices()) {
            devices.write(device);
        }
        json.endArray();
        json.name("processes").beginArray();
        for (ProcessState process : document.processes()) {
            process(process);
        }
        json.endArray();
        json.name("host");
        host(document.host());
        json.name("sharedMemory").beginArray();
        for (RegionState region : document.sharedMemory()) {
            region(region);
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
        json.name("tracking").value(process.tracking());
        textIfKnown("statusDetail", process.statusDetail());
        textIfKnown("container", process.container());
        textIfKnown("pod", process.pod());
        decimalIfKnown("cpuSeconds", process.cpuSeconds());
        decimalIfKnown("cpuRatio", process.cpuRatio());
        if (process.residentBytes() != null) {
            json.name("residentBytes").value(process.residentBytes());
        }
        json.name("devices").beginArray();
        for (ProcessMemory held : process.devices()) {
            held(held);
        }
        json.endArray();
        json.endObject();
    }

    private void held(ProcessMemory held) throws IOException {
        json.beginObject();
        json.name("device").value(held.device());
        if (held.open() != null) {
            json.name("open").value(held.open());
        }
        if (held.discrepancy()) {
            json.name("discrepancy").value(true);
        }
        MemoryJson.writeHeld(json, held.memory());
        json.endObject();
    }

    private void host(HostSummary host) throws IOException {
        json.beginObject();
        json.name("driverVersion").value(host.driverVersion());
        json.name("sources").beginObject();
        for (Map.Entry<String, String> source : host.sources().entrySet()) {
            json.name(source.getKey()).value(source.getValue());
        }
        json.endObject();
        json.name("lost").beginArray();
        for (LostDeviceState lost : host.lost()) {
            json.beginObject();
            json.name("device").value(lost.device());
            json.name("card").value(lost.card());
            json.name("asicId").value(lost.asicId());
            time("lostTime", lost.lostTime());
            json.endObject();
        }
        json.endArray();
        json.name("problems").beginArray();
        for (String problem : host.problems()) {
            json.value(problem);
        }
        json.endArray();
        json.endObject();
    }

    private void region(RegionState region) throws IOException {
        json.beginObject();
        json.name("id").value(region.id());
        json.name("version").value(region.version());
        json.name("device").value(region.device());
        json.name("mapping").value(region.mapping());
        json.name("verdict").value(region.verdict());
        json.name("detail").value(region.detail());
        counts("claimed", region.claimed());
        time("lastUpdateTime", region.lastUpdateTime());
        json.name("liveSlots").value(region.liveSlots());
        json.name("staleSlots").value(region.staleSlots());
        json.name("unverifiableSlots").value(region.unverifiableSlots());
        json.name("underflows").value(region.underflows());
        json.endObject();
    }

    private void textIfKnown(String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.name(name).value(text);
        }
    }

    private void decimalIfKnown(String name, @Nullable Double value) throws IOException {
        if (value != null && Double.isFinite(value)) {
            json.name(name).value(value);
        }
    }

    private void time(String name, @Nullable Instant time) throws IOException {
        json.name(name).value(time == null ? null : time.toString());
    }
}
