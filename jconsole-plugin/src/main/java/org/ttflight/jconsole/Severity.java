package org.ttflight.jconsole;

import java.awt.Color;

/** How bad it is, the worst first. */
enum Severity {
    CRITICAL("Critical"),
    WARNING("Warning"),
    INFO("Info");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Color color(Palette palette) {
        return switch (this) {
            case CRITICAL -> palette.bad();
            case WARNING -> palette.warning();
            case INFO -> palette.faint();
        };
    }

    /** Returns whether it is as bad as this, or worse. */
    boolean isAtLeast(Severity least) {
        return compareTo(least) <= 0;
    }
}
