package org.ttflight.daemon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ttflight.host.HostDevice;
import org.ttflight.ingest.IngestConfig;

/**
 * All that a daemon can be told; {@link ServeCommand} makes it from the command line.
 *
 * @param devices the devices to begin with
 * @param logAllocations whether to log every allocation in the known text form
 * @param recording {@code continuous}, {@code profile}, {@code off}, or the path of a {@code .jfc}
 * @param recordingMaxAge how far back the recording reaches
 * @param recordingMaxBytes how much disk it may take
 * @param proc where procfs is mounted
 */
record DaemonConfig(
        IngestConfig ingest,
        List<HostDevice> devices,
        boolean logAllocations,
        String recording,
        Duration recordingMaxAge,
        long recordingMaxBytes,
        Path proc) {}
