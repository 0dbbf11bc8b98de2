package org.ttflight.jmx;

import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.MemoryType;

/** Shows one memory type on one device, and tells when its usage reaches the threshold. */
final class DeviceMemoryBean extends EmittingBean implements DeviceMemoryMXBean {
    static final String THRESHOLD_EXCEEDED = "tenstorrent.memory.threshold.exceeded";

    private static final MBeanNotificationInfo NOTIFICATION =
            new MBeanNotificationInfo(
                    new String[] {THRESHOLD_EXCEEDED},
                    Notification.class.getName(),
                    "Usage reached the threshold from below");

    private final int device;
    private final MemoryType type;
    private final DeviceCatalog catalog;
    private final LedgerReader ledger;
    private final UsageThresholds thresholds;
    private final NotificationQueue queue;

    DeviceMemoryBean(
            int device,
            MemoryType type,
            DeviceCatalog catalog,
            LedgerReader ledger,
            UsageThresholds thresholds,
            NotificationQueue queue) {
        super(DeviceMemoryMXBean.class, Names.deviceMemory(device, type));
        this.device = device;
        this.type = type;
        this.catalog = catalog;
        this.ledger = ledger;
        this.thresholds = thresholds;
        this.queue = queue;
    }

    /** Returns the capacity of a type that is a memory of its own; for the others unknown. */
    static Capacity capacity(HostDevice device, MemoryType type) {
        return switch (type) {
            case DRAM -> device.dram();
            case L1 -> device.l1();
            case SYSTEM_MEMORY, L1_SMALL, TRACE, CIRCULAR_BUFFER, KERNEL -> Capacity.UNKNOWN;
        };
    }

    private Capacity capacity() {
        return capacity(catalog.device(device), type);
    }

    void tellThresholdExceeded(long used, long threshold, long epochMillis) {
        String message =
                type.label()
                        + " of device "
                        + device
                        + ": "
                        + used
                        + " bytes in use, threshold "
                        + threshold
                        + " bytes";
        CompositeData payload =
                new Payload()
                        .put("device", device, "ordinal of the device")
                        .put("memory", type.label(), "memory type")
                        .put("used", (Long) used, "bytes in use when the threshold was reached")
                        .put("threshold", (Long) threshold, "the threshold in bytes")
                        .put("capacity", capacity().bytes(), "bytes there are; null if unknown")
                        .put("message", message, "the same for people")
                        .build("ThresholdExceeded", "Usage reached the threshold from below");
        emit(THRESHOLD_EXCEEDED, epochMillis, message, payload);
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return new MBeanNotificationInfo[] {NOTIFICATION};
    }

    @Override
    public int getDevice() {
        return device;
    }

    @Override
    public String getMemory() {
        return type.label();
    }

    @Override
    public long getUsed() {
        return ledger.now().on(device).used(type);
    }

    @Override
    public long getPeak() {
        return ledger.now().on(device).peak(type);
    }

    @Override
    public long getBuffers() {
        return ledger.now().on(device).buffers(type);
    }

    @Override
    public @Nullable Long getCapacity() {
        return capacity().bytes();
    }

    @Override
    public String getCapacitySource() {
        return capacity().source().label();
    }

    @Override
    public @Nullable Double getUsedRatio() {
        return DeviceBean.ratio(getUsed(), capacity());
    }

    @Override
    public long getUsageThreshold() {
        return thresholds.get(device, type);
    }

    @Override
    public void setUsageThreshold(long bytes) {
        thresholds.set(device, type, bytes);
    }

    @Override
    public boolean isUsageThresholdExceeded() {
        long threshold = getUsageThreshold();
        return threshold > 0 && getUsed() >= threshold;
    }

    @Override
    public long getUsageThresholdCount() {
        return queue.crossings(device, type);
    }

    @Override
    public void resetPeakUsage() {
        ledger.resetPeak(device, type);
    }

    @Override
    public BufferRow[] listBuffers(int limit) {
        return ledger.list(new BufferQuery(null, device, type, BufferQuery.Order.LARGEST, limit));
    }
}
