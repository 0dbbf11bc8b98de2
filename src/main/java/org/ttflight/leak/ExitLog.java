package org.ttflight.leak;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/**
 * Remembers who has reported, and the last processes that ended and had not released all. Told by
 * the writer; any thread may read.
 */
public final class ExitLog implements LedgerListener {
    static final int REMEMBERED = 256;
    static final int REMEMBERED_PIDS = 4096;

    private final InstantSource clock;
    private final Deque<Exit> exits = new ConcurrentLinkedDeque<>();
    private final AtomicLong count = new AtomicLong();
    private final Set<Integer> pids = ConcurrentHashMap.newKeySet();
    private final Deque<Integer> pidsInOrder = new ArrayDeque<>(); // the writer's
    private volatile boolean hasForgottenPids;

    /** Times are this clock's. */
    public ExitLog(InstantSource clock) {
        this.clock = clock;
    }

    /** One process that ended. */
    record Exit(ProcessUsage last, long epochMillis, ExitReason reason) {}

    @Override
    public void processAttached(ProcessIdentity process) {
        if (pids.add(process.pid())) {
            pidsInOrder.addLast(process.pid());
            if (pidsInOrder.size() > REMEMBERED_PIDS) {
                pids.remove(pidsInOrder.removeFirst());
                hasForgottenPids = true;
            }
        }
    }

    /** Returns whether a process with this pid has ever reported; null if it is forgotten. */
    @Nullable Boolean hasReported(int pid) {
        if (pids.contains(pid)) {
            return Boolean.TRUE;
        }
        return hasForgottenPids ? null : Boolean.FALSE;
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        if (reason == ExitReason.DAEMON_STOPPED || !holdsBuffers(last)) {
            return;
        }
        exits.addLast(new Exit(last, clock.millis(), reason));
        if (count.incrementAndGet() > REMEMBERED) {
            exits.pollFirst();
        }
    }

    /** Circular buffers and kernels end with their program; it has nothing to release. */
    static boolean isBuffer(MemoryType type) {
        return type != MemoryType.CIRCULAR_BUFFER && type != MemoryType.KERNEL;
    }

    static boolean holdsBuffers(ProcessUsage process) {
        for (DeviceUsage device : process.devices()) {
            for (MemoryType type : MemoryType.values()) {
                if (isBuffer(type) && device.usage().buffers(type) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns them, the newest first. */
    List<Exit> exits() {
        List<Exit> newestFirst = new ArrayList<>(exits);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** Returns how many are not remembered any more. */
    long forgotten() {
        return Math.max(0, count.get() - REMEMBERED);
    }
}
