package org.ttflight.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ingest.IngestServer;
import org.ttflight.leak.AnomalyLog;
import org.ttflight.leak.ExitLog;
import org.ttflight.leak.GrowthWatch;
import org.ttflight.leak.LeakFinder;
import org.ttflight.leak.LeakJson;
import org.ttflight.leak.LeakReport;
import org.ttflight.leak.LeakRequest;
import org.ttflight.ledger.BufferSurvey;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.Observation;

/** Watches for leaks while the daemon runs, and answers what was seen of them. */
final class LeakWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LeakWatch.class.getName());

    private final ExitLog exits;
    private final AnomalyLog anomalies = new AnomalyLog();
    private final GrowthWatch growth = new GrowthWatch();
    private final Supplier<IngestServer> server;
    private final Supplier<Observation> observations;
    private final LeakFinder finder;
    private final InstantSource clock;
    private final LeakAlarm alarm = new LeakAlarm();
    private final ScheduledThreadPoolExecutor sampler;
    private boolean hasFailed;

    /**
     * @param server supplied late, because it wants its listeners first
     */
    LeakWatch(
            Supplier<IngestServer> server,
            Supplier<Observation> observations,
            Function<ProcessIdentity, ProcessDescription> descriptions,
            InstantSource clock,
            Instant startTime) {
        this.server = server;
        this.observations = observations;
        this.clock = clock;
        this.exits = new ExitLog(clock);
        this.finder =
                new LeakFinder(
                        exits,
                        anomalies,
                        growth,
                        process -> holder(process, descriptions.apply(process)),
                        startTime);
        this.sampler =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "tt-flight leak watch");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    private static LeakReport.Holder holder(
            ProcessIdentity process, ProcessDescription description) {
        return new LeakReport.Holder(
                process.pid(), process.verified(), description.name(), description.user());
    }

    /** Returns what the ledger has to tell of ends and of mistakes; of no single buffer. */
    List<LedgerListener> listeners() {
        return List.of(exits, anomalies);
    }

    /** Begins to look at what grows. */
    @SuppressWarnings("FutureReturnValueIgnored") // sampling catches its own exceptions
    void start() {
        sampler.scheduleAtFixedRate(this::sample, 0, GrowthWatch.SAMPLE_SECONDS, TimeUnit.SECONDS);
    }

    private void sample() {
        try {
            Observation now = observations.get();
            growth.sample(now, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
            alarm.tell(growth.growing(), server.get().snapshot(), clock.millis() * 1000);
        } catch (RuntimeException | Error e) { // else it would never run again
            if (!hasFailed) {
                hasFailed = true;
                LOG.log(Level.ERROR, "A bug, met while looking for leaks. Told once.", e);
            }
        }
    }

    /**
     * Answers a request in text. Looks at the buffers in many short steps on the writer's thread.
     *
     * @throws IllegalArgumentException if the request makes no sense
     * @throws IllegalStateException if the server has stopped
     */
    String answer(String request) {
        LeakRequest asked = LeakRequest.parse(request);
        Instant now = clock.instant();
        IngestServer asking = server.get();
        BufferSurvey survey = LeakFinder.survey(asked, now);
        boolean isMore = true;
        while (isMore) {
            isMore = asking.call(survey::step);
        }
        return LeakJson.write(finder.report(asked, asking.snapshot(), survey, now));
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }
}
