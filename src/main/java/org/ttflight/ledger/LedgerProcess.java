package org.ttflight.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's handle of one process: what the reader of messages keeps and passes back with each
 * one. Everything but {@link #identity} is the writer's.
 */
public final class LedgerProcess {
    private static final int RECENT_FREES = 256;

    private final ProcessIdentity identity;
    private final long attachedMicros;
    LiveTable buffers = new LiveTable();
    private @Nullable LiveTable circularBuffers;
    private @Nullable LiveTable kernels;
    private @Nullable Account[] accounts = new Account[4];
    private final List<Account> devices = new ArrayList<>(1);
    private long @Nullable [] recentFrees;
    long allocations;
    long frees;
    long lastReportMicros;
    long lastAllocationMicros;
    boolean isChanged = true;
    boolean isReleased;
    private @Nullable ProcessUsage published;

    LedgerProcess(ProcessIdentity identity, long nowMicros) {
        this.identity = identity;
        this.attachedMicros = nowMicros;
        this.lastReportMicros = nowMicros;
    }

    /** Returns which process this is. */
    public ProcessIdentity identity() {
        return identity;
    }

    /** Returns whether the ledger has let go of this process; a later report needs a new handle. */
    public boolean isReleased() {
        return isReleased;
    }

    /** Lets go of all buffers: the handle may stay for as long as a connection remembers it. */
    void dropTables() {
        buffers = new LiveTable();
        circularBuffers = null;
        kernels = null;
        recentFrees = null;
    }

    LiveTable circularBuffers() {
        LiveTable table = circularBuffers;
        if (table == null) {
            table = new LiveTable();
            circularBuffers = table;
        }
        return table;
    }

    LiveTable kernels() {
        LiveTable table = kernels;
        if (table == null) {
            table = new LiveTable();
            kernels = table;
        }
        return table;
    }

    /** Returns the circular buffers if there have ever been any. */
    @Nullable LiveTable circularBuffersOrNull() {
        return circularBuffers;
    }

    /** Returns the kernels if there have ever been any. */
    @Nullable LiveTable kernelsOrNull() {
        return kernels;
    }

    /** Returns how many buffers, circular buffers and kernels are live. */
    long live() {
        return buffers.count()
                + (circularBuffers == null ? 0 : circularBuffers.count())
                + (kernels == null ? 0 : kernels.count());
    }

    Account account(int device) {
        Account account = device < accounts.length ? accounts[device] : null;
        return account != null ? account : newAccount(device);
    }

    private Account newAccount(int device) {
        if (device >= accounts.length) {
            accounts = Arrays.copyOf(accounts, Math.max(device + 1, accounts.length * 2));
        }
        Account account = new Account(device);
        accounts[device] = account;
        int at = 0;
        while (at < devices.size() && devices.get(at).device < device) {
            at++;
        }
        devices.add(at, account);
        return account;
    }

    /** The devices this process has reported, by ordinal. */
    List<Account> devices() {
        return devices;
    }

    /** Notes a release, so that a second one soon after can be told from an unknown one. */
    void noteFree(int device, long id) {
        long[] recent = recentFrees;
        if (recent == null) {
            recent = new long[RECENT_FREES];
            recentFrees = recent;
        }
        long mark = mark(device, id);
        recent[(int) (mark & (RECENT_FREES - 1))] = mark;
    }

    boolean wasFreed(int device, long id) {
        long[] recent = recentFrees;
        long mark = mark(device, id);
        return recent != null && recent[(int) (mark & (RECENT_FREES - 1))] == mark;
    }

    /** Never 0, so that an empty place in the array matches nothing. */
    private static long mark(int device, long id) {
        long z = (id + 1) * 0x9e3779b97f4a7c15L + device;
        z = (z ^ (z >>> 32)) * 0xd6e8feb86659fd93L;
        z ^= z >>> 32;
        return z == 0 ? 1 : z;
    }

    ProcessUsage usage() {
        ProcessUsage usage = published;
        if (usage == null || isChanged) {
            List<DeviceUsage> held = new ArrayList<>(devices.size());
            for (Account account : devices) {
                held.add(new DeviceUsage(account.device, account.usage()));
            }
            usage =
                    new ProcessUsage(
                            identity,
                            attachedMicros,
                            lastReportMicros,
                            lastAllocationMicros == 0 ? null : lastAllocationMicros,
                            List.copyOf(held),
                            allocations,
                            frees);
            published = usage;
            isChanged = false;
        }
        return usage;
    }
}
