package org.ttflight.doctor;

/** How bad a finding is; the constants go from harmless to bad. */
public enum Severity {
    /** As it should be. */
    OK("ok"),
    /** Could not be looked at; the finding says why. */
    NOT_CHECKED("notChecked"),
    /** Good to know; nothing has to be done. */
    NOTE("note"),
    /** Something is missing or will fail. */
    WARNING("warning"),
    /** Something does not work. */
    ERROR("error");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** Returns the name in documents. */
    public String label() {
        return label;
    }

    /** Returns whether somebody should do something. */
    public boolean isProblem() {
        return this == WARNING || this == ERROR;
    }
}
