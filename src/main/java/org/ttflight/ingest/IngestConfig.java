package org.ttflight.ingest;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * How the server is set up.
 *
 * @param socket where to listen
 * @param socketMode who may connect: any user who may write to the socket file. Every peer is known
 *     by its credentials, so that the default lets everybody report
 * @param deviceLimit device ids must be below this
 * @param publishMillis the snapshot is never older than this while messages come in
 * @param livenessMillis how often processes are checked for being alive
 * @param takesReports whether programs may report; else only requests in text are answered, and who
 *     sends anything else is let go
 */
public record IngestConfig(
        Path socket,
        Set<PosixFilePermission> socketMode,
        int deviceLimit,
        int publishMillis,
        int livenessMillis,
        boolean takesReports) {

    /** Where existing clients have it compiled in. */
    public static final Path DEFAULT_SOCKET = Path.of("/tmp/tt_allocation_server.sock");

    /** As many chips as the newest original server accepts. */
    public static final int DEFAULT_DEVICE_LIMIT = 256;

    /** Everybody may read and write. */
    public static final Set<PosixFilePermission> DEFAULT_MODE =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    /** Makes the configuration of a server that takes reports. */
    public IngestConfig(
            Path socket,
            Set<PosixFilePermission> socketMode,
            int deviceLimit,
            int publishMillis,
            int livenessMillis) {
        this(socket, socketMode, deviceLimit, publishMillis, livenessMillis, true);
    }

    /** Returns a server for the owner's requests in text alone. */
    public static IngestConfig textOnly(Path socket) {
        Set<PosixFilePermission> owner =
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        return new IngestConfig(socket, owner, DEFAULT_DEVICE_LIMIT, 10, 1000, false);
    }

    /** Returns the defaults on this socket. */
    public static IngestConfig on(Path socket) {
        return new IngestConfig(socket, DEFAULT_MODE, DEFAULT_DEVICE_LIMIT, 10, 1000);
    }
}
