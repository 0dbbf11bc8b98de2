package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.Usage;

/** Shows one device. */
final class DeviceBean extends DescribedBean implements DeviceMXBean {
    private final int ordinal;
    private final DeviceCatalog catalog;
    private final LedgerReader ledger;

    DeviceBean(int ordinal, DeviceCatalog catalog, LedgerReader ledger) {
        super(DeviceMXBean.class);
        this.ordinal = ordinal;
        this.catalog = catalog;
        this.ledger = ledger;
    }

    /** Returns the share, or null if the capacity is unknown. */
    static @Nullable Double ratio(long used, Capacity capacity) {
        Long bytes = capacity.bytes();
        return bytes == null ? null : (double) used / bytes;
    }

    private HostDevice device() {
        return catalog.device(ordinal);
    }

    private Usage usage() {
        return ledger.now().on(ordinal);
    }

    @Override
    public int getOrdinal() {
        return ordinal;
    }

    @Override
    public @Nullable String getCardType() {
        HostDevice device = device();
        return device.card() == null ? null : device.card().label();
    }

    @Override
    public @Nullable String getArchitecture() {
        return device().architecture();
    }

    @Override
    public @Nullable String getAsicId() {
        return device().asicId();
    }

    @Override
    public boolean isSimulated() {
        return device().simulated();
    }

    @Override
    public int getProcesses() {
        return ledger.now().pids(ordinal).length;
    }

    @Override
    public int[] getProcessIds() {
        return ledger.now().pids(ordinal).clone();
    }

    @Override
    public long getDramInUse() {
        return usage().dramInUse();
    }

    @Override
    public @Nullable Long getDramCapacity() {
        return device().dram().bytes();
    }

    @Override
    public @Nullable Double getDramUsedRatio() {
        return ratio(usage().dramInUse(), device().dram());
    }

    @Override
    public long getL1InUse() {
        return usage().l1InUse();
    }

    @Override
    public @Nullable Long getL1Capacity() {
        return device().l1().bytes();
    }

    @Override
    public @Nullable Double getL1UsedRatio() {
        return ratio(usage().l1InUse(), device().l1());
    }

    @Override
    public long getMemoryInUse() {
        return usage().deviceBytes();
    }

    @Override
    public long getSystemMemoryInUse() {
        return usage().used(MemoryType.SYSTEM_MEMORY);
    }

    @Override
    public long getBuffers() {
        return usage().buffers();
    }
}
