package org.ttflight.ingest;

/** What the server needs from the rest of the daemon. */
public record Collaborators(
        PeerProcesses processes,
        DeviceDirectory devices,
        TextRequests textRequests,
        IngestListener listener) {

    /** Returns what a server needs that takes no reports: nobody and nothing is looked up. */
    public static Collaborators textOnly(TextRequests requests) {
        return new Collaborators(
                new NoProcesses(), new NoDevices(), requests, new IngestListener() {});
    }
}
