package org.ttflight.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.HostSummary;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * Makes all checks, each area with a deadline of its own: what hangs is reported as not checked,
 * and its thread left alone.
 */
public final class Doctor {
    /** How long an area may take. */
    public static final Duration LIMIT = Duration.ofSeconds(8);

    /** How long somebody who is asked may take to answer. */
    public static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private static final Duration HEARTBEAT_PATIENCE = Duration.ofMillis(2500);
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Subject subject;
    private final Witnesses witnesses;
    private final Limits limits;

    /**
     * How long to wait.
     *
     * @param area for all checks of an area
     * @param answer for who is asked
     * @param heartbeat until a heartbeat counts as standing still
     */
    public record Limits(Duration area, Duration answer, Duration heartbeat) {
        /** Those for people. */
        public static final Limits USUAL = new Limits(LIMIT, ANSWER_LIMIT, HEARTBEAT_PATIENCE);
    }

    /** Is told of what takes longer than a second; called on the thread of {@link #examine}. */
    public interface Progress {
        /** An area takes its time. */
        void isSlow(Area area);
    }

    /** What an area does. */
    private interface Checks {
        void run(Findings findings) throws InterruptedException;
    }

    public Doctor(Subject subject, Witnesses witnesses, Limits limits) {
        this.subject = subject;
        this.witnesses = witnesses;
        this.limits = limits;
    }

    /** Checks everything; takes as long as the slowest witness. */
    public Report examine(Instant now, Progress progress) throws InterruptedException {
        Seen seen = new Seen();
        List<Finding> socket =
                check(Area.SOCKET, progress, found -> seen.daemon = socket(found).run());
        List<Finding> all = new ArrayList<>();
        all.addAll(check(Area.DRIVER, progress, found -> driver(found, seen)));
        SnapshotDocument host = seen.host;
        if (host == null) {
            host = nothing(now);
        }
        SnapshotDocument known = host;
        SnapshotDocument daemon = seen.daemon;
        all.addAll(
                check(
                        Area.PERMISSIONS,
                        progress,
                        found -> new PermissionCheck(found, subject).run(known)));
        all.addAll(socket);
        all.addAll(
                check(
                        Area.SHARED_MEMORY,
                        progress,
                        found -> new SharedMemoryCheck(found, subject).run(known)));
        all.addAll(
                check(
                        Area.TRACKING,
                        progress,
                        found -> new TrackingCheck(found, subject).run(known, daemon)));
        all.addAll(check(Area.JAVA, progress, found -> new JavaCheck(found, subject).run()));
        all.addAll(
                check(
                        Area.JMX,
                        progress,
                        found ->
                                new JmxCheck(found, subject, witnesses, limits.answer())
                                        .run(daemon)));
        all.addAll(
                check(
                        Area.RESOURCES,
                        progress,
                        found -> new ResourceCheck(found, subject).run(now)));
        return new Report(now, subject.version(), all);
    }

    /** What the first areas saw and the others need; written and read one after the other. */
    private static final class Seen {
        private volatile @Nullable SnapshotDocument daemon;
        private volatile @Nullable SnapshotDocument host;
    }

    private SocketCheck socket(Findings found) {
        return new SocketCheck(found, subject, witnesses, limits.answer());
    }

    private void driver(Findings found, Seen seen) {
        SnapshotDocument host = witnesses.host();
        seen.host = host;
        new DriverCheck(found, subject).run(host);
        new DeviceCheck(found).run(host.devices());
        new HeartbeatCheck(found, witnesses, limits.heartbeat()).run(host, seen.daemon);
    }

    private static SnapshotDocument nothing(Instant now) {
        return new SnapshotDocument(
                SnapshotDocument.SCHEMA,
                now,
                null,
                List.of(),
                List.of(),
                HostSummary.UNKNOWN,
                List.of());
    }

    private List<Finding> check(Area area, Progress progress, Checks checks)
            throws InterruptedException {
        Findings findings = new Findings(area);
        FutureTask<List<Finding>> task =
                new FutureTask<>(
                        () -> {
                            checks.run(findings);
                            return findings.all();
                        });
        Thread thread = new Thread(task, "doctor " + area.label());
        thread.setDaemon(true);
        thread.start();
        try {
            return await(task, area, progress);
        } catch (TimeoutException e) {
            thread.interrupt();
            return aborted(area, "no answer within " + limits.area().toSeconds() + " s");
        } catch (ExecutionException e) {
            return aborted(area, "a bug in this check: " + e.getCause());
        }
    }

    private List<Finding> await(FutureTask<List<Finding>> task, Area area, Progress progress)
            throws InterruptedException, ExecutionException, TimeoutException {
        Duration rest = limits.area().minus(SLOW);
        try {
            Duration first = rest.isNegative() ? limits.area() : SLOW;
            return task.get(first.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (rest.isNegative()) {
                throw e;
            }
            progress.isSlow(area);
            return task.get(rest.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static List<Finding> aborted(Area area, String why) {
        Findings findings = new Findings(area);
        findings.notChecked(area.label() + "-aborted", area.title(), why);
        return findings.all();
    }
}
