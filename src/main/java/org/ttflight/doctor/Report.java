package org.ttflight.doctor;

import java.time.Instant;
import java.util.List;

/**
 * All that was found. Immutable.
 *
 * @param version of this program
 * @param findings by area
 */
public record Report(Instant time, String version, List<Finding> findings) {
    /** Takes a copy of the list. */
    public Report {
        findings = List.copyOf(findings);
    }

    /** Returns how many findings are so bad. */
    public int count(Severity severity) {
        int count = 0;
        for (Finding finding : findings) {
            count += finding.severity() == severity ? 1 : 0;
        }
        return count;
    }

    /** Returns {@code error}, {@code warning}, or {@code ok} where nothing has to be done. */
    public Severity result() {
        if (count(Severity.ERROR) > 0) {
            return Severity.ERROR;
        }
        return count(Severity.WARNING) > 0 ? Severity.WARNING : Severity.OK;
    }

    /** Returns the counts in words, such as {@code 1 error, 2 warnings, 14 ok}. */
    public String summary() {
        StringBuilder words = new StringBuilder();
        append(words, Severity.ERROR, " error", " errors");
        append(words, Severity.WARNING, " warning", " warnings");
        append(words, Severity.NOTE, " note", " notes");
        append(words, Severity.NOT_CHECKED, " not checked", " not checked");
        append(words, Severity.OK, " ok", " ok");
        return words.toString();
    }

    private void append(StringBuilder words, Severity severity, String one, String many) {
        int count = count(severity);
        if (count > 0) {
            words.append(words.length() == 0 ? "" : ", ").append(count);
            words.append(count == 1 ? one : many);
        }
    }
}
