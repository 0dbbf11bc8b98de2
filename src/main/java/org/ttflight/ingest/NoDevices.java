package org.ttflight.ingest;

import org.ttflight.wire.DeviceInfoResponse;

/** Where nobody reports, nobody is told of devices. */
final class NoDevices implements DeviceDirectory {
    @Override
    public int count() {
        return 0;
    }

    @Override
    public DeviceInfoResponse info(int device) {
        return DeviceInfoResponse.unknown(device);
    }
}
