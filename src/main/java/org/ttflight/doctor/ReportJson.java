package org.ttflight.doctor;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;

/** Reports as JSON; docs/DOCTOR.md describes it. */
public final class ReportJson {
    /** More fields may come without a new version, but none goes or changes its meaning. */
    public static final int SCHEMA = 1;

    private ReportJson() {}

    /** Returns the document, with a line feed at its end. */
    public static String write(Report report) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject();
            json.name("schema").value(SCHEMA);
            json.name("time").value(report.time().truncatedTo(ChronoUnit.MILLIS).toString());
            json.name("version").value(report.version());
            json.name("result").value(report.result().label());
            json.name("counts").beginObject();
            for (Severity severity : Severity.values()) {
                json.name(severity.label()).value(report.count(severity));
            }
            json.endObject();
            json.name("findings").beginArray();
            for (Finding finding : report.findings()) {
                write(json, finding);
            }
            json.endArray();
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void write(JsonWriter json, Finding finding) throws IOException {
        json.beginObject();
        json.name("area").value(finding.area().label());
        json.name("check").value(finding.check());
        json.name("severity").value(finding.severity().label());
        json.name("title").value(finding.title());
        json.name("found").value(finding.found());
        json.name("fix").value(finding.fix());
        json.endObject();
    }
}
