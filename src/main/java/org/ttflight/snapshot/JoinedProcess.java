package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Usage;

/** One process while its sources are being joined. */
final class JoinedProcess {
    final ProcessIdentity identity;
    final @Nullable ProcessUsage reported;
    private final @Nullable Part[] parts;
    @Nullable HostProcess host;

    /** The name in its slot; empty if it has none. */
    String slotName = "";

    /** Whether it has a slot at all, and one that belongs to a device. */
    boolean hasSlot;

    boolean hasMappedSlot;

    /** Whether one of its slots is known to be that of a live process. */
    boolean isKnownAlive;

    /** The last region in which a slot was taken to be this process. */
    @Nullable SharedRegion lastRegion;

    Tracking tracking = Tracking.DISABLED;

    /** Another process with the same pid, that started at another time or is not visible. */
    @Nullable JoinedProcess samePid;

    /** What is known of a process on one device. */
    static final class Part {
        @Nullable Usage reported;
        @Nullable SharedUsage shared;
        @Nullable SharedRegion region;
        boolean isOpen;
    }

    /**
     * @param devices how many devices there are
     */
    JoinedProcess(ProcessIdentity identity, @Nullable ProcessUsage reported, int devices) {
        this.identity = identity;
        this.reported = reported;
        this.parts = new Part[devices];
    }

    /** Returns the part on this device, made if there is none. */
    Part part(JoinedDevice device) {
        Part part = parts[device.index];
        if (part == null) {
            part = new Part();
            parts[device.index] = part;
        }
        return part;
    }

    /** Returns the part on this device, or null. */
    @Nullable Part partOrNull(JoinedDevice device) {
        return parts[device.index];
    }
}
