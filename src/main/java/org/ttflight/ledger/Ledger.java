package org.ttflight.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Books every message: live buffers by process, device and id, totals, peaks and anomalies.
 *
 * <p>Confined to one thread, the writer, but for {@link #snapshot}, which any thread may call at
 * any time. Nothing here blocks, and nothing is allocated for a message. The caller has checked
 * what came from outside: device ids are below the limit given to the constructor, sizes from 0 to
 * {@code 2^38 - 1}.
 *
 * <p>Time is what the caller says it is ({@link #advance}); it is only used for ages.
 */
public final class Ledger {
    /** Device ids must stay below this. */
    public static final int DEVICE_LIMIT = LiveTable.DEVICE_LIMIT;

    private final LedgerListener listener;
    private final @Nullable Account[] devices;
    private final Thresholds thresholds;
    private final Map<ProcessIdentity, LedgerProcess> processes = new LinkedHashMap<>();
    private final long[] anomalies = new long[Anomaly.values().length];
    private long allocations;
    private long frees;
    private long orphans;
    private long nowMicros = 1;
    private long structure;
    private boolean isChanged;
    private volatile LedgerSnapshot published;

    /**
     * @param deviceLimit device ids will be below this; 1 to {@value LiveTable#DEVICE_LIMIT}
     * @param listener hears of every change
     */
    public Ledger(int deviceLimit, LedgerListener listener) {
        if (deviceLimit < 1 || deviceLimit > DEVICE_LIMIT) {
            throw new IllegalArgumentException(
                    "device limit must be 1 to " + DEVICE_LIMIT + ", but is " + deviceLimit);
        }
        this.listener = listener;
        this.devices = new Account[deviceLimit];
        this.thresholds = new Thresholds(deviceLimit, listener);
        this.published = makeSnapshot();
    }

    /** Sets the time; an earlier one than before is ignored, so that no age is negative. */
    public void advance(long epochMicros) {
        if (epochMicros > nowMicros) {
            nowMicros = epochMicros;
        }
    }

    /** Returns the handle of a process, which is attached if this is its first report. */
    public LedgerProcess attach(ProcessIdentity identity) {
        LedgerProcess process = processes.get(identity);
        if (process == null) {
            process = new LedgerProcess(identity, nowMicros);
            processes.put(identity, process);
            structure++;
            isChanged = true;
            listener.processAttached(identity);
        }
        return process;
    }

    /** A buffer was reported. An id that is live already is judged as {@link Anomaly} lists. */
    public void allocate(LedgerProcess process, int device, MemoryType type, long id, long size) {
        LiveTable table = process.buffers;
        if (size == 0) {
            count(Anomaly.ZERO_SIZE);
        }
        if (table.findNewest(device, id) > 0) {
            if (table.find(device, id, type.ordinal())) {
                if (table.size() == size) {
                    addReference(process, device, type, id, size);
                    return;
                }
                suspect(Anomaly.ADDRESS_REUSED, process, device, type, id, table.size(), size);
                close(process, device, id);
            } else {
                count(Anomaly.SAME_ID_OTHER_TYPE);
            }
        }
        table.insert(device, id, type.ordinal(), size, nowMicros);
        open(process, device, type, size);
        listener.bufferAllocated(process.identity(), device, type, id, size, 1);
    }

    private void addReference(
            LedgerProcess process, int device, MemoryType type, long id, long size) {
        process.lastAllocationMicros = nowMicros;
        long references = Math.min(process.buffers.references() + 1, LiveTable.MAX_REFERENCES);
        process.buffers.setReferences(references);
        count(Anomaly.REFERENCE_ADDED);
        touch(process);
        listener.bufferAllocated(process.identity(), device, type, id, size, references);
    }

    /** A buffer was released; the message names neither its type nor its size. */
    public void free(LedgerProcess process, int device, long id) {
        LiveTable table = process.buffers;
        int at = device;
        int found = table.findNewest(at, id);
        if (found == 0) {
            at = device == 0 ? onlyOtherDevice(process, id) : -1;
            if (at < 0) {
                freeUnknown(process, device, id);
                return;
            }
            count(Anomaly.DEVICE_CORRECTED);
            found = table.findNewest(at, id);
        }
        if (found > 1) {
            count(Anomaly.AMBIGUOUS_FREE);
        }
        long references = table.references() - 1;
        if (references == 0) {
            close(process, at, id);
        } else {
            table.setReferences(references);
            touch(process);
            listener.bufferFreed(
                    process.identity(),
                    at,
                    MemoryType.ofBufferType(table.type()),
                    id,
                    table.size(),
                    references,
                    nowMicros - table.allocatedMicros());
        }
    }

    /** Returns the one device above 0 on which this process has the id, or -1. */
    private static int onlyOtherDevice(LedgerProcess process, long id) {
        int only = -1;
        for (Account account : process.devices()) {
            if (account.device != 0 && process.buffers.findNewest(account.device, id) > 0) {
                if (only >= 0) {
                    return -1;
                }
                only = account.device;
            }
        }
        return only;
    }

    private void freeUnknown(LedgerProcess process, int device, long id) {
        boolean wasFreed = process.wasFreed(device, id);
        Anomaly kind = wasFreed ? Anomaly.DOUBLE_FREE : Anomaly.UNKNOWN_FREE;
        suspect(kind, process, device, null, id, -1, -1);
        touch(process);
        listener.unknownFree(process.identity(), device, id);
    }

    /** Closes the buffer under the cursor of the process's table. */
    private void close(LedgerProcess process, int device, long id) {
        LiveTable table = process.buffers;
        MemoryType type = MemoryType.ofBufferType(table.type());
        long size = table.size();
        long age = nowMicros - table.allocatedMicros();
        table.remove();
        process.noteFree(device, id);
        settle(process, device, type, size);
        listener.bufferFreed(process.identity(), device, type, id, size, 0, age);
    }

    /** A circular buffer was placed; one with the same id is replaced, and its size given back. */
    public void allocateCircularBuffer(LedgerProcess process, int device, long id, long size) {
        LiveTable table = process.circularBuffers();
        if (size == 0) {
            count(Anomaly.ZERO_SIZE);
        }
        if (table.find(device, id, 0)) {
            count(Anomaly.CB_REPLACED);
            closeCircularBuffer(process, device, id);
        }
        table.insert(device, id, 0, size, nowMicros);
        long total = open(process, device, MemoryType.CIRCULAR_BUFFER, size);
        listener.circularBufferAllocated(process.identity(), device, id, size, total);
    }

    /**
     * A circular buffer was released: what is stored counts.
     *
     * @param claimedSize the size in the message, only compared
     */
    public void freeCircularBuffer(LedgerProcess process, int device, long id, long claimedSize) {
        LiveTable table = process.circularBuffers();
        if (!table.find(device, id, 0)) {
            MemoryType type = MemoryType.CIRCULAR_BUFFER;
            suspect(Anomaly.CB_UNKNOWN_FREE, process, device, type, id, -1, claimedSize);
            touch(process);
            return;
        }
        if (table.size() != claimedSize) {
            MemoryType type = MemoryType.CIRCULAR_BUFFER;
            long size = table.size();
            suspect(Anomaly.CB_SIZE_MISMATCH, process, device, type, id, size, claimedSize);
        }
        closeCircularBuffer(process, device, id);
    }

    private void closeCircularBuffer(LedgerProcess process, int device, long id) {
        LiveTable table = process.circularBuffers();
        long size = table.size();
        long age = nowMicros - table.allocatedMicros();
        table.remove();
        long total = settle(process, device, MemoryType.CIRCULAR_BUFFER, size);
        listener.circularBufferFreed(process.identity(), device, id, size, age, total);
    }

    /** A kernel was loaded; one with the same id is replaced, and its size given back. */
    public void loadKernel(LedgerProcess process, int device, KernelType type, long id, long size) {
        LiveTable table = process.kernels();
        if (size == 0) {
            count(Anomaly.ZERO_SIZE);
        }
        if (findKernel(table, device, id)) {
            count(Anomaly.KERNEL_REPLACED);
            closeKernel(process, device, id);
        }
        table.insert(device, id, type.ordinal(), size, nowMicros);
        long total = open(process, device, MemoryType.KERNEL, size);
        listener.kernelLoaded(process.identity(), device, type, id, size, total);
    }

    /**
     * A kernel was unloaded: what is stored counts.
     *
     * @param claimedSize the size in the message, only compared
     */
    public void unloadKernel(LedgerProcess process, int device, long id, long claimedSize) {
        LiveTable table = process.kernels();
        if (!findKernel(table, device, id)) {
            MemoryType type = MemoryType.KERNEL;
            suspect(Anomaly.KERNEL_UNKNOWN_UNLOAD, process, device, type, id, -1, claimedSize);
            touch(process);
            return;
        }
        if (table.size() != claimedSize) {
            MemoryType type = MemoryType.KERNEL;
            long size = table.size();
            suspect(Anomaly.KERNEL_SIZE_MISMATCH, process, device, type, id, size, claimedSize);
        }
        closeKernel(process, device, id);
    }

    /** A kernel's type is data, not part of its identity: an unload does not carry it. */
    private static boolean findKernel(LiveTable table, int device, long id) {
        return table.findNewest(device, id) > 0;
    }

    private void closeKernel(LedgerProcess process, int device, long id) {
        LiveTable table = process.kernels();
        KernelType type = KernelType.ofCode(table.type());
        long size = table.size();
        long age = nowMicros - table.allocatedMicros();
        table.remove();
        long total = settle(process, device, MemoryType.KERNEL, size);
        listener.kernelUnloaded(process.identity(), device, type, id, size, age, total);
    }

    /** Adds to the totals; returns the device's total of this type. */
    private long open(LedgerProcess process, int device, MemoryType type, long size) {
        touch(process);
        process.allocations++;
        process.lastAllocationMicros = nowMicros;
        allocations++;
        process.account(device).add(type.ordinal(), size);
        long total = device(device).add(type.ordinal(), size);
        thresholds.rose(device, type, total);
        return total;
    }

    /** Takes from the totals; returns the device's total of this type. */
    private long settle(LedgerProcess process, int device, MemoryType type, long size) {
        touch(process);
        process.frees++;
        frees++;
        process.account(device).subtract(type.ordinal(), size);
        long total = device(device).subtract(type.ordinal(), size);
        thresholds.fell(device, type, total);
        return total;
    }

    private Account device(int ordinal) {
        Account account = devices[ordinal];
        if (account == null) {
            account = new Account(ordinal);
            devices[ordinal] = account;
            structure++;
        }
        return account;
    }

    private void touch(LedgerProcess process) {
        if (process.isReleased) {
            throw new IllegalStateException("released: " + process.identity());
        }
        process.isChanged = true;
        process.lastReportMicros = nowMicros;
        isChanged = true;
    }

    private void count(Anomaly anomaly) {
        anomalies[anomaly.ordinal()]++;
        isChanged = true;
    }

    /** Counts what may be the program's mistake, and tells of it. */
    private void suspect(
            Anomaly kind,
            LedgerProcess process,
            int device,
            @Nullable MemoryType type,
            long id,
            long oldSize,
            long newSize) {
        count(kind);
        listener.anomaly(kind, process.identity(), nowMicros, device, type, id, oldSize, newSize);
    }

    /**
     * Releases all that a process holds and forgets it; costs one pass over its devices and looks
     * at no other process. A second call does nothing.
     */
    public void release(LedgerProcess process, ExitReason reason) {
        if (process.isReleased) {
            return;
        }
        process.isReleased = true;
        processes.remove(process.identity());
        structure++;
        isChanged = true;
        orphans += process.live();
        ProcessUsage last = process.usage();
        for (Account held : process.devices()) {
            Account device = device(held.device);
            device.subtractAll(held);
            for (MemoryType type : MemoryType.values()) {
                thresholds.fell(held.device, type, device.used(type.ordinal()));
            }
        }
        process.dropTables();
        listener.processExited(last, reason);
    }

    /** Returns what is held on a device right now, for an answer on the writer's thread. */
    public Usage usage(int device) {
        Account account = device < 0 || device >= devices.length ? null : devices[device];
        return account == null ? Usage.NONE : account.usage();
    }

    /** Returns the handles of all attached processes, in the order in which they came. */
    List<LedgerProcess> processes() {
        return new ArrayList<>(processes.values());
    }

    /** Returns the handle of an attached process, or null. */
    public @Nullable LedgerProcess process(ProcessIdentity identity) {
        return processes.get(identity);
    }

    /** Makes the peak of one type on one device the usage of now. */
    public void resetPeak(int device, MemoryType type) {
        Account account = device < 0 || device >= devices.length ? null : devices[device];
        if (account != null) {
            account.resetPeak(type.ordinal());
            isChanged = true;
        }
    }

    /**
     * Sets the usage at which {@link LedgerListener#thresholdReached} is told, once for each time
     * it is reached from below.
     *
     * @param bytes 0 turns the threshold off
     */
    public void setThreshold(int device, MemoryType type, long bytes) {
        thresholds.set(device, type, bytes, usage(device).used(type));
    }

    /** Makes the state of now what {@link #snapshot} returns, if anything has changed. */
    public void publish() {
        if (isChanged) {
            isChanged = false;
            published = makeSnapshot();
        }
    }

    /** Returns whether something has changed since the last {@link #publish}. */
    public boolean isChanged() {
        return isChanged;
    }

    /** Returns the state last published. Any thread may call this. */
    public LedgerSnapshot snapshot() {
        return published;
    }

    private LedgerSnapshot makeSnapshot() {
        List<DeviceUsage> held = new ArrayList<>();
        for (Account account : devices) {
            if (account != null) {
                held.add(new DeviceUsage(account.device, account.usage()));
            }
        }
        ProcessUsage[] live = new ProcessUsage[processes.size()];
        int at = 0;
        for (LedgerProcess process : processes.values()) {
            live[at++] = process.usage();
        }
        List<Long> counts = Arrays.stream(anomalies).boxed().toList();
        return new LedgerSnapshot(
                nowMicros,
                structure,
                Collections.unmodifiableList(held),
                List.of(live),
                counts,
                allocations,
                frees,
                orphans);
    }

    /**
     * Lists the live buffers (not circular buffers, not kernels) of each device and type that has
     * no more than so many; costs one pass over all tables.
     */
    public List<BufferInfo> listFew(int most) {
        return BufferListing.few(
                processes.values(), (device, type) -> device(device).buffers(type) <= most);
    }

    /** Lists live buffers; costs a pass over the tables that the query does not exclude. */
    public List<BufferInfo> list(BufferQuery query) {
        BufferListing listing = new BufferListing(query);
        for (LedgerProcess process : processes.values()) {
            listing.add(process);
        }
        return listing.result();
    }
}
