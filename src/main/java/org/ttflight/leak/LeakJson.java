package org.ttflight.leak;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import org.ttflight.snapshot.Documents;

/** A {@link LeakReport} as JSON on one line, and back. Unknown is null there as here. */
public final class LeakJson {
    private static final Gson GSON = Documents.gson().create();

    private LeakJson() {}

    /** Returns the report with a line feed at its end. */
    public static String write(LeakReport report) {
        return GSON.toJson(report) + "\n";
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is something else; the message says what
     */
    public static LeakReport read(String text) throws IOException {
        try {
            JsonElement tree = JsonParser.parseString(text);
            if (!(tree instanceof JsonObject document)) {
                throw new IOException("the answer is not a JSON object");
            }
            JsonElement error = document.get("error");
            if (error != null) {
                throw new IOException("the daemon answers: " + error.getAsString());
            }
            JsonElement schema = document.get("schema");
            if (schema == null || schema.getAsInt() != LeakReport.SCHEMA) {
                throw new IOException(
                        "the daemon's report has schema "
                                + schema
                                + ", this program understands "
                                + LeakReport.SCHEMA
                                + "; use the tt-flight that the daemon is of");
            }
            return GSON.fromJson(document, LeakReport.class);
        } catch (JsonParseException
                | NullPointerException
                | IllegalStateException
                | NumberFormatException e) {
            throw new IOException("the answer is no report of leaks: " + e.getMessage(), e);
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            throw new IOException("the answer is not a whole report of leaks", e);
        }
    }
}
