package org.ttflight.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.Usage;
import org.ttflight.wire.DeviceInfoResponse;
import org.ttflight.wire.FrameSize;
import org.ttflight.wire.QueryResponse;

/** Makes the answers to questions, each in the asker's frame size. The writer's. */
final class Replies {
    private final ByteBuffer out =
            ByteBuffer.allocateDirect(FrameSize.LONGEST).order(ByteOrder.LITTLE_ENDIAN);
    private final Ledger ledger;
    private final DeviceDirectory devices;

    Replies(Ledger ledger, DeviceDirectory devices) {
        this.ledger = ledger;
        this.devices = devices;
    }

    /** Returns the totals of a device; zeros for one that was never reported. Valid until reuse. */
    ByteBuffer totals(int device, FrameSize frame) {
        Usage usage = ledger.usage(device);
        new QueryResponse(
                        device,
                        usage.used(MemoryType.DRAM),
                        usage.used(MemoryType.L1),
                        usage.used(MemoryType.L1_SMALL),
                        usage.used(MemoryType.TRACE),
                        usage.used(MemoryType.CIRCULAR_BUFFER),
                        usage.used(MemoryType.KERNEL))
                .writeTo(out.clear(), frame);
        return out.flip();
    }

    /** Returns what a device is, or for -1 how many there are. Valid until reuse. */
    ByteBuffer deviceInfo(int device, FrameSize frame) {
        DeviceInfoResponse info =
                device == -1 ? DeviceInfoResponse.count(devices.count()) : devices.info(device);
        info.writeTo(out.clear(), frame);
        return out.flip();
    }
}
