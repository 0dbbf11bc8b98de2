package org.ttflight.incident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Liveness;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.Verdict;
import org.ttflight.snapshot.ObservedProcess;

/**
 * Tells processes that ended with memory from those that only closed their connection. A killed
 * program looks like the latter at first: the kernel closes its connection before the process is
 * gone. So it is asked again for a few seconds whether there is such a process. For one thread.
 */
final class Deaths {
    static final long PATIENCE_MILLIS = 5000;
    private static final int MOST_WAITING = 10_000;

    private final long leastBytes;
    private final Function<ProcessIdentity, Liveness> liveness;
    private final Function<ProcessIdentity, ProcessDescription> descriptions;
    private final Consumer<Cause> tell;
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable SharedMemory lastShared;

    private record Waiting(
            ProcessUsage last, ExitReason reason, Moment moment, Views.View before) {}

    /** A slot of a process in a file of shared memory. */
    private record Place(String region, int slot, int claimedPid) {}

    Deaths(
            long leastBytes,
            Function<ProcessIdentity, Liveness> liveness,
            Function<ProcessIdentity, ProcessDescription> descriptions,
            Consumer<Cause> tell) {
        this.leastBytes = leastBytes;
        this.liveness = liveness;
        this.descriptions = descriptions;
        this.tell = tell;
    }

    /** Returns whether what a process left counts; called on the writer's thread. */
    static boolean counts(ProcessUsage last, ExitReason reason, long leastBytes) {
        return reason != ExitReason.DAEMON_STOPPED && last.total().deviceBytes() >= leastBytes;
    }

    void exited(ProcessUsage last, ExitReason reason, Moment moment, Views.View before) {
        Waiting exit = new Waiting(last, reason, moment, before);
        if (reason != ExitReason.DISCONNECTED) {
            tell(exit, reason.description());
        } else {
            waiting.add(exit);
            if (waiting.size() > MOST_WAITING) {
                var unused = decide(waiting.remove(0)); // with no more patience
            }
        }
    }

    /** Tells of one if it is gone; returns whether it is. */
    private boolean decide(Waiting exit) {
        String how = how(exit.last().identity());
        if (how == null) {
            return false;
        }
        tell(exit, how);
        return true;
    }

    /** Asks again who is gone. */
    void look(Moment now) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting exit = each.next();
            boolean isLate = now.since(exit.moment()) > PATIENCE_MILLIS;
            if (decide(exit) || isLate) { // one that is late goes on without a connection
                each.remove();
            }
        }
    }

    /** Returns how it ended, or null if it lives. */
    private @Nullable String how(ProcessIdentity process) {
        if (!process.verified()) {
            return "its last connection closed; whether it ended cannot be seen from here";
        }
        return switch (liveness.apply(process)) {
            case DEAD -> "the process ended";
            case PID_REUSED -> "the process ended and its pid was reused";
            case UNKNOWN -> "its last connection closed; whether it ended cannot be seen from here";
            case ALIVE -> null;
        };
    }

    private void tell(Waiting exit, String how) {
        ProcessIdentity process = exit.last().identity();
        long bytes = exit.last().total().deviceBytes();
        long buffers = exit.last().total().buffers();
        List<String> details = new ArrayList<>();
        for (DeviceUsage device : exit.last().devices()) {
            StringJoiner held = new StringJoiner(", ");
            for (MemoryType type : MemoryType.values()) {
                long used = device.usage().used(type);
                if (used > 0) {
                    held.add(
                            type.label()
                                    + " "
                                    + Words.bytes(used)
                                    + " in "
                                    + Words.count(
                                            device.usage().buffers(type), "buffer", "buffers"));
                }
            }
            if (held.length() > 0) {
                details.add("left on device " + device.device() + ": " + held);
            }
        }
        ProcessDescription description = descriptions.apply(process);
        String what =
                "left "
                        + Words.bytes(bytes)
                        + " in "
                        + Words.count(buffers, "buffer", "buffers")
                        + " behind: "
                        + how;
        tell.accept(cause(process, description, exit.moment(), what, details, exit.before()));
    }

    private static Cause cause(
            ProcessIdentity process,
            ProcessDescription description,
            Moment moment,
            String what,
            List<String> details,
            Views.View before) {
        List<String> all = new ArrayList<>(Descriptions.lines(process, description));
        all.addAll(details);
        String name = Words.cleanOrNull(description.name());
        return new Cause(
                IncidentKind.PROCESS_DIED_WITH_MEMORY,
                moment,
                "program " + process.uid() + " " + description.user() + " " + name,
                null,
                process.pid(),
                name,
                Words.process(process.pid(), name) + " " + what,
                all,
                before);
    }

    /**
     * Looks for processes that only shared memory tells of: their slot stays as it was when they
     * are gone, while one that ends in order gives it back.
     */
    @SuppressWarnings("ReferenceEquality") // a source replaces what it has, never changes it
    void lookAtShared(Moment now, SharedMemory shared, Views.View before) {
        SharedMemory last = lastShared;
        if (shared == last) {
            return;
        }
        lastShared = shared;
        if (last == null) {
            return;
        }
        Map<Place, SharedSlot> lived = new HashMap<>();
        each(last, Verdict.LIVE, (region, slot) -> lived.put(place(region, slot), slot));
        if (!lived.isEmpty()) {
            each(
                    shared,
                    Verdict.STALE,
                    (region, slot) -> compare(region, slot, lived, now, before));
        }
    }

    private void compare(
            SharedRegion region,
            SharedSlot slot,
            Map<Place, SharedSlot> lived,
            Moment now,
            Views.View before) {
        SharedSlot alive = lived.get(place(region, slot));
        long bytes = deviceBytes(slot);
        if (alive == null || bytes < leastBytes) {
            return;
        }
        ObservedProcess process = find(alive, before);
        if (process == null || process.reported() != null) {
            return; // the ledger tells of those that report
        }
        tell.accept(
                cause(
                        process.identity(),
                        process.description(),
                        now,
                        "left "
                                + Words.bytes(bytes)
                                + " behind in shared memory: the process ended",
                        List.of(
                                "left on device "
                                        + (region.device() == null
                                                ? Words.UNKNOWN
                                                : region.device().toString())
                                        + ", as shared memory states: "
                                        + Words.bytes(bytes)),
                        before));
    }

    private static @Nullable ObservedProcess find(SharedSlot slot, Views.View before) {
        for (ObservedProcess process : before.observation().processes()) {
            if (process.pid() == slot.pid()
                    && process.identity().verified()
                    && process.identity().startTicks() == slot.startTicks()) {
                return process;
            }
        }
        return null;
    }

    private static Place place(SharedRegion region, SharedSlot slot) {
        return new Place(region.id(), slot.slot(), slot.claimedPid());
    }

    private static long deviceBytes(SharedSlot slot) {
        long sum = 0;
        for (Map.Entry<MemoryType, Long> used : slot.usage().used().entrySet()) {
            sum += used.getKey() == MemoryType.SYSTEM_MEMORY ? 0 : used.getValue();
        }
        return sum;
    }

    private interface SlotVisitor {
        void visit(SharedRegion region, SharedSlot slot);
    }

    private static void each(SharedMemory shared, Verdict verdict, SlotVisitor visitor) {
        for (SharedRegion region : shared.regions()) {
            for (SharedSlot slot : region.slots()) {
                if (slot.verdict() == verdict) {
                    visitor.visit(region, slot);
                }
            }
        }
    }
}
