package org.ttflight.watch;

import org.jspecify.annotations.Nullable;

/**
 * Which buffers are wanted.
 *
 * @param pid only this process's; null for all
 * @param device only those on this one; null for all
 * @param isOldest whether the oldest are wanted where there are too many; else the largest
 */
public record BufferQuestion(@Nullable Integer pid, @Nullable Integer device, boolean isOldest) {
    /** So many are asked for at most. */
    public static final int LIMIT = 1000;

    /** Returns the line that asks a daemon this. */
    public String request() {
        return "buffers"
                + (pid == null ? "" : " pid=" + pid)
                + (device == null ? "" : " device=" + device)
                + (isOldest ? " order=oldest" : " order=largest")
                + " limit="
                + LIMIT;
    }
}
