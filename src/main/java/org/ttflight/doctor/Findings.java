package org.ttflight.doctor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what the checks of one area find. For one thread. */
final class Findings {
    private final Area area;
    private final List<Finding> all = new ArrayList<>();

    Findings(Area area) {
        this.area = area;
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    void ok(String check, String title, @Nullable String found) {
        add(check, Severity.OK, title, found, null);
    }

    void note(String check, String title, @Nullable String found, @Nullable String fix) {
        add(check, Severity.NOTE, title, found, fix);
    }

    void warning(String check, String title, @Nullable String found, String fix) {
        add(check, Severity.WARNING, title, found, fix);
    }

    void error(String check, String title, @Nullable String found, String fix) {
        add(check, Severity.ERROR, title, found, fix);
    }

    void notChecked(String check, String title, String why) {
        add(check, Severity.NOT_CHECKED, title, why, null);
    }

    void add(
            String check,
            Severity severity,
            String title,
            @Nullable String found,
            @Nullable String fix) {
        all.add(new Finding(area, check, severity, title, found, fix));
    }
}
