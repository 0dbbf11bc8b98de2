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
 */
public record IngestConfig(
        Path socket,
        Set<PosixFilePermission> socketMode,
        int deviceLimit,
        int publishMillis,
        int livenessMillis) {

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

    /** Returns the defaults on this socket. */
    public static IngestConfig on(Path socket) {
        return new IngestConfig(socket, DEFAULT_MODE, DEFAULT_DEVICE_LIMIT, 10, 1000);
    }
}
