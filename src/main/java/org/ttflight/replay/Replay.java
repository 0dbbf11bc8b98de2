package org.ttflight.replay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleConsumer;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostListener;
import org.ttflight.ingest.Collaborators;
import org.ttflight.ingest.IngestConfig;
import org.ttflight.ingest.IngestServer;
import org.ttflight.jmx.BeanPublisher;
import org.ttflight.jmx.NotificationQueue;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.snapshot.Observation;

/**
 * A recording that is played: shows at each moment what the daemon knew then, by the same beans and
 * the same answers. Takes no reports. Thread-safe.
 */
public final class Replay implements AutoCloseable {
    private static final double[] SPEEDS = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000
    };

    /** At full speed much may happen between two looks at the queue. */
    private static final int WAITING_NOTIFICATIONS = 100_000;

    private final ReplayOptions options;
    private final Chunks chunks;
    private final Playhead playhead;
    private final ReplayClock clock;
    private final Player player;
    private final ReplayAnswers answers;
    private final IngestServer server;
    private final BeanPublisher beans;
    private boolean isClosed;

    private Replay(
            ReplayOptions options,
            Chunks chunks,
            Listeners listeners,
            MBeanServer beanServer,
            DoubleConsumer progress)
            throws IOException {
        this.options = options;
        this.chunks = chunks;
        this.clock = new ReplayClock(chunks.start(), options.speed(), System::nanoTime);
        NotificationQueue queue = new NotificationQueue(WAITING_NOTIFICATIONS, clock);
        Happenings happenings =
                new Happenings(
                        List.of(queue, listeners.ledger()), List.of(queue, listeners.host()));
        int parts = chunks.count();
        this.playhead =
                new Playhead(
                        chunks,
                        () -> new Recollection(options.name(), happenings),
                        read -> progress.accept((double) read / parts));
        Instant first = begin(happenings);
        Instant from = clock.instant();
        Instant to = end(first);
        this.player = new Player(playhead, clock, happenings, first, from, to, options.loops());
        String version = options.version() + " (replay of " + options.name() + ")";
        String socket = options.socket().toString();
        this.answers = new ReplayAnswers(playhead, clock, version, socket);
        ReplayAccess access =
                new ReplayAccess(playhead, answers, clock, this::words, version, socket);
        this.server =
                IngestServer.bind(
                        IngestConfig.textOnly(options.socket()),
                        Collaborators.textOnly(answers),
                        LedgerListener.NONE);
        this.beans =
                new BeanPublisher(
                        beanServer,
                        new ReplayControl(playhead, happenings),
                        playhead::observation,
                        access,
                        identity -> playhead.recollection().description(identity),
                        queue);
    }

    /**
     * Who else hears of what happens, on the player's thread.
     *
     * @param ledger hears of processes and thresholds
     * @param host hears of devices
     */
    public record Listeners(LedgerListener ledger, HostListener host) {
        /** Nobody. */
        public static final Listeners NONE =
                new Listeners(LedgerListener.NONE, new HostListener() {});
    }

    /**
     * Goes to where to begin, and stands there until {@link #start}.
     *
     * @param progress hears how much of the file has been read on the way, 0 to 1
     * @throws IOException if this cannot be played; the message says why
     * @throws IllegalArgumentException if {@code from} or {@code to} are not in the recording
     */
    public static Replay open(ReplayOptions options, Listeners listeners, DoubleConsumer progress)
            throws IOException {
        return open(options, listeners, ManagementFactory.getPlatformMBeanServer(), progress);
    }

    static Replay open(
            ReplayOptions options,
            Listeners listeners,
            MBeanServer beanServer,
            DoubleConsumer progress)
            throws IOException {
        Chunks chunks = Chunks.of(options.file());
        boolean isOpen = false;
        try {
            Replay replay = new Replay(options, chunks, listeners, beanServer, progress);
            isOpen = true;
            return replay;
        } finally {
            if (!isOpen) {
                chunks.close();
            }
        }
    }

    private Instant begin(Happenings happenings) throws IOException {
        TimePoint wanted = options.from();
        Instant target =
                wanted == null ? null : wanted.in(chunks.start(), chunks.end(), options.zone());
        happenings.quiet(true);
        if (!playhead.moveToFirstSnapshot()) {
            throw new IOException(
                    options.name()
                            + " has no tenstorrent.Snapshot event: it is of another program than"
                            + " tt-flight, or lacks the end of its first part"
                            + (chunks.problems().isEmpty()
                                    ? ""
                                    : "; " + String.join("; ", chunks.problems())));
        }
        Instant first = playhead.position();
        if (target != null && target.isAfter(first)) {
            playhead.advanceTo(target);
        }
        happenings.quiet(false);
        clock.set(target != null && target.isAfter(first) ? target : playhead.position());
        return first;
    }

    private Instant end(Instant first) {
        TimePoint wanted = options.to();
        Instant end = chunks.end().isBefore(first) ? first : chunks.end();
        Instant to = wanted == null ? end : wanted.in(chunks.start(), end, options.zone());
        if (to.isBefore(clock.instant())) {
            throw new IllegalArgumentException("the end is before the beginning");
        }
        return to;
    }

    /** Begins to play, to answer and to show beans. To be called once. */
    public void start() {
        server.serve();
        beans.start();
        player.start();
    }

    /** Answers a request in text, as on the socket; null if there is no such request. */
    public @Nullable String answer(String request) {
        return answers.answer(request);
    }

    /** Returns what was known at this moment. */
    public Observation observation() {
        return playhead.observation();
    }

    /** Returns which moment of the recording it is. */
    public Instant time() {
        return clock.instant();
    }

    /** Returns where it answers. */
    public Path socket() {
        return options.socket();
    }

    /** Returns when the recording begins. */
    public Instant recordingStart() {
        return chunks.start();
    }

    /** Returns when the recording ends. */
    public Instant recordingEnd() {
        return chunks.end();
    }

    /** Returns what is wrong with the file, as far as it has been read, in words. */
    public List<String> problems() {
        return List.copyOf(chunks.problems());
    }

    /** Returns what is played, where it is, and how fast. */
    public String words() {
        Instant second = time().truncatedTo(ChronoUnit.SECONDS);
        return "replay of " + options.name() + " at " + second + ", " + pace();
    }

    /** Returns how fast it goes: such as {@code 10x}, {@code paused} or {@code at the end}. */
    public String pace() {
        if (player.isSeeking()) {
            return "seeking";
        }
        if (player.isAtEnd()) {
            return "at the end";
        }
        return clock.isPaused() ? "paused" : speedWords();
    }

    private String speedWords() {
        double speed = clock.speed();
        if (speed == ReplayClock.MAX_SPEED) {
            return "full speed";
        }
        return speed == Math.rint(speed)
                ? (long) speed + "x"
                : String.format(Locale.ROOT, "%.3g", speed).replaceFirst("0+$", "") + "x";
    }

    /** Goes faster, up to a thousand times. */
    public void faster() {
        double now = clock.speed();
        for (double speed : SPEEDS) {
            if (speed > now) {
                setSpeed(speed);
                return;
            }
        }
    }

    /** Goes slower, down to a tenth. */
    public void slower() {
        double now = clock.speed();
        for (int at = SPEEDS.length - 1; at >= 0; at--) {
            if (SPEEDS[at] < now) {
                setSpeed(SPEEDS[at]);
                return;
            }
        }
    }

    private void setSpeed(double speed) {
        clock.setSpeed(speed);
        player.changed();
    }

    /** Stands still, or goes on. */
    public void togglePause() {
        if (player.isAtEnd()) {
            return;
        }
        clock.setPaused(!clock.isPaused());
        player.changed();
    }

    /** Goes so far into the future, or back; as far as the recording reaches. */
    public void jump(Duration distance) {
        player.jumpTo(player.reach(distance));
    }

    /** Returns whether it stands at the end. */
    public boolean isAtEnd() {
        return player.isAtEnd();
    }

    /** Completes when the end is reached for the first time, or if it cannot be. */
    public CompletionStage<Void> ended() {
        return player.ended();
    }

    @Override
    public synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        player.close();
        server.close();
        beans.close();
        chunks.close();
    }
}
