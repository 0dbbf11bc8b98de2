package org.ttflight.snapshot;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostState;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.report.MemoryReports;

/**
 * Makes the {@link Observation} of now, once for each state of the sources that anybody asks for.
 *
 * <p>The rules of the join:
 *
 * <ul>
 *   <li>The socket and shared memory are two observations of the same bytes, never added. What a
 *       process holds on a device is what it reports there, else what its slot states. A slot is a
 *       process's if its resolved pid and start are; if it has none, if a connection that is not
 *       verified either claims the same pid.
 *   <li>A device's total is the sum over live processes. A stale slot is no process: its bytes are
 *       only in what the region claims, and so unattributed. One that cannot be verified counts.
 *   <li>A process with slots in two regions of a device counts as the newest region states it.
 *   <li>A total is unknown where nobody could know: nobody listens and no shared memory counts it;
 *       or somebody has the device open (or shared memory we cannot read) and nobody says what is
 *       held; or only processes hold something there that are not counted for that type.
 *   <li>A process that has a device open without slot and connection is not tracked, or hidden if
 *       there is shared memory that we may not read.
 *   <li>The peak is the ledger's, and that of the totals seen here where shared memory has a part
 *       in them, whichever is higher.
 * </ul>
 *
 * <p>Thread-safe. Waits for no source, only for another thread that is making the observation.
 */
public final class Observations implements Supplier<Observation> {
    private final Supplier<? extends @Nullable LedgerSnapshot> ledger;
    private final Supplier<SharedMemory> shared;
    private final Supplier<HostState> host;
    private final Supplier<MemoryReports> reports;
    private final DeviceCatalog catalog;
    private final Function<ProcessIdentity, ProcessDescription> descriptions;

    private final Object lock = new Object();
    private final Peaks peaks = new Peaks();
    private final Discrepancies discrepancies = new Discrepancies();
    private @Nullable SharedMemory lastReading;
    private volatile @Nullable Made made;

    /** An observation, and the devices that it was made with. */
    private record Made(Observation observation, List<HostDevice> catalog) {
        @SuppressWarnings("ReferenceEquality") // sources replace what they have, never change it
        boolean isOf(
                @Nullable LedgerSnapshot ledger,
                SharedMemory shared,
                HostState host,
                MemoryReports reports,
                List<HostDevice> devices) {
            return observation.ledger() == ledger
                    && observation.shared() == shared
                    && observation.host() == host
                    && observation.reports() == reports
                    && catalog.equals(devices);
        }
    }

    /**
     * @param ledger returns the state last published; null where no daemon runs
     * @param shared returns what shared memory last said
     * @param host returns what the host's files last said
     * @param reports returns what the reports last said
     * @param catalog tells which devices there are, and how much memory they have
     * @param descriptions what people call a process that the socket tells of; asked for every one
     *     in every observation, so it should remember its answers
     */
    public Observations(
            Supplier<? extends @Nullable LedgerSnapshot> ledger,
            Supplier<SharedMemory> shared,
            Supplier<HostState> host,
            Supplier<MemoryReports> reports,
            DeviceCatalog catalog,
            Function<ProcessIdentity, ProcessDescription> descriptions) {
        this.ledger = ledger;
        this.shared = shared;
        this.host = host;
        this.reports = reports;
        this.catalog = catalog;
        this.descriptions = descriptions;
    }

    /** Returns observations of the socket alone. */
    public static Observations ofSocket(
            Supplier<LedgerSnapshot> ledger,
            DeviceCatalog catalog,
            Function<ProcessIdentity, ProcessDescription> descriptions) {
        return new Observations(
                ledger,
                () -> SharedMemory.NOT_READ,
                () -> HostState.NOT_READ,
                () -> MemoryReports.NONE,
                catalog,
                descriptions);
    }

    /** Returns the observation of now: the same object until one of the sources has another. */
    @Override
    public Observation get() {
        Made known = fitting(made);
        return known != null ? known.observation() : make();
    }

    private @Nullable Made fitting(@Nullable Made candidate) {
        return candidate != null
                        && candidate.isOf(
                                ledger.get(),
                                shared.get(),
                                host.get(),
                                reports.get(),
                                catalog.devices())
                ? candidate
                : null;
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private Observation make() {
        synchronized (lock) {
            Made known = fitting(made);
            if (known != null) {
                return known.observation();
            }
            SharedMemory reading = shared.get();
            List<HostDevice> devices = catalog.devices();
            Join join =
                    new Join(
                            ledger.get(),
                            reading,
                            host.get(),
                            reports.get(),
                            devices,
                            descriptions);
            boolean isNewReading = reading != lastReading;
            lastReading = reading;
            Observation observation = join.observe(peaks, discrepancies, isNewReading);
            made = new Made(observation, devices);
            return observation;
        }
    }

    /**
     * Lets the peak of a device begin anew with the total of the next observation, as far as shared
     * memory has a part in it. The ledger's own peak is reset by the ledger.
     */
    public void resetPeak(int device, MemoryType type) {
        synchronized (lock) {
            peaks.reset(device, type);
            made = null;
        }
    }
}
