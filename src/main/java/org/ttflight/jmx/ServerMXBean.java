package org.ttflight.jmx;

import java.io.IOException;
import java.util.Map;
import javax.management.MBeanOperationInfo;
import org.jspecify.annotations.Nullable;

/**
 * The daemon itself: what it listens to, what it was told, and what it made of that.
 *
 * <p>Registered as {@code tenstorrent:type=Server}. Counters count since the daemon's start and
 * never fall.
 */
@Doc("The tt-flight daemon: what it listens to, what it was told, what it made of that")
public interface ServerMXBean {
    /** Returns the version. */
    @Doc("Version of tt-flight")
    String getVersion();

    /** Returns the daemon's own pid. */
    @Doc("The daemon's own pid")
    @Doc.Units("process id")
    long getPid();

    /** Returns the path of the socket. */
    @Doc("Path of the Unix socket that programs report to")
    String getSocketPath();

    /** Returns when the daemon started, in milliseconds since the epoch. */
    @Doc("When the daemon started, since 1970-01-01 UTC")
    @Doc.Units("milliseconds")
    long getStartTime();

    /** Returns how long ago that was, in milliseconds. */
    @Doc("How long the daemon has run")
    @Doc.Units("milliseconds")
    long getUptime();

    /** Returns the state of each source by its name. */
    @Doc("Where figures come from, and the state of each source, in words")
    Map<String, String> getSources();

    /** Returns the version of the driver, or null if none is loaded or it does not say. */
    @Doc("Version of the loaded driver; null if none is loaded or it does not say")
    @Nullable String getDriverVersion();

    /** Returns when the host's files were last read, in milliseconds since the epoch, or null. */
    @Doc("When the host's files were last read, since 1970-01-01 UTC; null if never")
    @Doc.Units("milliseconds")
    @Nullable Long getHostReadTime();

    /** Returns when shared memory was last read, in milliseconds since the epoch, or null. */
    @Doc("When tt-metal's shared memory was last read, since 1970-01-01 UTC; null if never")
    @Doc.Units("milliseconds")
    @Nullable Long getSharedMemoryReadTime();

    /** Returns the connections open now, or null if unknown. */
    @Doc("Connections open now; null if unknown")
    @Doc.Units("connections")
    @Nullable Long getOpenConnections();

    /** Returns the connections ever accepted, or null if unknown. */
    @Doc("Connections accepted; null if unknown")
    @Doc.Units("connections")
    @Nullable Long getConnections();

    /** Returns the messages applied or answered, or null if unknown. */
    @Doc("Messages applied or answered; rejected ones are not among them; null if unknown")
    @Doc.Units("messages")
    @Nullable Long getMessages();

    /** Returns the bytes read from programs, or null if unknown. */
    @Doc("Bytes read from the socket; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getBytes();

    /** Returns the queries answered, or null if unknown. */
    @Doc("Queries answered in the messages' own format; null if unknown")
    @Doc.Units("queries")
    @Nullable Long getQueries();

    /** Returns the text requests answered, or null if unknown. */
    @Doc("Text requests answered; null if unknown")
    @Doc.Units("requests")
    @Nullable Long getTextRequests();

    /** Returns what was turned away for any reason, or null if unknown. */
    @Doc("Messages and connections turned away for any reason; null if unknown")
    @Doc.Units("rejections")
    @Nullable Long getRejected();

    /** Returns what was turned away by reason. */
    @Doc("Messages and connections turned away, by reason")
    @Doc.Units("rejections")
    Map<String, Long> getRejections();

    /** Returns the oddities in what programs report, by kind. */
    @Doc("Oddities in what programs report, by kind; none of them is an error")
    @Doc.Units("anomalies")
    Map<String, Long> getAnomalies();

    /** Returns the live buffers, circular buffers and kernels. */
    @Doc("Live buffers, circular buffers and kernels of all processes")
    @Doc.Units("buffers")
    long getLiveBuffers();

    /** Returns how many buffers were ever opened, or null if unknown. */
    @Doc("Buffers, circular buffers and kernels opened; null if unknown")
    @Doc.Units("buffers")
    @Nullable Long getAllocations();

    /** Returns how many buffers their owners released, or null if unknown. */
    @Doc("Buffers, circular buffers and kernels released by their owners; null if unknown")
    @Doc.Units("buffers")
    @Nullable Long getFrees();

    /** Returns how many buffers outlived their process, or null if unknown. */
    @Doc(
            "Buffers, circular buffers and kernels released because their process was gone; null if unknown")
    @Doc.Units("buffers")
    @Nullable Long getOrphans();

    /** Returns how many devices any source knows. */
    @Doc("Devices that this host has or that any source tells of")
    @Doc.Units("devices")
    int getDevices();

    /** Returns the devices that were there within the last hour. */
    @Doc("Devices that were there within the last hour")
    LostDeviceRow[] getLostDevices();

    /** Returns how many live processes use a device. */
    @Doc("Live processes that report, have a slot in shared memory or have a device open")
    @Doc.Units("processes")
    int getProcesses();

    /** Returns how many of them report. */
    @Doc("Those of them that report on the socket")
    @Doc.Units("processes")
    int getReportingProcesses();

    /** Returns how many of them nobody knows the memory of. */
    @Doc("Those of them of which nobody tells what they hold")
    @Doc.Units("processes")
    int getUntrackedProcesses();

    /** Returns how many shared-memory files there are. */
    @Doc("Files of tt-metal's shared memory")
    @Doc.Units("files")
    int getSharedMemoryRegions();

    /** Returns how many of them belong to no known device. */
    @Doc("Those of them of which it is not known to which device they belong")
    @Doc.Units("files")
    int getUnmappedRegions();

    /** Returns what is wrong with the reports, a sentence each. */
    @Doc("Report files that could not be read, each with the reason")
    String[] getReportProblems();

    /** Returns the state of the recording, in words. */
    @Doc("State of the always-on recording")
    String getRecording();

    /** Returns where the recordings of earlier runs are kept, the latest first. */
    @Doc("Files with the recordings of earlier runs of the daemon, the latest first")
    String[] getRecoveredRecordings();

    /** Returns how many incidents there were, or null. */
    @Doc(
            "Incidents, those included that were added to the files of another; null if nobody"
                    + " watches for them, as in a replay")
    @Doc.Units("incidents")
    @Nullable Long getIncidents();

    /** Returns of how many incidents the disk has not all, or null. */
    @Doc("Incidents of which a file could not be written; null if nobody watches for them")
    @Doc.Units("incidents")
    @Nullable Long getIncidentsNotWritten();

    /** Returns how many notifications were never sent. */
    @Doc("Notifications that were dropped because too many came at once")
    @Doc.Units("notifications")
    long getDroppedNotifications();

    /** Lists live buffers; see the parameters. */
    @Doc("Lists live buffers of all processes")
    BufferRow[] listBuffers(
            @Doc.Argument(value = "pid", doc = "only of this process; -1 for all") int pid,
            @Doc.Argument(value = "device", doc = "only on this device; -1 for all") int device,
            @Doc.Argument(
                            value = "memory",
                            doc =
                                    "only of this type: DRAM, L1, SYSTEM_MEMORY, L1_SMALL, TRACE,"
                                            + " CB or KERNEL; empty for all")
                    @Nullable String memory,
            @Doc.Argument(value = "order", doc = "LARGEST (if empty) or OLDEST first")
                    @Nullable String order,
            @Doc.Argument(value = "limit", doc = "at most so many, 0 to 10000") int limit);

    /** Lists what matters most of every {@link DeviceMXBean}, in one call. */
    @Doc("Lists all devices with their health, telemetry and usage, in one call")
    DeviceRow[] listDevices();

    /** Lists the shared-memory files. */
    @Doc("Lists the files of tt-metal's shared memory, and whether each can be believed")
    SharedMemoryRow[] listSharedMemory();

    /** Lists what every {@link DeviceMemoryMXBean} shows, in one call. */
    @Doc("Lists usage, peak and capacity of all devices and memory types, in one call")
    MemoryRow[] listMemory();

    /** Lists what matters most of every {@link ProcessMXBean}, in one call. */
    @Doc("Lists all processes with what they hold, in one call")
    ProcessRow[] listProcesses();

    /** Lists the incidents that are kept; reads files. */
    @Doc("Lists the incidents of which files are kept, the newest first")
    IncidentRow[] listIncidents();

    /** Lists what {@link ProcessMXBean#getMemory} shows of every process, in one call. */
    @Doc("Lists what each process holds or held on each device, by memory type, in one call")
    HoldingRow[] listHoldings();

    /** Returns the text that clients know as "dump remaining". */
    @Doc("Returns all live buffers as text")
    String dumpRemaining();

    /** Returns the text that clients know as "dump kernels". */
    @Doc("Returns all loaded kernels as text")
    String dumpKernels();

    /**
     * Writes the recording to a file on the daemon's host.
     *
     * @return where it was written
     */
    @Doc("Writes the recording to a file on the daemon's host, and returns where")
    @Doc.Impact(MBeanOperationInfo.ACTION_INFO)
    String dumpRecording(
            @Doc.Argument(
                            value = "path",
                            doc =
                                    "the file to write, ending in .jfr; replaces recordings, but no"
                                            + " other files; empty lets the daemon choose one")
                    @Nullable String path)
            throws IOException;

    /** Makes every peak of every device the usage of now. */
    @Doc("Makes every peak of every device the usage of now")
    @Doc.Impact(MBeanOperationInfo.ACTION)
    void resetPeaks();

    /** Lists what is remembered of a device, oldest first; see {@link HistoryRow}. */
    @Doc("Lists usage, temperature, power, clock and traffic of a device over the last day at most")
    HistoryRow[] listHistory(
            @Doc.Argument(value = "device", doc = "the ordinal of the device") int device,
            @Doc.Argument(
                            value = "windowSeconds",
                            doc = "how long the window is that ends now, 1 to 86400 seconds")
                    int windowSeconds,
            @Doc.Argument(value = "steps", doc = "into how many steps it is cut at most, 1 to 1440")
                    int steps);
}
