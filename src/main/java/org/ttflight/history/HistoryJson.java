package org.ttflight.history;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The answer to a {@link HistoryRequest} as JSON, on one line. docs/SNAPSHOT.md describes it. */
public final class HistoryJson {
    /** The longest whole number of which a double has all digits. */
    private static final double MOST_EXACT = 1L << 53;

    private HistoryJson() {}

    /** Returns a history as JSON, with a line feed at its end. What is unknown is null. */
    public static String write(HistoryDocument document) {
        StringWriter text = new StringWriter(256 + 256 * document.devices().size());
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("schema").value(document.schema());
            json.name("endTime").value(document.endTime().toString());
            json.name("stepSeconds").value(document.stepSeconds());
            json.name("steps").value(document.steps());
            json.name("devices").beginArray();
            for (DeviceHistory device : document.devices()) {
                json.beginObject();
                json.name("device").value(device.device());
                json.name("asicId").value(device.asicId());
                json.name("series").beginObject();
                for (Map.Entry<Metric, Series> entry : device.series().entrySet()) {
                    json.name(entry.getKey().label());
                    write(json, entry.getValue());
                }
                json.endObject();
                json.endObject();
            }
            json.endArray();
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private static void write(JsonWriter json, Series series) throws IOException {
        json.beginArray();
        for (int at = 0; at < series.size(); at++) {
            write(json, series.at(at));
        }
        json.endArray();
    }

    /** With as many digits as it takes to read the same again. */
    private static void write(JsonWriter json, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.nullValue();
        } else if (value == Math.rint(value) && Math.abs(value) < MOST_EXACT) {
            json.value((long) value);
        } else if (value == (float) value) {
            json.value((float) value);
        } else {
            json.value(value);
        }
    }

    /**
     * Returns the history that was written so. Fields and metrics that this program does not know
     * are passed over; a number of a sensor is the same as far as a float goes.
     *
     * @throws IOException if it is none; the message says why: broken or half JSON, a field that is
     *     missing or of the wrong type, another version, or a daemon that cannot answer
     */
    public static HistoryDocument read(String json) throws IOException {
        return HistoryReader.read(json);
    }
}
