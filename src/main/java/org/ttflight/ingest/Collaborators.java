package org.ttflight.ingest;

/** What the server needs from the rest of the daemon. */
public record Collaborators(
        PeerProcesses processes,
        DeviceDirectory devices,
        TextRequests textRequests,
        IngestListener listener) {}
