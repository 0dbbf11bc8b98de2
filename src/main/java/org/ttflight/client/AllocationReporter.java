package org.ttflight.client;

import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.ttflight.wire.MessageType;
import org.ttflight.wire.QueryResponse;

/**
 * Reports this program's device memory to the tt-flight daemon.
 *
 * <pre>{@code
 * try (AllocationReporter reporter = AllocationReporter.fromEnvironment()) {
 *     reporter.allocated(0, BufferType.DRAM, address, size);
 *     ...
 *     reporter.freed(0, address);
 * }
 * }</pre>
 *
 * <p>Connects at the first report. A report is handed to the kernel by the calling thread before
 * the method returns, unless the socket is full; it then waits in a bounded queue. With a full
 * queue or no server, the report is dropped and counted, and only what it says about live buffers
 * is kept: as soon as the server listens again it is told what is live. So figures become right
 * again, but buffers that came and went meanwhile are never heard of. After a failure the next
 * attempt to connect is made after 250 ms at the earliest, later every 5 s.
 *
 * <p>No method throws because of the socket, and none waits for the server except {@link #query}
 * and {@link #flush}, which have a limit. {@link IllegalArgumentException} is thrown for a negative
 * device or a size below 1, also when reporting is disabled. An enabled reporter costs one daemon
 * thread, 60 to 120 bytes for each live buffer (up to a bound) and its queue; the disabled one
 * costs nothing.
 *
 * <p>Thread-safe. Reports about one buffer must be made in their order by the caller.
 */
public final class AllocationReporter implements AutoCloseable {
    /** Enables reporting if its value is exactly "1". */
    public static final String ENABLED_VARIABLE = "TT_ALLOC_TRACKING_ENABLED";

    /** Names the daemon's socket. */
    public static final String SOCKET_VARIABLE = "TT_ALLOC_SERVER_SOCKET";

    /** Where the daemon listens if nothing else is said. */
    public static final Path DEFAULT_SOCKET = Path.of("/tmp/tt_allocation_server.sock");

    private static final AllocationReporter DISABLED = new AllocationReporter(null, () -> 0);

    private final @Nullable ReportingLoop loop;
    private final LongSupplier epochNanos;
    private final @Nullable ReportObserver observer;

    private AllocationReporter(@Nullable ReportingLoop loop, LongSupplier epochNanos) {
        this(loop, epochNanos, null);
    }

    private AllocationReporter(
            @Nullable ReportingLoop loop,
            LongSupplier epochNanos,
            @Nullable ReportObserver observer) {
        this.loop = loop;
        this.epochNanos = epochNanos;
        this.observer = observer;
    }

    /** Returns a reporter as the environment wants it; the disabled one by default. */
    public static AllocationReporter fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    static AllocationReporter fromEnvironment(Map<String, String> environment) {
        if (!"1".equals(environment.get(ENABLED_VARIABLE))) {
            return DISABLED;
        }
        return connectTo(socketOf(environment));
    }

    static Path socketOf(Map<String, String> environment) {
        String socket = environment.getOrDefault(SOCKET_VARIABLE, "");
        return socket.isEmpty() ? DEFAULT_SOCKET : Path.of(socket);
    }

    /** Returns an enabled reporter, whatever the environment says. Does not connect yet. */
    public static AllocationReporter connectTo(Path socket) {
        return builder(socket).build();
    }

    /** Returns the one that does nothing. */
    public static AllocationReporter disabled() {
        return DISABLED;
    }

    /** Returns a builder of an enabled reporter. */
    public static Builder builder(Path socket) {
        return new Builder(socket);
    }

    /**
     * Returns a reporter that shares the connection of this one, if it has any, and tells the
     * observer of each report before it is sent. To close either is to close both.
     */
    public AllocationReporter observedBy(ReportObserver other) {
        return new AllocationReporter(loop, epochNanos, other);
    }

    /** Returns whether reports go to a daemon's socket, be there a daemon or not. */
    public boolean isEnabled() {
        return loop != null;
    }

    /**
     * Reports a new buffer.
     *
     * @param bufferId the device address
     * @param size in bytes, at least 1
     */
    public void allocated(int deviceId, BufferType type, long bufferId, long size) {
        check(deviceId, size);
        if (observer != null) {
            observer.allocated(deviceId, type, bufferId, size);
        }
        if (loop != null) {
            long now = epochNanos.getAsLong();
            loop.report(MessageType.ALLOC, deviceId, size, type.code(), bufferId, now);
        }
    }

    /** Reports that the newest buffer with this id is gone. */
    public void freed(int deviceId, long bufferId) {
        check(deviceId, 1);
        if (observer != null) {
            observer.freed(deviceId, bufferId);
        }
        if (loop != null) {
            loop.report(MessageType.FREE, deviceId, 0, 0, bufferId, 0);
        }
    }

    /**
     * Reports a new circular buffer; their ids are apart from those of buffers.
     *
     * @param size in bytes, at least 1
     */
    public void circularBufferAllocated(int deviceId, long circularBufferId, long size) {
        check(deviceId, size);
        if (observer != null) {
            observer.circularBufferAllocated(deviceId, circularBufferId, size);
        }
        if (loop != null) {
            long now = epochNanos.getAsLong();
            loop.report(MessageType.CB_ALLOC, deviceId, size, 0, circularBufferId, now);
        }
    }

    /**
     * Reports that a circular buffer is gone.
     *
     * @param size as it was allocated
     */
    public void circularBufferFreed(int deviceId, long circularBufferId, long size) {
        check(deviceId, size);
        if (observer != null) {
            observer.circularBufferFreed(deviceId, circularBufferId, size);
        }
        if (loop != null) {
            loop.report(MessageType.CB_FREE, deviceId, size, 0, circularBufferId, 0);
        }
    }

    /**
     * Reports that kernel code was loaded.
     *
     * @param size in bytes on all cores together, at least 1
     */
    public void kernelLoaded(int deviceId, KernelType type, long kernelId, long size) {
        check(deviceId, size);
        if (observer != null) {
            observer.kernelLoaded(deviceId, type, kernelId, size);
        }
        if (loop != null) {
            long now = epochNanos.getAsLong();
            loop.report(MessageType.KERNEL_LOAD, deviceId, size, type.code(), kernelId, now);
        }
    }

    /**
     * Reports that kernel code was unloaded.
     *
     * @param size as it was loaded
     */
    public void kernelUnloaded(int deviceId, long kernelId, long size) {
        check(deviceId, size);
        if (observer != null) {
            observer.kernelUnloaded(deviceId, kernelId, size);
        }
        if (loop != null) {
            loop.report(MessageType.KERNEL_UNLOAD, deviceId, size, 0, kernelId, 0);
        }
    }

    /**
     * Asks the server for the totals of a device, of all processes. The answer takes into account
     * what this reporter was told before, unless other threads report meanwhile.
     *
     * @return empty if there is no server, no answer within the timeout, or an interrupt, which
     *     stays set
     */
    public Optional<QueryResponse> query(int deviceId, Duration timeout) {
        check(deviceId, 1);
        return loop == null ? Optional.empty() : loop.query(deviceId, timeout);
    }

    /**
     * Connects now, unless the last attempt was too recent.
     *
     * @return whether there is a connection
     */
    public boolean connect() {
        return loop != null && loop.connect();
    }

    /**
     * Waits until everything was handed to the server's socket.
     *
     * @return whether it was, within the timeout; always false for the disabled reporter
     */
    public boolean flush(Duration timeout) throws InterruptedException {
        return loop != null && loop.flush(timeout);
    }

    /**
     * Closes the connection without waiting; the server then releases what is live. Later reports
     * are ignored.
     */
    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
    }

    /** Returns the frames handed whole to the socket: reports, replays and queries. */
    public long sent() {
        return read(ServerLink::sent);
    }

    /** Returns the reports that had to be kept to ourselves, as {@link AllocationReporter} says. */
    public long dropped() {
        return read(ServerLink::dropped);
    }

    /** Returns how many of the frames {@link #sent} told the server what it had missed. */
    public long replayed() {
        return read(ServerLink::replayed);
    }

    /** Returns how many connections were made after the first. */
    public long reconnects() {
        return Math.max(0, read(ServerLink::connections) - 1);
    }

    /** Returns how many live buffers are remembered, kernels and circular buffers included. */
    public long liveBuffers() {
        return read(ServerLink::liveBuffers);
    }

    private long read(ToLongFunction<ServerLink> counter) {
        return loop == null ? 0 : loop.read(counter);
    }

    private static void check(int deviceId, long size) {
        if (deviceId < 0 || size < 1) {
            throw new IllegalArgumentException(
                    "device " + deviceId + ", size " + size + ": device 0 and up, size 1 and up");
        }
    }

    /** Sets the bounds of a reporter. */
    public static final class Builder {
        private final Path socket;
        private int queueBytes = 1 << 20;
        private int maxLiveBuffers = 1 << 18;
        private LongSupplier nanoTime = System::nanoTime;
        private LongSupplier epochNanos = Builder::now;

        private Builder(Path socket) {
            this.socket = socket;
        }

        /**
         * Sets how much may wait for the socket; 1 MiB by default, which is 7,281 reports.
         *
         * @param bytes at least 144
         */
        public Builder queueBytes(int bytes) {
            if (bytes < Backlog.FRAME.bytes()) {
                throw new IllegalArgumentException("queue of " + bytes + " bytes: at least 144");
            }
            queueBytes = bytes;
            return this;
        }

        /**
         * Sets how many live buffers are remembered for a server that comes back; 262,144 by
         * default. Those beyond are reported, but not told again.
         *
         * @param buffers 0 and up
         */
        public Builder maxLiveBuffers(int buffers) {
            if (buffers < 0) {
                throw new IllegalArgumentException(buffers + " live buffers: 0 and up");
            }
            maxLiveBuffers = buffers;
            return this;
        }

        Builder nanoTime(LongSupplier clock) {
            nanoTime = clock;
            return this;
        }

        Builder epochNanos(LongSupplier clock) {
            epochNanos = clock;
            return this;
        }

        /** Returns the reporter; it does not connect yet. */
        public AllocationReporter build() {
            int processId = (int) ProcessHandle.current().pid();
            ServerLink link =
                    new ServerLink(
                            UnixDomainSocketAddress.of(socket),
                            processId,
                            nanoTime,
                            queueBytes,
                            maxLiveBuffers);
            return new AllocationReporter(new ReportingLoop(link), epochNanos);
        }

        private static long now() {
            Instant now = Instant.now();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }
    }
}
