package org.ttflight.incident;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.function.Function;
import org.ttflight.snapshot.Documents;

/** Incidents and lists of them as JSON on one line, and back. Unknown is null there as here. */
public final class IncidentJson {
    private static final Gson GSON = Documents.gson().create();

    private IncidentJson() {}

    /** An incident's summary as it is sent. */
    record SummaryDocument(int schema, String name, String text) {}

    /** Returns the document with a line feed at its end. */
    static String write(Incident incident) {
        return GSON.toJson(incident) + "\n";
    }

    /** Returns the list with a line feed at its end. */
    public static String write(IncidentList list) {
        return GSON.toJson(list) + "\n";
    }

    /** Returns an incident's summary with a line feed at its end. */
    static String writeSummary(String name, String text) {
        return GSON.toJson(new SummaryDocument(IncidentList.SCHEMA, name, text)) + "\n";
    }

    /**
     * Reads a document that the daemon wrote.
     *
     * @throws IOException if it is something else; the message says what
     */
    static Incident readIncident(String text) throws IOException {
        return read(text, Incident.SCHEMA, tree -> GSON.fromJson(tree, Incident.class));
    }

    /**
     * Reads the daemon's answer to {@link IncidentRequest#ALL}.
     *
     * @throws IOException if it is something else; the message says what
     */
    public static IncidentList readList(String text) throws IOException {
        return read(text, IncidentList.SCHEMA, tree -> GSON.fromJson(tree, IncidentList.class));
    }

    /**
     * Reads the daemon's answer to a request for one summary.
     *
     * @throws IOException if it is something else; the message says what
     */
    public static String readSummary(String text) throws IOException {
        return read(text, IncidentList.SCHEMA, tree -> GSON.fromJson(tree, SummaryDocument.class))
                .text();
    }

    private static <T> T read(String text, int schema, Function<JsonObject, T> reader)
            throws IOException {
        try {
            JsonElement tree = JsonParser.parseString(text);
            if (!(tree instanceof JsonObject document)) {
                throw new IOException("this is not a JSON object");
            }
            JsonElement error = document.get("error");
            if (error != null) {
                throw new IOException("the daemon answers: " + error.getAsString());
            }
            JsonElement found = document.get("schema");
            if (found == null || found.getAsInt() != schema) {
                throw new IOException(
                        "the document has schema "
                                + found
                                + ", this program understands "
                                + schema
                                + "; use the tt-flight that wrote it");
            }
            return reader.apply(document);
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new IOException("this is no document of incidents: " + e.getMessage(), e);
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            throw new IOException("this is not a whole document of incidents", e);
        }
    }
}
