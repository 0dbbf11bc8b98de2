package org.ttflight.snapshot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process that uses a device.
 *
 * @param verified whether the pid is the kernel's word, not only the program's claim
 * @param name what people call it; null if unreadable
 * @param user the login name, or the user number as text; null if unknown
 * @param commandLine the arguments joined by blanks; cut where it is very long; null if unreadable
 * @param startTime when it started; null if unreadable
 * @param attachedTime when it first reported; null if it never did
 * @param lastReportTime when it last reported; null if it never did
 * @param status how it is doing, in words for people
 * @param devices what it holds on each device it uses
 */
public record ProcessState(
        int pid,
        boolean verified,
        @Nullable String name,
        @Nullable String user,
        @Nullable String commandLine,
        @Nullable Instant startTime,
        @Nullable Instant attachedTime,
        @Nullable Instant lastReportTime,
        String status,
        List<ProcessMemory> devices) {

    /** Takes a copy of the list. */
    public ProcessState {
        devices = List.copyOf(devices);
    }
}
