package org.ttflight.ledger;

/**
 * Which process it is, for as long as the host lives: a pid alone is reused.
 *
 * @param pid the process id in the daemon's own pid namespace; where {@code verified} is false, as
 *     the process itself claims it
 * @param startTicks the start time in clock ticks since boot, from {@code /proc/PID/stat}; -1 if it
 *     could not be read
 * @param uid the user of the process as the kernel tells it; -1 if unknown
 * @param gid the group of the process as the kernel tells it; -1 if unknown
 * @param connection 0, or, where the kernel does not tell the pid (the peer lives outside the
 *     daemon's pid namespace), the number of the connection that stands for the process
 */
public record ProcessIdentity(int pid, long startTicks, int uid, int gid, long connection) {
    /** Returns whether the pid is the kernel's word, not only a claim. */
    public boolean verified() {
        return connection == 0;
    }
}
