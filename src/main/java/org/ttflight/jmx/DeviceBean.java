package org.ttflight.jmx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedChip;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;

/** Shows one device. */
final class DeviceBean extends DeviceTelemetryBean implements DeviceMXBean {
    private final int ordinal;
    private final ObservationReader reader;
    private final IncidentCounts incidents;

    DeviceBean(int ordinal, ObservationReader reader, IncidentCounts incidents) {
        this.ordinal = ordinal;
        this.reader = reader;
        this.incidents = incidents;
    }

    /** Returns the device, or one of which nothing is known where nobody knows it now. */
    static ObservedDevice device(Observation observation, int ordinal) {
        ObservedDevice device = observation.device(ordinal);
        return device != null
                ? device
                : new ObservedDevice(
                        HostDevice.unknown(ordinal),
                        null,
                        Map.of(),
                        null,
                        null,
                        0,
                        null,
                        DeviceHealth.UNKNOWN.label());
    }

    private ObservedDevice device() {
        return device(reader.now(), ordinal);
    }

    private HostDevice identity() {
        return device().device();
    }

    @Override
    @Nullable DeviceSample sample() {
        return device().sample();
    }

    /** Returns who has it open, or null if nobody can be asked. */
    private @Nullable Holders holders() {
        DeviceSample sample = sample();
        return sample == null || sample.holders().source() == Holders.Source.UNKNOWN
                ? null
                : sample.holders();
    }

    /** Returns the share, or null if either is unknown. */
    static @Nullable Double ratio(@Nullable Long used, @Nullable Long capacity) {
        return used == null || capacity == null ? null : Double.valueOf((double) used / capacity);
    }

    /** Returns what is held of all types that live on the device, or null if all are unknown. */
    static @Nullable Long memoryInUse(ObservedDevice device) {
        Long sum = null;
        for (MemoryType type : MemoryType.values()) {
            if (type != MemoryType.SYSTEM_MEMORY) {
                sum = plus(sum, device.memory(type).used());
            }
        }
        return sum;
    }

    /** Adds what is known; null is not 0 but adds nothing. */
    static @Nullable Long plus(@Nullable Long left, @Nullable Long right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left + right;
    }

    /** Returns how much there is of a memory of its own, or null if unknown. */
    static @Nullable Long capacity(ObservedDevice device, MemoryType type) {
        return device.memory(type).capacity().bytes();
    }

    /** Returns the region of this device that can be believed most, or null without any. */
    static @Nullable SharedRegion region(Observation observation, int ordinal) {
        SharedRegion best = null;
        for (SharedRegion region : observation.shared().regions()) {
            Integer device = region.device();
            if (device != null
                    && device == ordinal
                    && (best == null || region.verdict().compareTo(best.verdict()) < 0)) {
                best = region;
            }
        }
        return best;
    }

    @Override
    public int getOrdinal() {
        return ordinal;
    }

    @Override
    public @Nullable String getCardType() {
        return identity().cardType();
    }

    @Override
    public @Nullable String getArchitecture() {
        return identity().architecture();
    }

    @Override
    public @Nullable String getAsicId() {
        return identity().asicId();
    }

    @Override
    public @Nullable String getSerial() {
        return identity().identity().serial();
    }

    @Override
    public @Nullable String getPciAddress() {
        return identity().identity().pciAddress();
    }

    @Override
    public @Nullable Integer getNumaNode() {
        return identity().identity().numaNode();
    }

    @Override
    public Map<String, String> getFirmware() {
        return identity().identity().firmware();
    }

    @Override
    public boolean isSimulated() {
        return identity().simulated();
    }

    @Override
    public String getHealth() {
        return device().health();
    }

    @Override
    public String getHealthState() {
        Observation now = reader.now();
        return DeviceHealth.of(device(now, ordinal), now).label();
    }

    @Override
    public int getProcesses() {
        return reader.pids(ordinal).length;
    }

    @Override
    public int[] getProcessIds() {
        return reader.pids(ordinal);
    }

    @Override
    public int getUntrackedProcesses() {
        return device().untracked();
    }

    @Override
    public @Nullable Integer getOpenProcesses() {
        Holders holders = holders();
        return holders == null ? null : Integer.valueOf(holders.pids().size());
    }

    @Override
    public int[] getOpenProcessIds() {
        Holders holders = holders();
        return holders == null
                ? new int[0]
                : holders.pids().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public @Nullable Integer getOpenElsewhere() {
        Holders holders = holders();
        return holders == null ? null : Integer.valueOf(holders.elsewhere());
    }

    @Override
    public String getOpenSource() {
        Holders holders = holders();
        return (holders == null ? Holders.Source.UNKNOWN : holders.source()).label();
    }

    @Override
    public @Nullable String getOpenDetail() {
        DeviceSample sample = sample();
        return sample == null ? null : sample.holders().detail();
    }

    @Override
    public @Nullable Long getDramInUse() {
        return device().dramInUse();
    }

    @Override
    public @Nullable Long getDramCapacity() {
        return capacity(device(), MemoryType.DRAM);
    }

    @Override
    public @Nullable Double getDramUsedRatio() {
        ObservedDevice device = device();
        return ratio(device.dramInUse(), capacity(device, MemoryType.DRAM));
    }

    @Override
    public @Nullable Long getL1InUse() {
        return device().l1InUse();
    }

    @Override
    public @Nullable Long getL1Capacity() {
        return capacity(device(), MemoryType.L1);
    }

    @Override
    public @Nullable Double getL1UsedRatio() {
        ObservedDevice device = device();
        return ratio(device.l1InUse(), capacity(device, MemoryType.L1));
    }

    @Override
    public @Nullable Long getUnexplainedL1() {
        return device().unexplainedL1();
    }

    @Override
    public @Nullable String getUnexplainedL1Basis() {
        return device().unexplainedL1Basis();
    }

    @Override
    public @Nullable Long getMemoryInUse() {
        return memoryInUse(device());
    }

    @Override
    public @Nullable Long getSystemMemoryInUse() {
        return device().memory(MemoryType.SYSTEM_MEMORY).used();
    }

    @Override
    public @Nullable Long getBuffers() {
        ObservedDevice device = device();
        Long sum = null;
        for (MemoryType type : MemoryType.values()) {
            sum = plus(sum, device.memory(type).buffers());
        }
        return sum;
    }

    @Override
    public @Nullable String getSharedMemoryState() {
        SharedRegion region = region(reader.now(), ordinal);
        return region == null ? null : region.verdict().label();
    }

    @Override
    public @Nullable Long getSharedMemoryTime() {
        SharedRegion region = region(reader.now(), ordinal);
        return region == null ? null : SharedMemoryRow.millis(region.lastUpdateMicros());
    }

    @Override
    public Map<String, Long> getSharedChips() {
        SharedRegion region = region(reader.now(), ordinal);
        Map<String, Long> bytes = new LinkedHashMap<>();
        if (region != null) {
            for (SharedChip chip : region.chips()) {
                String name = (chip.isRemote() ? "remote" : "local") + chip.chip();
                chip.usage()
                        .used()
                        .forEach((type, used) -> bytes.put(name + "/" + type.label(), used));
            }
        }
        return bytes;
    }

    @Override
    public @Nullable Long getReportTime() {
        ObservedDevice device = device();
        return device.report() == null ? null : Long.valueOf(device.report().epochMillis());
    }

    @Override
    public long getDisappearances() {
        return incidents.of(identity(), DeviceIncident.Kind.LOST);
    }

    @Override
    public long getOrdinalChanges() {
        return incidents.ordinalChanges(identity());
    }

    @Override
    public long getBlockings() {
        return incidents.of(identity(), DeviceIncident.Kind.BLOCKED);
    }

    @Override
    public long getHeartbeatStalls() {
        return incidents.of(identity(), DeviceIncident.Kind.STALLED);
    }
}
