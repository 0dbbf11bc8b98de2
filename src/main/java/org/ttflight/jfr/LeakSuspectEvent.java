package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** What looks like a leak, told once when it begins to. */
@Name("tenstorrent.LeakSuspect")
@Label("Leak Suspect")
@Category({"Tenstorrent", "Memory"})
@Description("A process began to look as if it leaks memory of a device")
@StackTrace(false)
public final class LeakSuspectEvent extends Event {
    private static final LeakSuspectEvent PROBE = new LeakSuspectEvent();
    private static final long NANOS_OF_MICRO = 1000;
    private static final long NANOS_OF_SECOND = 1_000_000_000;

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Kind")
    @Description(
            "Either growth, if it holds more and more, or idle, if it has stopped allocating and still holds buffers")
    @Nullable String kind;

    @Label("Memory")
    @Description(
            "Of growth: DRAM, which is DRAM and TRACE, or L1, which is L1, L1_SMALL and CB; of idle: all")
    @Nullable String memory;

    @Label("Used")
    @Description("What the process holds of it on the device")
    @DataAmount
    long used;

    @Label("Growth Rate (/s)")
    @Description("How much it grows in a second; -1 if it does not grow")
    @DataAmount
    long growthRate;

    @Label("Time To Full")
    @Description("Until the device has none left at the rate of all that grow there; -1 if unknown")
    @Timespan
    long timeToFull;

    @Label("Idle Time")
    @Description("Since the last allocation of the process; -1 if it is not idle")
    @Timespan
    long idleTime;

    /**
     * Tells of a use that grows.
     *
     * @param memory DRAM or L1
     * @param secondsToFull null if unknown
     */
    public static void growing(
            int pid,
            int device,
            String memory,
            long used,
            double bytesPerSecond,
            @Nullable Long secondsToFull) {
        if (!PROBE.isEnabled()) {
            return;
        }
        LeakSuspectEvent event = of(pid, device, "growth", memory, used);
        event.growthRate = Math.round(bytesPerSecond);
        event.timeToFull = secondsToFull == null ? Unknown.NUMBER : nanosOfSeconds(secondsToFull);
        event.commit();
    }

    /** Tells of a process that has stopped allocating so long ago. */
    public static void idle(int pid, int device, long used, long idleMicros) {
        if (!PROBE.isEnabled()) {
            return;
        }
        LeakSuspectEvent event = of(pid, device, "idle", "all", used);
        event.idleTime = idleMicros * NANOS_OF_MICRO;
        event.commit();
    }

    private static LeakSuspectEvent of(int pid, int device, String kind, String memory, long used) {
        LeakSuspectEvent event = new LeakSuspectEvent();
        event.processId = pid;
        event.device = device;
        event.kind = kind;
        event.memory = memory;
        event.used = used;
        event.growthRate = Unknown.NUMBER;
        event.timeToFull = Unknown.NUMBER;
        event.idleTime = Unknown.NUMBER;
        return event;
    }

    /** A rate that is next to nothing fills a device in more years than a long has nanoseconds. */
    private static long nanosOfSeconds(long seconds) {
        return seconds > Long.MAX_VALUE / NANOS_OF_SECOND
                ? Long.MAX_VALUE
                : seconds * NANOS_OF_SECOND;
    }
}
