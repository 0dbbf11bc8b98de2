package org.ttflight.daemon;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostRoots;
import org.ttflight.host.HostWatch;
import org.ttflight.incident.IncidentSettings;
import org.ttflight.ingest.IngestConfig;
import org.ttflight.jfr.BlackBoxOptions;
import org.ttflight.recording.StateDirectory;

/**
 * All that a daemon can be told; {@link ServeCommand} makes it from the command line.
 *
 * @param devices the devices to pretend, instead of those of the host
 * @param logAllocations whether to log every allocation in the known text form
 * @param recording what the flight recording holds, and how much of it
 * @param roots where the host's own files are
 * @param reports directories with MemoryReporter files
 * @param watch how the devices are read
 * @param state where it keeps what outlives it
 * @param incidents what counts as an incident, and how much is kept
 * @param remote how JMX is open to the network; null if it is not
 */
record DaemonConfig(
        IngestConfig ingest,
        List<HostDevice> devices,
        boolean logAllocations,
        BlackBoxOptions recording,
        HostRoots roots,
        List<Path> reports,
        HostWatch.Options watch,
        StateDirectory state,
        IncidentSettings incidents,
        @Nullable RemoteConfig remote) {}
