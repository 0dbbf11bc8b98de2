package org.ttflight.incident;

import java.nio.file.Path;

/** Hears of incidents. Called from the thread that watches; must not wait. */
public interface IncidentListener {
    /**
     * An incident happened. What is folded into an earlier one is not told.
     *
     * @param file the recording that is going to be written; else the summary
     */
    void incident(Incident incident, Path file);
}
