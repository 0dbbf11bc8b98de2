package org.ttflight.jmx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.management.MBeanNotificationInfo;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedMemory;
import org.ttflight.snapshot.ObservedProcess;
import org.ttflight.snapshot.Tracking;

/** Shows the daemon, and tells of processes that come and go and of what happens to devices. */
final class ServerBean extends EmittingBean implements ServerMXBean {
    private final ServerAccess access;
    private final ObservationReader reader;
    private final NotificationQueue queue;

    ServerBean(ServerAccess access, ObservationReader reader, NotificationQueue queue) {
        super(ServerMXBean.class, Names.SERVER);
        this.access = access;
        this.reader = reader;
        this.queue = queue;
    }

    void tell(ServerNotice notice) {
        emit(notice.type(), notice.epochMillis(), notice.message(), notice.userData());
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return ServerNotice.infos();
    }

    @Override
    public String getVersion() {
        return access.version();
    }

    @Override
    public long getPid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public String getSocketPath() {
        return access.socketPath();
    }

    @Override
    public long getStartTime() {
        return access.startEpochMillis();
    }

    @Override
    public long getUptime() {
        return access.uptimeMillis();
    }

    @Override
    public Map<String, String> getSources() {
        Observation now = reader.now();
        Map<String, String> sources = new LinkedHashMap<>(access.sources());
        sources.put("driver", now.host().driver());
        sources.put("sharedMemory", now.shared().state());
        sources.put("reports", now.reports().state());
        return sources;
    }

    @Override
    public @Nullable String getDriverVersion() {
        return reader.now().host().driverVersion();
    }

    @Override
    public @Nullable Long getHostReadTime() {
        return unlessZero(reader.now().host().epochMillis());
    }

    @Override
    public @Nullable Long getSharedMemoryReadTime() {
        return unlessZero(reader.now().shared().epochMillis());
    }

    /** A count of a recording may be unknown. */
    static @Nullable Long unlessNegative(long count) {
        return count < 0 ? null : Long.valueOf(count);
    }

    private static @Nullable Long unlessZero(long epochMillis) {
        return epochMillis == 0 ? null : Long.valueOf(epochMillis);
    }

    @Override
    public @Nullable Long getOpenConnections() {
        return unlessNegative(access.counters().openConnections());
    }

    @Override
    public @Nullable Long getConnections() {
        return unlessNegative(access.counters().connections());
    }

    @Override
    public @Nullable Long getMessages() {
        return unlessNegative(access.counters().messages());
    }

    @Override
    public @Nullable Long getBytes() {
        return unlessNegative(access.counters().bytes());
    }

    @Override
    public @Nullable Long getQueries() {
        return unlessNegative(access.counters().queries());
    }

    @Override
    public @Nullable Long getTextRequests() {
        return unlessNegative(access.counters().textRequests());
    }

    @Override
    public @Nullable Long getRejected() {
        return unlessNegative(access.counters().rejected());
    }

    @Override
    public Map<String, Long> getRejections() {
        return access.rejections();
    }

    @Override
    public Map<String, Long> getAnomalies() {
        return reader.ledger().counts();
    }

    @Override
    public long getLiveBuffers() {
        return reader.ledger().liveBuffers();
    }

    @Override
    public @Nullable Long getAllocations() {
        return unlessNegative(reader.ledger().allocations());
    }

    @Override
    public @Nullable Long getFrees() {
        return unlessNegative(reader.ledger().frees());
    }

    @Override
    public @Nullable Long getOrphans() {
        return unlessNegative(reader.ledger().orphans());
    }

    @Override
    public int getDevices() {
        return reader.now().devices().size();
    }

    @Override
    public LostDeviceRow[] getLostDevices() {
        return reader.now().host().lost().stream()
                .map(LostDeviceRow::of)
                .toArray(LostDeviceRow[]::new);
    }

    @Override
    public int getProcesses() {
        return reader.now().processes().size();
    }

    @Override
    public int getReportingProcesses() {
        return count(process -> process.reported() != null);
    }

    @Override
    public int getUntrackedProcesses() {
        return count(
                process ->
                        process.tracking() == Tracking.DISABLED
                                || process.tracking() == Tracking.HIDDEN);
    }

    private int count(Predicate<ObservedProcess> condition) {
        int count = 0;
        for (ObservedProcess process : reader.now().processes()) {
            if (condition.test(process)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public int getSharedMemoryRegions() {
        return reader.now().shared().regions().size();
    }

    @Override
    public int getUnmappedRegions() {
        int count = 0;
        for (SharedRegion region : reader.now().shared().regions()) {
            if (region.device() == null) {
                count++;
            }
        }
        return count;
    }

    @Override
    public String[] getReportProblems() {
        return reader.now().reports().problems().toArray(String[]::new);
    }

    @Override
    public String[] getRecoveredRecordings() {
        return access.recoveredRecordings().toArray(String[]::new);
    }

    @Override
    public String getRecording() {
        return access.recording();
    }

    @Override
    public @Nullable Long getIncidents() {
        return access.incidentCount();
    }

    @Override
    public @Nullable Long getIncidentsNotWritten() {
        return access.incidentsNotWritten();
    }

    @Override
    public long getDroppedNotifications() {
        return queue.dropped();
    }

    @Override
    public BufferRow[] listBuffers(
            int pid, int device, @Nullable String memory, @Nullable String order, int limit) {
        return reader.list(
                new BufferQuery(
                        pid == -1 ? null : pid,
                        device == -1 ? null : device,
                        memory == null || memory.isBlank()
                                ? null
                                : MemoryType.ofLabel(memory.strip()),
                        order(order),
                        limit));
    }

    private static BufferQuery.Order order(@Nullable String order) {
        if (order == null || order.isBlank()) {
            return BufferQuery.Order.LARGEST;
        }
        return switch (order.strip().toUpperCase(Locale.ROOT)) {
            case "LARGEST" -> BufferQuery.Order.LARGEST;
            case "OLDEST" -> BufferQuery.Order.OLDEST;
            default ->
                    throw new IllegalArgumentException(
                            "order must be LARGEST or OLDEST, but is '" + order + "'");
        };
    }

    @Override
    public DeviceRow[] listDevices() {
        Observation now = reader.now();
        return now.devices().stream()
                .map(device -> DeviceRow.of(device, now, reader.pids(device.ordinal()).length))
                .toArray(DeviceRow[]::new);
    }

    @Override
    public SharedMemoryRow[] listSharedMemory() {
        return reader.now().shared().regions().stream()
                .map(SharedMemoryRow::of)
                .toArray(SharedMemoryRow[]::new);
    }

    @Override
    public MemoryRow[] listMemory() {
        List<MemoryRow> rows = new ArrayList<>();
        for (ObservedDevice device : reader.now().devices()) {
            for (MemoryType type : MemoryType.values()) {
                rows.add(MemoryRow.of(device, type));
            }
        }
        return rows.toArray(MemoryRow[]::new);
    }

    @Override
    public ProcessRow[] listProcesses() {
        return reader.now().processes().stream().map(ProcessRow::of).toArray(ProcessRow[]::new);
    }

    @Override
    public IncidentRow[] listIncidents() {
        return access.listIncidents().toArray(IncidentRow[]::new);
    }

    @Override
    public HoldingRow[] listHoldings() {
        return reader.now().processes().stream().flatMap(HoldingRow::of).toArray(HoldingRow[]::new);
    }

    @Override
    public String dumpRemaining() {
        return access.remaining();
    }

    @Override
    public String dumpKernels() {
        return access.kernels();
    }

    @Override
    public String dumpRecording(@Nullable String path) throws IOException {
        return access.dumpRecording(path == null ? "" : path.strip());
    }

    @Override
    public void resetPeaks() {
        for (ObservedDevice device : reader.now().devices()) {
            for (MemoryType type : MemoryType.values()) {
                ObservedMemory memory = device.memory(type);
                if (!Objects.equals(memory.peak(), memory.used())) {
                    reader.resetPeak(device.ordinal(), type);
                }
            }
        }
    }

    @Override
    public HistoryRow[] listHistory(int device, int windowSeconds, int steps) {
        return access.history(device, windowSeconds, steps).toArray(HistoryRow[]::new);
    }
}
