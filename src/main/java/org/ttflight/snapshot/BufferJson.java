package org.ttflight.snapshot;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.ttflight.ledger.BufferInfo;

/** The answer to a {@link BufferRequest} as JSON, on one line. docs/SNAPSHOT.md describes it. */
public final class BufferJson {
    private BufferJson() {}

    /**
     * Returns these buffers as JSON, with a line feed at its end.
     *
     * @param now what ages are counted from
     */
    public static String write(List<BufferInfo> buffers, Instant now) {
        StringWriter text = new StringWriter(256 + 160 * buffers.size());
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("schema").value(SnapshotDocument.SCHEMA);
            json.name("time").value(Instant.ofEpochMilli(now.toEpochMilli()).toString());
            json.name("buffers").beginArray();
            for (BufferInfo buffer : buffers) {
                write(json, buffer, now);
            }
            json.endArray();
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private static void write(JsonWriter json, BufferInfo buffer, Instant now) throws IOException {
        long allocatedMillis = buffer.allocatedMicros() / 1000;
        json.beginObject();
        json.name("pid").value(buffer.process().pid());
        json.name("verified").value(buffer.process().verified());
        json.name("device").value(buffer.device());
        json.name("memory").value(buffer.type().label());
        json.name("id").value("0x" + Long.toHexString(buffer.id()));
        json.name("size").value(buffer.size());
        json.name("allocatedTime").value(Instant.ofEpochMilli(allocatedMillis).toString());
        json.name("ageSeconds").value(Math.max(0, now.toEpochMilli() - allocatedMillis) / 1000);
        json.name("references").value(buffer.references());
        json.endObject();
    }
}
