package org.ttflight.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostState;
import org.ttflight.host.LostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Verdict;
import org.ttflight.report.DeviceReport;
import org.ttflight.report.MemoryReports;

/** Joins the sources once, by device and by process. Good for one {@link Observation}. */
final class Join {
    private final @Nullable LedgerSnapshot ledger;
    private final SharedMemory shared;
    private final HostState host;
    private final MemoryReports reports;
    private final Function<ProcessIdentity, ProcessDescription> descriptions;

    private final List<JoinedDevice> devices = new ArrayList<>();
    private final Map<Integer, JoinedDevice> deviceByOrdinal = new HashMap<>();
    private final Census census;

    private boolean hasHiddenUnmapped;

    Join(
            @Nullable LedgerSnapshot ledger,
            SharedMemory shared,
            HostState host,
            MemoryReports reports,
            List<HostDevice> catalog,
            Function<ProcessIdentity, ProcessDescription> descriptions) {
        this.ledger = ledger;
        this.shared = shared;
        this.host = host;
        this.reports = reports;
        this.descriptions = descriptions;
        findDevices(catalog);
        this.census = new Census(host.processes(), devices.size());
    }

    /**
     * @param isNewReading whether shared memory was read since the last observation
     */
    Observation observe(Peaks peaks, Discrepancies discrepancies, boolean isNewReading) {
        addReporting();
        addSlots();
        addHolders();
        List<JoinedProcess> all = census.inOrder();
        for (JoinedProcess process : all) {
            process.tracking = tracking(process);
            addToDevices(process);
        }
        for (JoinedDevice device : devices) {
            DeviceSample sample = device.sample;
            if (sample != null && sample.holders().elsewhere() > 0 && !device.hasInvisible) {
                device.untracked++; // at least one
            }
        }
        List<ObservedProcess> processes = new ArrayList<>(all.size());
        discrepancies.begin(shared.epochMillis(), isNewReading);
        for (JoinedProcess process : all) {
            processes.add(observed(process, peaks, discrepancies));
        }
        discrepancies.end();
        peaks.forgetOthers();
        List<ObservedDevice> observed = new ArrayList<>(devices.size());
        for (JoinedDevice device : devices) {
            observed.add(
                    device.observed(
                            ledger == null ? null : ledger.on(device.ordinal()),
                            peaks,
                            Health.of(device.device, device.sample, lost(device.ordinal()))));
        }
        return new Observation(ledger, shared, host, reports, observed, processes);
    }

    private void findDevices(List<HostDevice> catalog) {
        boolean isHostRead = host.epochMillis() != 0;
        Map<Integer, HostDevice> known = new TreeMap<>();
        for (HostDevice device : catalog) {
            if (device.simulated() || !isHostRead) {
                known.put(device.ordinal(), device);
            }
        }
        for (DeviceSample sample : host.devices()) {
            HostDevice device = sample.device();
            DeviceReport report = reports.devices().get(device.ordinal());
            known.put(
                    device.ordinal(),
                    report == null ? device : ReportedCapacity.withReport(device, report));
        }
        TreeSet<Integer> ordinals = new TreeSet<>(known.keySet());
        for (SharedRegion region : shared.regions()) {
            if (region.device() != null && !isHostRead) {
                ordinals.add(region.device());
            }
        }
        if (ledger != null) {
            for (DeviceUsage usage : ledger.devices()) {
                ordinals.add(usage.device());
            }
            for (ProcessUsage process : ledger.processes()) {
                for (DeviceUsage usage : process.devices()) {
                    ordinals.add(usage.device());
                }
            }
        }
        for (int ordinal : ordinals) {
            HostDevice device = known.get(ordinal);
            LostDevice lost = device == null ? lost(ordinal) : null;
            HostDevice remembered = lost == null ? HostDevice.unknown(ordinal) : lost.device();
            JoinedDevice joined =
                    new JoinedDevice(
                            devices.size(),
                            device == null ? remembered : device,
                            host.device(ordinal),
                            reports.devices().get(ordinal));
            devices.add(joined);
            deviceByOrdinal.put(ordinal, joined);
        }
    }

    private @Nullable LostDevice lost(int ordinal) {
        LostDevice latest = null;
        for (LostDevice lost : host.lost()) {
            if (lost.device().ordinal() == ordinal
                    && (latest == null || lost.lostMillis() > latest.lostMillis())) {
                latest = lost;
            }
        }
        return latest;
    }

    private void addReporting() {
        if (ledger == null) {
            return;
        }
        for (ProcessUsage usage : ledger.processes()) {
            JoinedProcess process = census.enter(usage.identity(), usage);
            for (DeviceUsage held : usage.devices()) {
                JoinedDevice device = deviceByOrdinal.get(held.device());
                if (device != null) {
                    process.part(device).reported = held.usage();
                }
            }
        }
    }

    /** The newest region first: a process in two regions of a device counts as there. */
    private void addSlots() {
        List<SharedRegion> regions = new ArrayList<>(shared.regions());
        regions.sort(
                Comparator.comparing(
                                SharedRegion::lastUpdateMicros,
                                Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                        .thenComparingInt(SharedRegion::version)
                        .reversed());
        for (SharedRegion region : regions) {
            JoinedDevice device =
                    region.device() == null ? null : deviceByOrdinal.get(region.device());
            if (region.verdict() == Verdict.UNREADABLE) {
                if (device == null) {
                    hasHiddenUnmapped |= region.isForbidden();
                } else {
                    device.isUnreadable = true;
                    device.isForbidden |= region.isForbidden();
                }
                continue;
            }
            if (device != null) {
                device.regions.add(region);
            }
            for (SharedSlot slot : region.slots()) {
                if (slot.verdict() == Verdict.LIVE || slot.verdict() == Verdict.UNVERIFIABLE) {
                    addSlot(region, device, slot);
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // regions of one reading are told apart as objects
    private void addSlot(SharedRegion region, @Nullable JoinedDevice device, SharedSlot slot) {
        JoinedProcess process =
                slot.pid() > 0
                        ? census.process(slot.pid(), slot.startTicks())
                        : census.invisible(region, device, slot);
        process.hasSlot = true;
        process.hasMappedSlot |= device != null;
        process.isKnownAlive |=
                slot.verdict() == Verdict.LIVE && region.verdict() != Verdict.UNVERIFIABLE;
        process.lastRegion = region;
        if (process.slotName.isEmpty()) {
            process.slotName = slot.name();
        }
        if (device == null) {
            return;
        }
        JoinedProcess.Part part = process.part(device);
        if (part.shared == null) {
            part.shared = slot.usage();
            part.region = region;
        } else if (part.region == region) {
            part.shared = sum(part.shared, slot.usage()); // a race of its own writers
        } else {
            device.supersede(slot.usage());
        }
    }

    private static SharedUsage sum(SharedUsage left, SharedUsage right) {
        Map<MemoryType, Long> sum = new HashMap<>();
        for (Map.Entry<MemoryType, Long> type : left.used().entrySet()) {
            Long more = right.used(type.getKey());
            if (more != null) {
                sum.put(type.getKey(), type.getValue() + more);
            }
        }
        return new SharedUsage(sum);
    }

    private void addHolders() {
        for (JoinedDevice device : devices) {
            DeviceSample sample = device.sample;
            if (sample == null) {
                continue;
            }
            for (int pid : sample.holders().pids()) {
                census.holder(pid).part(device).isOpen = true;
            }
        }
    }

    private Tracking tracking(JoinedProcess process) {
        if (process.reported != null) {
            return process.identity.verified() ? Tracking.REPORTING : Tracking.REPORTING_UNVERIFIED;
        }
        if (process.hasSlot) {
            return process.isKnownAlive
                    ? Tracking.SHARED_MEMORY
                    : Tracking.SHARED_MEMORY_UNVERIFIED;
        }
        for (JoinedDevice device : devices) {
            boolean mayBeHidden =
                    device.isForbidden || (hasHiddenUnmapped && device.regions.isEmpty());
            if (mayBeHidden && process.partOrNull(device) != null) {
                return Tracking.HIDDEN;
            }
        }
        return Tracking.DISABLED;
    }

    private void addToDevices(JoinedProcess process) {
        boolean isInvisible =
                process.tracking == Tracking.REPORTING_UNVERIFIED
                        || process.tracking == Tracking.SHARED_MEMORY_UNVERIFIED;
        for (JoinedDevice device : devices) {
            JoinedProcess.Part part = process.partOrNull(device);
            if (part == null) {
                continue;
            }
            device.add(process, part);
            device.hasInvisible |= isInvisible;
            if (isUntracked(process, device, part)) {
                device.untracked++;
            }
        }
    }

    /**
     * Whether nobody says what a process that has a device open holds there. One that reports, or
     * has a slot elsewhere while the shared memory of this device can be read, would be heard of.
     */
    private static boolean isUntracked(
            JoinedProcess process, JoinedDevice device, JoinedProcess.Part part) {
        if (!part.isOpen || process.reported != null || part.shared != null) {
            return false;
        }
        return !process.hasMappedSlot || device.regions.isEmpty();
    }

    private ObservedProcess observed(
            JoinedProcess process, Peaks peaks, Discrepancies discrepancies) {
        List<ObservedHolding> holdings = new ArrayList<>(4);
        for (JoinedDevice device : devices) {
            JoinedProcess.Part part = process.partOrNull(device);
            if (part != null) {
                holdings.add(holding(process, device, part, peaks, discrepancies));
            }
        }
        return new ObservedProcess(
                process.identity,
                description(process),
                process.host,
                process.reported,
                process.tracking,
                holdings);
    }

    private static ObservedHolding holding(
            JoinedProcess process,
            JoinedDevice device,
            JoinedProcess.Part part,
            Peaks peaks,
            Discrepancies discrepancies) {
        SharedUsage peak = null;
        boolean differs = false;
        if (part.shared != null) {
            HoldingKey key = new HoldingKey(process.identity, device.ordinal());
            peak = peaks.raise(key, part.shared);
            differs = part.reported != null && discrepancies.judge(key, part.reported, part.shared);
        }
        return new ObservedHolding(
                device.ordinal(),
                isOpen(process, device, part),
                part.reported,
                part.shared,
                differs,
                peak);
    }

    private static @Nullable Boolean isOpen(
            JoinedProcess process, JoinedDevice device, JoinedProcess.Part part) {
        if (part.isOpen) {
            return true;
        }
        boolean isCertain = device.knowsAllHolders() && process.identity.verified();
        return isCertain ? false : null;
    }

    private ProcessDescription description(JoinedProcess process) {
        ProcessDescription onHost =
                process.host == null ? ProcessDescription.UNKNOWN : process.host.description();
        if (process.reported == null) {
            return onHost.name() == null && !process.slotName.isEmpty()
                    ? named(process.slotName, onHost)
                    : onHost;
        }
        if (!process.identity.verified()) {
            return ProcessDescription.UNKNOWN; // the pid may be somebody else's here
        }
        ProcessDescription told = descriptions.apply(process.identity);
        if (told.name() == null) {
            return process.host == null ? told : onHost;
        }
        return told.container() == null && told.pod() == null && onHost.container() != null
                ? new ProcessDescription(
                        told.name(),
                        told.user(),
                        told.commandLine(),
                        told.startEpochMillis(),
                        onHost.container(),
                        onHost.pod())
                : told;
    }

    private static ProcessDescription named(String name, ProcessDescription other) {
        return new ProcessDescription(
                name,
                other.user(),
                other.commandLine(),
                other.startEpochMillis(),
                other.container(),
                other.pod());
    }
}
