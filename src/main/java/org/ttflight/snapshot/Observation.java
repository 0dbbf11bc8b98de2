package org.ttflight.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostState;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.report.MemoryReports;

/**
 * What all sources together say at one moment, joined by device and by process. Every view is made
 * of this, so that all views agree. Immutable: any thread may keep it.
 */
public final class Observation {
    private final @Nullable LedgerSnapshot ledger;
    private final SharedMemory shared;
    private final HostState host;
    private final MemoryReports reports;
    private final List<ObservedDevice> devices;
    private final List<ObservedProcess> processes;
    private final Map<Integer, ObservedDevice> deviceByOrdinal = new HashMap<>();
    private final Map<ProcessIdentity, ObservedProcess> processByIdentity;

    /**
     * Puts together what was joined; only a test makes one of its own, all others ask {@link
     * Observations}.
     */
    public Observation(
            @Nullable LedgerSnapshot ledger,
            SharedMemory shared,
            HostState host,
            MemoryReports reports,
            List<ObservedDevice> devices,
            List<ObservedProcess> processes) {
        this.ledger = ledger;
        this.shared = shared;
        this.host = host;
        this.reports = reports;
        this.devices = List.copyOf(devices);
        this.processes = List.copyOf(processes);
        for (ObservedDevice device : devices) {
            deviceByOrdinal.put(device.ordinal(), device);
        }
        this.processByIdentity = new HashMap<>(processes.size() * 2);
        for (ObservedProcess process : processes) {
            processByIdentity.put(process.identity(), process);
        }
    }

    /** Returns the ledger, or null where no daemon runs and nobody listens on the socket. */
    public @Nullable LedgerSnapshot ledger() {
        return ledger;
    }

    /** Returns what shared memory says. */
    public SharedMemory shared() {
        return shared;
    }

    /** Returns what the driver's files and procfs say. */
    public HostState host() {
        return host;
    }

    /** Returns what MemoryReporter says. */
    public MemoryReports reports() {
        return reports;
    }

    /** Returns all devices that any source knows, by ordinal. */
    public List<ObservedDevice> devices() {
        return devices;
    }

    /** Returns the device with this ordinal, or null. */
    public @Nullable ObservedDevice device(int ordinal) {
        return deviceByOrdinal.get(ordinal);
    }

    /** Returns all processes that any source knows: those that report first, then by pid. */
    public List<ObservedProcess> processes() {
        return processes;
    }

    /** Returns this process, or null. */
    public @Nullable ObservedProcess process(ProcessIdentity identity) {
        return processByIdentity.get(identity);
    }
}
