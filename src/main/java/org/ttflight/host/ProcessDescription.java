package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/**
 * What people call a process.
 *
 * @param name the last part of the command, or the kernel's short name; null if unreadable
 * @param user the login name, or the user number as text; null if unreadable
 * @param commandLine the arguments joined by blanks; null if unreadable
 * @param startEpochMillis when it started; null if unreadable
 * @param container the id of the container it runs in, 64 hexadecimal digits as a rule; null if
 *     none or unreadable
 * @param pod the uid of its Kubernetes pod; null if none or unreadable
 */
public record ProcessDescription(
        @Nullable String name,
        @Nullable String user,
        @Nullable String commandLine,
        @Nullable Long startEpochMillis,
        @Nullable String container,
        @Nullable String pod) {
    /** Nothing is known. */
    public static final ProcessDescription UNKNOWN = new ProcessDescription(null, null, null, null);

    /** Makes the description of a process outside of containers. */
    public ProcessDescription(
            @Nullable String name,
            @Nullable String user,
            @Nullable String commandLine,
            @Nullable Long startEpochMillis) {
        this(name, user, commandLine, startEpochMillis, null, null);
    }
}
