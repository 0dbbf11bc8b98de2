package org.ttflight.history;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** See {@link HistoryJson#read}. */
final class HistoryReader {
    private final JsonReader json;
    private double[] values = new double[HistoryRequest.DEFAULT_STEPS];

    private HistoryReader(JsonReader json) {
        this.json = json;
    }

    static HistoryDocument read(String text) throws IOException {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            HistoryDocument document = new HistoryReader(json).document();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("the history goes on after its end");
            }
            return document;
        } catch (EOFException e) {
            throw new IOException(
                    text.isEmpty() ? "the history is empty" : "the history ends in the middle", e);
        } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
            throw new IOException("the history is not as expected: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private HistoryDocument document() throws IOException {
        Integer schema = null;
        Instant endTime = null;
        Integer stepSeconds = null;
        Integer steps = null;
        List<DeviceHistory> devices = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "error" -> throw refused(json.nextString());
                case "schema" -> schema = json.nextInt();
                case "endTime" -> endTime = time(json.nextString());
                case "stepSeconds" -> stepSeconds = json.nextInt();
                case "steps" -> steps = json.nextInt();
                case "devices" -> devices = devices();
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (present("schema", schema) != HistoryDocument.SCHEMA) {
            throw new IOException(
                    "the daemon's history is of version "
                            + schema
                            + ", but this program understands version "
                            + HistoryDocument.SCHEMA);
        }
        return checked(
                new HistoryDocument(
                        HistoryDocument.SCHEMA,
                        present("endTime", endTime),
                        present("stepSeconds", stepSeconds),
                        present("steps", steps),
                        present("devices", devices)));
    }

    private static IOException refused(String error) {
        return new IOException(
                error.startsWith("unknown request")
                        ? "the daemon does not know the request '"
                                + HistoryRequest.NAME
                                + "': it is older than this program; restart it from the newer"
                                + " installation"
                        : "the daemon answers: " + error);
    }

    private static HistoryDocument checked(HistoryDocument document) throws IOException {
        if (document.stepSeconds() < 1 || document.steps() < 0) {
            throw new IOException(
                    "the history has "
                            + document.steps()
                            + " steps of "
                            + document.stepSeconds()
                            + " s");
        }
        for (DeviceHistory device : document.devices()) {
            for (Map.Entry<Metric, Series> entry : device.series().entrySet()) {
                if (entry.getValue().size() != document.steps()) {
                    throw new IOException(
                            "the history has "
                                    + entry.getValue().size()
                                    + " values of "
                                    + entry.getKey().label()
                                    + " for device "
                                    + device.device()
                                    + ", but "
                                    + document.steps()
                                    + " steps");
                }
            }
        }
        return document;
    }

    private List<DeviceHistory> devices() throws IOException {
        List<DeviceHistory> devices = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            devices.add(device());
        }
        json.endArray();
        return devices;
    }

    private DeviceHistory device() throws IOException {
        Integer device = null;
        String asicId = null;
        Map<Metric, Series> series = new EnumMap<>(Metric.class);
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "device" -> device = json.nextInt();
                case "asicId" -> asicId = textOrNull();
                case "series" -> series(series);
                default -> json.skipValue();
            }
        }
        json.endObject();
        return new DeviceHistory(present("devices[].device", device), asicId, series);
    }

    private void series(Map<Metric, Series> series) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            Metric metric = Metric.ofLabel(json.nextName());
            if (metric == null) {
                json.skipValue();
            } else {
                series.put(metric, values());
            }
        }
        json.endObject();
    }

    private Series values() throws IOException {
        int size = 0;
        json.beginArray();
        while (json.hasNext()) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            if (json.peek() == JsonToken.NULL) {
                json.nextNull();
                values[size++] = Double.NaN;
            } else {
                values[size++] = json.nextDouble();
            }
        }
        json.endArray();
        return Series.owning(Arrays.copyOf(values, size));
    }

    private @Nullable String textOrNull() throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return null;
        }
        return json.nextString();
    }

    private static Instant time(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException(
                    "the history's endTime is not a time such as 2026-11-21T14:30:45Z", e);
        }
    }

    private static <T> T present(String name, @Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("the history has no " + name);
        }
        return value;
    }
}
