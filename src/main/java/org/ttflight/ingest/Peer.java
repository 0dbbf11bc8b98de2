package org.ttflight.ingest;

/**
 * Who is at the other end of a connection, by the kernel's word at the time it connected.
 *
 * @param pid 0 if the peer lives outside the daemon's pid namespace, or could not be asked
 * @param uid -1 if it could not be asked
 * @param gid -1 if it could not be asked
 */
public record Peer(int pid, int uid, int gid) {
    /** The kernel could not be asked. */
    public static final Peer UNKNOWN = new Peer(0, -1, -1);
}
