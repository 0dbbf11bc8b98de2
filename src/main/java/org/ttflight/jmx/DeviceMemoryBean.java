package org.ttflight.jmx;

import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.MemoryType;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedMemory;

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
    private final ObservationReader reader;
    private final UsageThresholds thresholds;
    private final NotificationQueue queue;

    DeviceMemoryBean(
            int device,
            MemoryType type,
            ObservationReader reader,
            UsageThresholds thresholds,
            NotificationQueue queue) {
        super(DeviceMemoryMXBean.class, Names.deviceMemory(device, type));
        this.device = device;
        this.type = type;
        this.reader = reader;
        this.thresholds = thresholds;
        this.queue = queue;
    }

    private ObservedDevice observed() {
        return DeviceBean.device(reader.now(), device);
    }

    private ObservedMemory memory() {
        return observed().memory(type);
    }

    private Capacity capacity() {
        return memory().capacity();
    }

    private @Nullable BankReport banks() {
        return memory().banks();
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
    public @Nullable Long getUsed() {
        return memory().used();
    }

    @Override
    public @Nullable Long getPeak() {
        return memory().peak();
    }

    @Override
    public @Nullable Long getBuffers() {
        return memory().buffers();
    }

    @Override
    public String getSource() {
        return memory().source().label();
    }

    @Override
    public @Nullable Long getShared() {
        return memory().claimed();
    }

    @Override
    public @Nullable Long getUnattributed() {
        return memory().unattributed();
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
        ObservedMemory memory = memory();
        return DeviceBean.ratio(memory.used(), memory.capacity().bytes());
    }

    @Override
    public @Nullable Integer getBanks() {
        BankReport banks = banks();
        return banks == null ? null : banks.banks();
    }

    @Override
    public @Nullable Long getBankAllocatable() {
        BankReport banks = banks();
        return banks == null ? null : Long.valueOf(banks.allocatable());
    }

    @Override
    public @Nullable Long getBankAllocated() {
        BankReport banks = banks();
        return banks == null ? null : Long.valueOf(banks.allocated());
    }

    @Override
    public @Nullable Long getBankFree() {
        BankReport banks = banks();
        return banks == null ? null : Long.valueOf(banks.free());
    }

    @Override
    public @Nullable Long getBankLargestFreeBlock() {
        BankReport banks = banks();
        return banks == null ? null : Long.valueOf(banks.largestFree());
    }

    @Override
    public @Nullable Double getFragmentation() {
        BankReport banks = banks();
        return banks == null ? null : banks.fragmentation();
    }

    @Override
    public @Nullable Long getReportTime() {
        DeviceReport report = observed().report();
        return report == null || banks() == null ? null : Long.valueOf(report.epochMillis());
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
        Long used = getUsed();
        return threshold > 0 && used != null && used >= threshold;
    }

    @Override
    public long getUsageThresholdCount() {
        return queue.crossings(device, type);
    }

    @Override
    public void resetPeakUsage() {
        reader.resetPeak(device, type);
    }

    @Override
    public FitAnswer doesFit(long bytes) {
        ObservedDevice observed = observed();
        return FitAnswer.of(bytes, observed.report(), observed.memory(type).banks());
    }

    @Override
    public BufferRow[] listBuffers(int limit) {
        return reader.list(new BufferQuery(null, device, type, BufferQuery.Order.LARGEST, limit));
    }
}
