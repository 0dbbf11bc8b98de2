package org.ttflight.daemon;

import java.nio.file.Path;
import java.util.List;
import org.ttflight.host.HostDevice;
import org.ttflight.ingest.IngestConfig;
import org.ttflight.jfr.BlackBoxOptions;

/**
 * All that a daemon can be told; {@link ServeCommand} makes it from the command line.
 *
 * @param devices the devices to begin with
 * @param logAllocations whether to log every allocation in the known text form
 * @param recording what the flight recording holds, and how much of it
 * @param proc where procfs is mounted
 */
record DaemonConfig(
        IngestConfig ingest,
        List<HostDevice> devices,
        boolean logAllocations,
        BlackBoxOptions recording,
        Path proc) {}
