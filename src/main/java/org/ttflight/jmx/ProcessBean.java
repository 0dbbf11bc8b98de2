package org.ttflight.jmx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/** Shows one process. */
final class ProcessBean extends DescribedBean implements ProcessMXBean {
    private final ProcessIdentity identity;
    private final ProcessDescription description;
    private final LedgerReader ledger;
    private volatile ProcessUsage lastKnown;

    ProcessBean(ProcessUsage process, ProcessDescription description, LedgerReader ledger) {
        super(ProcessMXBean.class);
        this.identity = process.identity();
        this.description = description;
        this.ledger = ledger;
        this.lastKnown = process;
    }

    private ProcessUsage process() {
        ProcessUsage process = ledger.now().process(identity);
        if (process == null) {
            return lastKnown;
        }
        lastKnown = process;
        return process;
    }

    private long used(MemoryType type) {
        long sum = 0;
        for (DeviceUsage held : process().devices()) {
            sum += held.usage().used(type);
        }
        return sum;
    }

    @Override
    public int getPid() {
        return identity.pid();
    }

    @Override
    public boolean isVerified() {
        return identity.verified();
    }

    @Override
    public @Nullable String getName() {
        return description.name();
    }

    @Override
    public @Nullable String getUser() {
        return description.user();
    }

    @Override
    public @Nullable Long getUserId() {
        return identity.uid() == -1 ? null : Integer.toUnsignedLong(identity.uid());
    }

    @Override
    public @Nullable String getCommandLine() {
        return description.commandLine();
    }

    @Override
    public @Nullable Long getStartTime() {
        return description.startEpochMillis();
    }

    @Override
    public long getAttachTime() {
        return process().attachedMicros() / 1000;
    }

    @Override
    public long getLastReportTime() {
        return process().lastReportMicros() / 1000;
    }

    @Override
    public int[] getDevices() {
        return process().devices().stream().mapToInt(DeviceUsage::device).toArray();
    }

    @Override
    public long getUsed() {
        return process().total().deviceBytes();
    }

    @Override
    public long getUsedDram() {
        return used(MemoryType.DRAM);
    }

    @Override
    public long getUsedL1() {
        return used(MemoryType.L1);
    }

    @Override
    public long getUsedSystemMemory() {
        return used(MemoryType.SYSTEM_MEMORY);
    }

    @Override
    public long getUsedL1Small() {
        return used(MemoryType.L1_SMALL);
    }

    @Override
    public long getUsedTrace() {
        return used(MemoryType.TRACE);
    }

    @Override
    public long getUsedCircularBuffers() {
        return used(MemoryType.CIRCULAR_BUFFER);
    }

    @Override
    public long getUsedKernels() {
        return used(MemoryType.KERNEL);
    }

    @Override
    public long getPeakDram() {
        return process().total().peak(MemoryType.DRAM);
    }

    @Override
    public long getPeakL1() {
        return process().total().peak(MemoryType.L1);
    }

    @Override
    public Map<String, MemoryRow> getMemory() {
        Map<String, MemoryRow> rows = new LinkedHashMap<>();
        for (DeviceUsage held : process().devices()) {
            Usage usage = held.usage();
            for (MemoryType type : MemoryType.values()) {
                if (usage.peak(type) > 0 || usage.buffers(type) > 0) {
                    rows.put(
                            held.device() + "/" + type.label(),
                            MemoryRow.of(held.device(), type, usage, null));
                }
            }
        }
        return rows;
    }

    @Override
    public long getBuffers() {
        return process().total().buffers();
    }

    @Override
    public long getAllocations() {
        return process().allocations();
    }

    @Override
    public long getFrees() {
        return process().frees();
    }

    @Override
    public BufferRow[] listBuffers(int limit) {
        return ledger.list(identity, BufferQuery.Order.LARGEST, limit);
    }

    @Override
    public BufferRow[] oldestBuffers(int limit) {
        return ledger.list(identity, BufferQuery.Order.OLDEST, limit);
    }
}
