package org.ttflight.host;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the devices of this host and the processes that use them, once a second. It only reads
 * the driver's and the kernel's files, never a device. Thread-safe.
 *
 * <p>A device whose files block, as they do during a reset, delays nobody else: each is read on a
 * thread of its own. A thread that hangs in the driver cannot be ended; it ends when it comes back.
 */
public final class HostWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HostWatch.class.getName());

    /** The longest that the others wait for a slow device before they are published without it. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long END_MILLIS = 2_000;

    private final Options options;
    private final HostScanner scanner;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile HostState state = HostState.NOT_READ;
    private boolean hasFailed;

    /**
     * How to watch.
     *
     * @param period from one pass to the next. PCIe traffic is only counted as long as no counter
     *     can turn once unseen: 2.1 s at the 64 GB/s of PCIe 5.0 with sixteen lanes
     * @param deadline after which a device that has not answered counts as blocked
     * @param staleAfter how old a reading may be to be shown as one of now
     * @param heartbeatStall how long a living firmware's heartbeat may stand still
     * @param lostFor how long a lost device is remembered
     * @param mostLost how many are remembered
     * @param slowAfter how old a reading may be that hardly ever changes: limits, link, PCIe errors
     * @param identityAfter how often all of a device's identity is read again; its ASIC id is
     *     compared in every pass
     * @param bytesPerWord what a word of the PCIe counters is taken for; 32 where nothing is said.
     *     The documents disagree for Blackhole
     */
    public record Options(
            Duration period,
            Duration deadline,
            Duration staleAfter,
            Duration heartbeatStall,
            Duration lostFor,
            int mostLost,
            Duration slowAfter,
            Duration identityAfter,
            Map<Architecture, Integer> bytesPerWord) {
        /** Once a second. */
        public static final Options DEFAULTS =
                new Options(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        64,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Map.of());

        private static final int USUAL_BYTES_PER_WORD = 32;

        /** Takes a copy of the map. */
        public Options {
            if (period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException("period " + period);
            }
            bytesPerWord = Map.copyOf(bytesPerWord);
        }

        /** Returns these with another deadline. */
        public Options withDeadline(Duration other) {
            return new Options(
                    period,
                    other,
                    staleAfter,
                    heartbeatStall,
                    lostFor,
                    mostLost,
                    slowAfter,
                    identityAfter,
                    bytesPerWord);
        }

        /** Returns these with another meaning of the words of the PCIe counters. */
        public Options withBytesPerWord(Map<Architecture, Integer> other) {
            return new Options(
                    period,
                    deadline,
                    staleAfter,
                    heartbeatStall,
                    lostFor,
                    mostLost,
                    slowAfter,
                    identityAfter,
                    other);
        }

        /** Returns what a word is taken for on this architecture, which may be unknown. */
        int bytesPerWord(@Nullable Architecture architecture) {
            return architecture == null
                    ? USUAL_BYTES_PER_WORD
                    : bytesPerWord.getOrDefault(architecture, USUAL_BYTES_PER_WORD);
        }
    }

    /**
     * Prepares a watch, which {@link #start} begins.
     *
     * @param followed returns the pids of processes to follow besides those that have a device
     *     open; called from the watch's own threads, must not wait
     */
    public HostWatch(
            HostRoots roots,
            Options options,
            HostListener listener,
            Supplier<? extends Collection<Integer>> followed) {
        this.options = options;
        this.scanner = new HostScanner(roots, options, listener, followed);
        this.thread = new Thread(this::run, "tt-flight host");
        thread.setDaemon(true);
    }

    /**
     * Looks once, for a program without a daemon; what does not answer in time shows as blocked.
     */
    public static HostState scan(HostRoots roots, Duration deadline) {
        return scan(roots, deadline, List::of);
    }

    /**
     * Looks once. What needs two looks, such as rates, is unknown.
     *
     * @param followed as for the constructor
     */
    public static HostState scan(
            HostRoots roots, Duration deadline, Supplier<? extends Collection<Integer>> followed) {
        Options once = Options.DEFAULTS.withDeadline(deadline);
        HostScanner scanner = new HostScanner(roots, once, new HostListener() {}, followed);
        try {
            return scanner.scan(deadline.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HostState.NOT_READ;
        } finally {
            scanner.close();
        }
    }

    /** Begins to watch; does not wait for the first pass. */
    public void start() {
        thread.start();
    }

    /**
     * Returns what the last pass found; {@link HostState#NOT_READ} before the first. Never waits,
     * and is the same object until the next pass.
     */
    public HostState state() {
        return state;
    }

    private void run() {
        long periodNanos = options.period().toNanos();
        long due = System.nanoTime();
        try {
            do {
                scan(Math.min(PATIENCE_NANOS, periodNanos / 2));
                long now = System.nanoTime();
                due = Math.max(due + periodNanos, now); // passes that were missed are not made up
            } while (!closed.await(due - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            scanner.close();
        }
    }

    private void scan(long patienceNanos) throws InterruptedException {
        try {
            state = scanner.scan(patienceNanos);
        } catch (RuntimeException | Error e) { // such as no memory for another thread
            if (!hasFailed) {
                hasFailed = true;
                LOG.log(Level.ERROR, "A bug in watching the host; it goes on. Told once.", e);
            }
        }
    }

    /** Ends watching, and waits a moment for it; {@link #state} keeps what it says. */
    @Override
    public void close() {
        closed.countDown();
        if (thread.getState() == Thread.State.NEW) {
            scanner.close();
            return;
        }
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
