package org.ttflight.jmx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/** Shows one process. */
final class ProcessBean extends DescribedBean implements ProcessMXBean {
    private final ProcessIdentity identity;
    private final ObservationReader reader;
    private volatile ObservedProcess lastKnown;

    ProcessBean(ObservedProcess process, ObservationReader reader) {
        super(ProcessMXBean.class);
        this.identity = process.identity();
        this.reader = reader;
        this.lastKnown = process;
    }

    private ObservedProcess process() {
        ObservedProcess process = reader.now().process(identity);
        if (process == null) {
            return lastKnown;
        }
        lastKnown = process;
        return process;
    }

    private @Nullable ProcessUsage reported() {
        return process().reported();
    }

    private @Nullable Usage total() {
        ProcessUsage reported = reported();
        return reported == null ? null : reported.total();
    }

    private @Nullable HostProcess host() {
        return process().host();
    }

    private ProcessDescription description() {
        return process().description();
    }

    /** Returns what it holds of all types that live on devices, or null if all are unknown. */
    static @Nullable Long used(ObservedProcess process) {
        Long sum = null;
        for (MemoryType type : MemoryType.values()) {
            if (type != MemoryType.SYSTEM_MEMORY) {
                sum = DeviceBean.plus(sum, process.used(type));
            }
        }
        return sum;
    }

    private @Nullable Long peak(MemoryType type) {
        Long sum = null;
        for (ObservedHolding held : process().devices()) {
            sum = DeviceBean.plus(sum, held.peak(type));
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
        return description().name();
    }

    @Override
    public @Nullable String getUser() {
        return description().user();
    }

    @Override
    public @Nullable Long getUserId() {
        return identity.uid() == -1 ? null : Integer.toUnsignedLong(identity.uid());
    }

    @Override
    public @Nullable String getCommandLine() {
        return description().commandLine();
    }

    @Override
    public @Nullable Long getStartTime() {
        return description().startEpochMillis();
    }

    /** A time of a recording may be unknown. */
    static @Nullable Long millis(long epochMicros) {
        return epochMicros < 0 ? null : Long.valueOf(epochMicros / 1000);
    }

    @Override
    public @Nullable Long getAttachTime() {
        ProcessUsage reported = reported();
        return reported == null ? null : millis(reported.attachedMicros());
    }

    @Override
    public @Nullable Long getLastReportTime() {
        ProcessUsage reported = reported();
        return reported == null ? null : millis(reported.lastReportMicros());
    }

    @Override
    public int[] getDevices() {
        return process().devices().stream().mapToInt(ObservedHolding::device).toArray();
    }

    @Override
    public int[] getOpenDevices() {
        return process().devices().stream()
                .filter(held -> Boolean.TRUE.equals(held.isOpen()))
                .mapToInt(ObservedHolding::device)
                .toArray();
    }

    @Override
    public String getTracking() {
        return process().tracking().label();
    }

    @Override
    public String getTrackingDescription() {
        return process().tracking().description();
    }

    @Override
    public Map<String, String> getSources() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (ObservedHolding held : process().devices()) {
            sources.put(String.valueOf(held.device()), held.source().label());
        }
        return sources;
    }

    @Override
    public Map<String, Long> getDiscrepancies() {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (ObservedHolding held : process().devices()) {
            if (held.hasDiscrepancy()) {
                for (MemoryType type : MemoryType.values()) {
                    Long difference = held.difference(type);
                    if (difference != null && difference != 0) {
                        bytes.put(held.device() + "/" + type.label(), difference);
                    }
                }
            }
        }
        return bytes;
    }

    @Override
    public @Nullable String getContainer() {
        return description().container();
    }

    @Override
    public @Nullable String getPod() {
        return description().pod();
    }

    @Override
    public @Nullable Long getCpuTime() {
        HostProcess host = host();
        return host == null ? null : host.cpuMillis();
    }

    @Override
    public @Nullable Double getCpuRatio() {
        HostProcess host = host();
        return host == null ? null : host.cpuRatio();
    }

    @Override
    public @Nullable Long getResidentBytes() {
        HostProcess host = host();
        return host == null ? null : host.residentBytes();
    }

    @Override
    public @Nullable Long getUsed() {
        return used(process());
    }

    @Override
    public @Nullable Long getUsedDram() {
        return process().used(MemoryType.DRAM);
    }

    @Override
    public @Nullable Long getUsedL1() {
        return process().used(MemoryType.L1);
    }

    @Override
    public @Nullable Long getUsedSystemMemory() {
        return process().used(MemoryType.SYSTEM_MEMORY);
    }

    @Override
    public @Nullable Long getUsedL1Small() {
        return process().used(MemoryType.L1_SMALL);
    }

    @Override
    public @Nullable Long getUsedTrace() {
        return process().used(MemoryType.TRACE);
    }

    @Override
    public @Nullable Long getUsedCircularBuffers() {
        return process().used(MemoryType.CIRCULAR_BUFFER);
    }

    @Override
    public @Nullable Long getUsedKernels() {
        return process().used(MemoryType.KERNEL);
    }

    @Override
    public @Nullable Long getPeakDram() {
        return peak(MemoryType.DRAM);
    }

    @Override
    public @Nullable Long getPeakL1() {
        return peak(MemoryType.L1);
    }

    @Override
    public Map<String, MemoryRow> getMemory() {
        Map<String, MemoryRow> rows = new LinkedHashMap<>();
        for (ObservedHolding held : process().devices()) {
            for (MemoryType type : MemoryType.values()) {
                if (held.wasUsed(type)) {
                    rows.put(held.device() + "/" + type.label(), MemoryRow.of(held, type));
                }
            }
        }
        return rows;
    }

    @Override
    public @Nullable Long getBuffers() {
        Usage total = total();
        return total == null ? null : Long.valueOf(total.buffers());
    }

    @Override
    public @Nullable Long getAllocations() {
        ProcessUsage reported = reported();
        return reported == null ? null : ServerBean.unlessNegative(reported.allocations());
    }

    @Override
    public @Nullable Long getFrees() {
        ProcessUsage reported = reported();
        return reported == null ? null : ServerBean.unlessNegative(reported.frees());
    }

    @Override
    public BufferRow[] listBuffers(int limit) {
        return reader.list(identity, BufferQuery.Order.LARGEST, limit);
    }

    @Override
    public BufferRow[] oldestBuffers(int limit) {
        return reader.list(identity, BufferQuery.Order.OLDEST, limit);
    }
}
