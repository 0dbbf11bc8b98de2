package org.ttflight.daemon;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ttflight.jfr.BlackBox;
import org.ttflight.jfr.BlackBoxOptions;
import org.ttflight.jfr.Repository;
import org.ttflight.recording.ChunkLinks;
import org.ttflight.recording.RecoveredRecording;
import org.ttflight.recording.Recovery;
import org.ttflight.recording.StateDirectory;
import org.ttflight.recording.StateLock;

/**
 * What outlives the daemon: its recording, and those of the daemons before it. Without a directory
 * that it can write to, the daemon does without. Thread-safe.
 */
final class DaemonState implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DaemonState.class.getName());
    private static final long LINK_SECONDS = 5;
    private static final long ROOM_SECONDS = 1;
    private static final int FAILURES_TOLD = 6;
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final StateDirectory directory;
    private final @Nullable StateLock lock;
    private final @Nullable Recovery recovery;
    private final String problem;
    private final ScheduledThreadPoolExecutor keeper =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread thread = new Thread(task, "tt-flight state");
                        thread.setDaemon(true);
                        return thread;
                    });
    private @Nullable ChunkLinks links;
    private int failures;
    private boolean isFailureTold;
    private boolean isFull;
    private volatile List<RecoveredRecording> recovered = List.of();

    private DaemonState(
            StateDirectory directory,
            @Nullable StateLock lock,
            @Nullable Recovery recovery,
            String problem) {
        this.directory = directory;
        this.lock = lock;
        this.recovery = recovery;
        this.problem = problem;
    }

    /**
     * Takes the directory, and has JFR write there; call it before the recording starts. Where that
     * cannot be, only {@link #start} tells, as a daemon that does not start has worse to tell.
     */
    static DaemonState claim(StateDirectory directory, boolean records) {
        StateLock lock = null;
        try {
            lock = StateLock.take(directory);
            if (DiskRoom.isShort(directory.repository())) {
                throw new IOException(DiskRoom.text(directory.repository()));
            }
            Recovery recovery = Recovery.of(directory); // before there is this run's directory
            if (records) {
                Repository.use(directory.repository());
            }
            return new DaemonState(directory, lock, recovery, "");
        } catch (IOException | RuntimeException e) {
            letGo(lock);
            return new DaemonState(directory, null, null, String.valueOf(e.getMessage()));
        }
    }

    private static void letGo(@Nullable StateLock lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "Cannot unlock the state directory", e);
            }
        }
    }

    /** Returns whether there is room to record, in the directory or in what JFR takes without. */
    boolean hasRoom() {
        return !DiskRoom.isShort(recordingPlace());
    }

    private Path recordingPlace() {
        return lock == null ? TEMPORARY : directory.repository();
    }

    /** Returns the directory; null if it cannot be used. */
    @Nullable StateDirectory directory() {
        return lock == null ? null : directory;
    }

    /** Begins to keep this run's recording, and recovers what earlier ones have left. */
    @SuppressWarnings("FutureReturnValueIgnored") // all catch their own exceptions
    void start(BlackBoxOptions options) {
        if (!options.isOff()) {
            keeper.scheduleAtFixedRate(this::watchRoom, 0, ROOM_SECONDS, TimeUnit.SECONDS);
        }
        if (lock == null) {
            LOG.log(
                    Level.WARNING,
                    "What is recorded will not outlive this daemon, and no incidents are kept: {0}."
                            + " Give a directory that it may write: --state-dir DIR",
                    problem);
            return;
        }
        Recovery leftOvers = recovery;
        if (leftOvers != null) {
            keeper.execute(() -> begin(options, leftOvers));
            keeper.scheduleAtFixedRate(this::link, LINK_SECONDS, LINK_SECONDS, TimeUnit.SECONDS);
            Thread thread = new Thread(() -> recover(leftOvers), "tt-flight recovery");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void watchRoom() {
        if (hasRoom() || isFull) {
            return;
        }
        isFull = true;
        LOG.log(
                Level.ERROR,
                "Recording stopped: {0}, and JFR would end the daemon if it ran out. What was"
                        + " recorded is kept. Make room, then restart the daemon to record again",
                DiskRoom.text(recordingPlace()));
        try {
            BlackBox.stopAll();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Cannot stop recording", e);
        }
    }

    private void begin(BlackBoxOptions options, Recovery earlier) {
        if (options.isOff()) {
            return;
        }
        try {
            synchronized (this) {
                links =
                        ChunkLinks.ofThisProcess(
                                directory, earlier, options.maxAge(), options.maxBytes());
            }
            if (links == null) {
                LOG.log(Level.WARNING, "JFR does not record to {0}", directory.repository());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Cannot look at " + directory.repository(), e);
        }
        link();
    }

    private synchronized void link() {
        ChunkLinks now = links;
        if (now == null) {
            return;
        }
        try {
            now.update(Instant.now());
            failures = 0;
        } catch (IOException | RuntimeException e) {
            failures++;
            if (!isFailureTold && (isAboutLinks(e) || failures >= FAILURES_TOLD)) {
                isFailureTold = true;
                LOG.log(
                        Level.WARNING,
                        "What is recorded is lost when the daemon stops in order, as there are no"
                                + " hard links in {0}: {1}. Trying on; if its file system has"
                                + " none, give another directory: --state-dir DIR",
                        directory.repository(),
                        e.toString());
            }
        }
    }

    /** Anything else, as having too many files open, may pass. */
    private static boolean isAboutLinks(Exception e) {
        return e instanceof UnsupportedOperationException
                || (e instanceof FileSystemException of && of.getOtherFile() != null);
    }

    private void recover(Recovery leftOvers) {
        try {
            leftOvers.run(new ToLog());
            recovered = RecoveredRecording.list(directory);
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(Level.ERROR, "Cannot recover what earlier daemons recorded", e);
        }
    }

    /** Returns the recordings of earlier runs, the latest first; grows while they are recovered. */
    List<RecoveredRecording> recovered() {
        return recovered;
    }

    /**
     * Makes sure that all of the recording so far is kept, as the JVM may be about to delete it.
     */
    void keepRecording() {
        link();
    }

    /** Returns whether {@link #writeKept} has something to write from. */
    synchronized boolean keeps() {
        return links != null;
    }

    /**
     * Writes what is kept of some time to a file, for when the JVM has ended its recording.
     *
     * @throws IOException if that cannot be; the message says why
     */
    synchronized void writeKept(Instant from, Instant to, Path file) throws IOException {
        if (links == null) {
            throw new IOException("the recording is off, or was stopped");
        }
        links.write(from, to, file);
    }

    @Override
    public void close() {
        keeper.shutdownNow();
        letGo(lock);
    }

    /** Tells what becomes of recordings. */
    private static final class ToLog implements Recovery.Listener {
        @Override
        public void recovered(RecoveredRecording recording, boolean wasKilled, List<String> notes) {
            Path file = recording.file();
            LOG.log(
                    Level.INFO,
                    "{0}: {1}, {2}, {3} to {4}; look: jfr summary {1}",
                    wasKilled
                            ? "Recovered the recording of a daemon that did not end in order"
                            : "Kept the recording of the daemon before this one",
                    file,
                    megabytes(recording.bytes()),
                    TIME.format(recording.from()),
                    TIME.format(recording.to()));
            if (wasKilled && notes.size() > 1) {
                LOG.log(Level.WARNING, "In {0} something is missing: {1}", file, text(notes));
            }
        }

        @Override
        public void failed(Path directory, IOException reason) {
            LOG.log(
                    Level.WARNING,
                    "Cannot recover what an earlier daemon recorded: {0}. It stays in {1} until the"
                            + " next start, which tries again",
                    reason.getMessage(),
                    directory);
        }

        @Override
        public void empty(Path directory, List<String> notes) {
            LOG.log(
                    Level.WARNING,
                    "An earlier daemon left nothing that can be read in {0}, now deleted: {1}",
                    directory,
                    text(notes));
        }

        @Override
        public void dropped(RecoveredRecording recording) {
            LOG.log(
                    Level.INFO,
                    "Deleted {0}, {1}, to make room for newer recordings",
                    recording.file(),
                    megabytes(recording.bytes()));
        }

        private static String text(List<String> notes) {
            return String.join("; ", notes.subList(0, Math.min(5, notes.size())));
        }

        private static String megabytes(long bytes) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        }
    }
}
