package org.ttflight.snapshot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Usage;
import org.ttflight.ledger.UsageSource;
import org.ttflight.report.DeviceReport;

/** One device while its sources are being joined, and the rules for its totals. */
final class JoinedDevice {
    private static final MemoryType[] TYPES = MemoryType.values();

    final int index;
    final HostDevice device;
    final @Nullable DeviceSample sample;
    final @Nullable DeviceReport report;

    /** The shared memory of this device that can be read. */
    final List<SharedRegion> regions = new ArrayList<>(1);

    /** Whether there is shared memory that cannot be read, and whether for lack of permission. */
    boolean isUnreadable;

    boolean isForbidden;

    int untracked;

    /** Whether a process that is not visible from here is known to use it. */
    boolean hasInvisible;

    private final long[] used = new long[MemoryType.COUNT];
    private final long[] buffers = new long[MemoryType.COUNT];

    /** What the slots of live processes state, those that report included. */
    private final long[] stated = new long[MemoryType.COUNT];

    private final boolean[] isStatedUnknown = new boolean[MemoryType.COUNT];

    /** What slots state of processes that have another one in a newer region. */
    private final long[] superseded = new long[MemoryType.COUNT];

    /** How many processes have a figure of shared memory that counts. */
    private final int[] sharers = new int[MemoryType.COUNT];

    private int reporters;
    private int unreported;
    private boolean hasBoth;
    private boolean isBothUnknown;
    private long bothStatedL1;
    private long bothReportedL1;
    private long latestAttachMicros;

    JoinedDevice(
            int index,
            HostDevice device,
            @Nullable DeviceSample sample,
            @Nullable DeviceReport report) {
        this.index = index;
        this.device = device;
        this.sample = sample;
        this.report = report;
    }

    int ordinal() {
        return device.ordinal();
    }

    /** Returns whether anybody can be asked who has it open. */
    boolean knowsHolders() {
        return sample != null && sample.holders().source() != Holders.Source.UNKNOWN;
    }

    /** Returns whether those of whom it is not said do not have it open. */
    boolean knowsAllHolders() {
        return sample != null && knowsHolders() && sample.holders().detail() == null;
    }

    /** Leaves out of the region's total what a newer region states of the same process. */
    void supersede(SharedUsage older) {
        for (Map.Entry<MemoryType, Long> type : older.used().entrySet()) {
            superseded[type.getKey().ordinal()] += type.getValue();
        }
    }

    /** Adds what a live process holds: of each process the figure of one source. */
    void add(JoinedProcess process, JoinedProcess.Part part) {
        Usage reported = part.reported;
        SharedUsage shared = part.shared;
        if (shared != null) {
            addStated(shared, part.region, reported == null);
        }
        if (reported != null) {
            reporters++;
            for (MemoryType type : TYPES) {
                used[type.ordinal()] += reported.used(type);
                buffers[type.ordinal()] += reported.buffers(type);
            }
            if (process.reported != null) {
                latestAttachMicros =
                        Math.max(latestAttachMicros, process.reported.attachedMicros());
            }
            if (shared != null) {
                addBoth(reported, shared);
            }
        } else if (shared != null) {
            unreported++;
        }
    }

    private void addStated(SharedUsage shared, @Nullable SharedRegion region, boolean counts) {
        for (MemoryType type : TYPES) {
            int at = type.ordinal();
            Long bytes = shared.used(type);
            if (bytes != null) {
                stated[at] += bytes;
                if (counts) {
                    used[at] += bytes;
                    sharers[at]++;
                }
            } else if (region != null && region.claimed().used(type) != null) {
                isStatedUnknown[at] = true;
            }
        }
    }

    private void addBoth(Usage reported, SharedUsage shared) {
        Long l1 = shared.used(MemoryType.L1);
        Long small = shared.used(MemoryType.L1_SMALL);
        Long circular = shared.used(MemoryType.CIRCULAR_BUFFER);
        hasBoth = true;
        if (l1 == null || small == null || circular == null) {
            isBothUnknown = true;
        } else {
            bothStatedL1 += l1 + small + circular;
        }
        bothReportedL1 += reported.l1InUse();
    }

    /**
     * @param ledger what the socket says of the device; null if nobody listens
     */
    ObservedDevice observed(@Nullable Usage ledger, Peaks peaks, String health) {
        Map<MemoryType, ObservedMemory> memory = new EnumMap<>(MemoryType.class);
        for (MemoryType type : TYPES) {
            memory.put(type, memory(type, ledger, peaks));
        }
        UnexplainedL1 unexplained = unexplainedL1();
        return new ObservedDevice(
                device,
                sample,
                memory,
                unexplained.bytes(),
                unexplained.basis(),
                untracked,
                report,
                health);
    }

    private ObservedMemory memory(MemoryType type, @Nullable Usage ledger, Peaks peaks) {
        int at = type.ordinal();
        Long claimed = claimed(type);
        UsageSource source = source(type, ledger != null, claimed != null);
        Long now = source == UsageSource.NONE ? null : Long.valueOf(used[at]);
        boolean isCounted =
                now != null && (reporters > 0 || source == UsageSource.SOCKET); // one by one
        return new ObservedMemory(
                now,
                now == null ? null : Long.valueOf(peak(type, now, source, ledger, peaks)),
                isCounted ? Long.valueOf(buffers[at]) : null,
                source,
                capacity(type),
                claimed,
                claimed == null || isStatedUnknown[at]
                        ? null
                        : Long.valueOf(Math.max(0, claimed - stated[at])),
                report == null ? null : report.banks().get(type.label()));
    }

    /**
     * Whose figure the total is. Nobody's, so unknown, if the only ones who hold something there
     * are not counted for this type, or if nobody could know whether anything is held at all.
     */
    private UsageSource source(MemoryType type, boolean isListening, boolean isClaimed) {
        int shared = sharers[type.ordinal()];
        if (reporters > 0) {
            return shared > 0 ? UsageSource.MIXED : UsageSource.SOCKET;
        }
        if (shared > 0) {
            return UsageSource.SHARED_MEMORY;
        }
        if (unreported > 0) {
            return UsageSource.NONE;
        }
        if (isClaimed && untracked == 0) {
            return UsageSource.SHARED_MEMORY;
        }
        boolean mayBeUsed = untracked > 0 || (isUnreadable && !knowsAllHolders());
        return isListening && !mayBeUsed ? UsageSource.SOCKET : UsageSource.NONE;
    }

    private long peak(
            MemoryType type, long now, UsageSource source, @Nullable Usage ledger, Peaks peaks) {
        if (source != UsageSource.SOCKET) {
            peaks.raise(ordinal(), type, now);
        }
        long reported = ledger == null ? 0 : ledger.peak(type);
        return Math.max(Math.max(now, reported), peaks.of(ordinal(), type));
    }

    /** What all regions of the device state together, of each process only the newest. */
    private @Nullable Long claimed(MemoryType type) {
        Long sum = null;
        for (SharedRegion region : regions) {
            Long claimed = region.claimed().used(type);
            if (claimed != null) {
                sum = Long.valueOf((sum == null ? 0 : sum) + claimed);
            }
        }
        return sum == null ? null : Long.valueOf(Math.max(0, sum - superseded[type.ordinal()]));
    }

    private Capacity capacity(MemoryType type) {
        return switch (type) {
            case DRAM -> device.dram();
            case L1 -> device.l1();
            default -> Capacity.UNKNOWN;
        };
    }

    private UnexplainedL1 unexplainedL1() {
        if (hasBoth) {
            return UnexplainedL1.fromSharedMemory(
                    isBothUnknown ? null : Long.valueOf(bothStatedL1), bothReportedL1);
        }
        return reporters == 0 || report == null
                ? UnexplainedL1.UNKNOWN
                : UnexplainedL1.fromReport(
                        report,
                        used[MemoryType.L1.ordinal()],
                        used[MemoryType.L1_SMALL.ordinal()],
                        latestAttachMicros);
    }
}
