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
 * @param status how it is doing, in a few words for people
 * @param devices what it holds on each device it uses
 * @param tracking how much is known of what it holds, for programs: the name of a {@link Tracking}
 * @param statusDetail the status in a sentence; null if there is no more to say
 * @param container the id of its container; null if none or unreadable
 * @param pod the uid of its Kubernetes pod; null if none or unreadable
 * @param cpuSeconds processor time it has used; null if unreadable
 * @param cpuRatio processor time by time, 1 for one core; null if unknown
 * @param residentBytes memory of the host it occupies; null if unreadable
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
        List<ProcessMemory> devices,
        String tracking,
        @Nullable String statusDetail,
        @Nullable String container,
        @Nullable String pod,
        @Nullable Double cpuSeconds,
        @Nullable Double cpuRatio,
        @Nullable Long residentBytes) {

    /** Takes a copy of the list. */
    public ProcessState {
        devices = List.copyOf(devices);
    }

    /** Returns the same process with something else held. */
    ProcessState withDevices(List<ProcessMemory> held) {
        return new ProcessState(
                pid,
                verified,
                name,
                user,
                commandLine,
                startTime,
                attachedTime,
                lastReportTime,
                status,
                held,
                tracking,
                statusDetail,
                container,
                pod,
                cpuSeconds,
                cpuRatio,
                residentBytes);
    }
}
