package org.ttflight.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ttflight.history.History;
import org.ttflight.history.Sample;
import org.ttflight.snapshot.Observation;

/** Adds what is known of the devices to the history, once a second, on a thread of its own. */
final class HistorySampler implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HistorySampler.class.getName());
    private static final long PERIOD_MILLIS = 1000;

    private final Supplier<Observation> observations;
    private final InstantSource clock;
    private final History history = new History();
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "tt-flight history");
                        thread.setDaemon(true);
                        return thread;
                    });

    private boolean hasFailed;

    HistorySampler(Supplier<Observation> observations, InstantSource clock) {
        this.observations = observations;
        this.clock = clock;
    }

    /** Returns what is remembered; any thread may read it. */
    History history() {
        return history;
    }

    /** Begins to sample. */
    void start() {
        var unused =
                rounds.scheduleAtFixedRate(this::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Adds one sample. A failure is told once, and is not the end. */
    void sample() {
        try {
            history.add(Sample.of(observations.get(), clock.millis()));
        } catch (RuntimeException | Error e) { // else it would never run again
            if (!hasFailed) {
                hasFailed = true;
                LOG.log(Level.WARNING, "No history could be kept; trying again. Told once.", e);
            }
        }
    }

    /** Ends sampling; what is remembered stays. */
    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
