package org.ttflight.recording;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.ttflight.recording.RecordingReport.Point;
import org.ttflight.snapshot.Documents;

/** A {@link RecordingReport} as JSON on one line. Unknown is null there as here. */
public final class ReportJson {
    private static final Gson GSON =
            Documents.gson()
                    .registerTypeAdapter(Point.class, new PointAdapter())
                    .registerTypeAdapter(Double.class, new NumberAdapter().nullSafe())
                    .create();

    private ReportJson() {}

    /** Returns the report with a line feed at its end. */
    public static String write(RecordingReport report) {
        return GSON.toJson(report) + "\n";
    }

    /** Returns a part of the report as it stands in the whole. */
    public static String writePart(Object part) {
        return GSON.toJson(part);
    }

    private static void number(JsonWriter out, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            out.value((long) value);
        } else {
            out.value(Math.round(value * 1000) / 1000.0);
        }
    }

    /** Bytes without a decimal point; other numbers to the thousandth. */
    private static final class NumberAdapter extends TypeAdapter<Double> {
        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            number(out, value);
        }

        @Override
        public Double read(JsonReader in) throws IOException {
            return in.nextDouble();
        }
    }

    /** A pair: milliseconds since the epoch, and the value or null. */
    private static final class PointAdapter extends TypeAdapter<Point> {
        @Override
        public void write(JsonWriter out, Point point) throws IOException {
            out.beginArray();
            out.value(point.millis());
            Double value = point.value();
            if (value == null) {
                out.nullValue();
            } else {
                number(out, value);
            }
            out.endArray();
        }

        @Override
        public Point read(JsonReader in) {
            throw new UnsupportedOperationException("reports are only written");
        }
    }
}
