package org.ttflight.ingest;

import org.ttflight.wire.DeviceInfoResponse;

/** What the server answers to questions about devices. Called on the writer's thread: be quick. */
public interface DeviceDirectory {
    /** Returns how many devices there are. */
    int count();

    /** Returns what the wire can tell of a device; of an unknown one, that it is not available. */
    DeviceInfoResponse info(int device);
}
