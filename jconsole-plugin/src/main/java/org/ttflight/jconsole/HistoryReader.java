package org.ttflight.jconsole;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the daemon remembers, once for each device and window, away from the Swing thread and
 * never twice at a time. Confined to the Swing thread.
 */
final class HistoryReader {
    private static final System.Logger LOG = System.getLogger(HistoryReader.class.getName());
    private static final long SAME_CLOCK_MILLIS = 3_000;

    private final Supplier<@Nullable MBeanServerConnection> connection;
    private final Background background;
    private final InstantSource clock;
    private final Timelines timelines;
    private final Runnable changed;
    private final Set<Integer> known = new HashSet<>();
    private ChartWindow window = ChartWindow.TEN_MINUTES;
    private boolean isReading;
    private int generation;

    /**
     * @param timelines get what was read
     * @param changed is told then
     */
    HistoryReader(
            Supplier<@Nullable MBeanServerConnection> connection,
            Background background,
            InstantSource clock,
            Timelines timelines,
            Runnable changed) {
        this.connection = connection;
        this.background = background;
        this.clock = clock;
        this.timelines = timelines;
        this.changed = changed;
    }

    /** Lets everything be read again when it is wanted next. */
    void forget() {
        known.clear();
        generation++;
    }

    /** Wants these devices over this window; reads what was not read yet. */
    void want(Set<Integer> devices, ChartWindow newWindow) {
        if (newWindow != window) {
            window = newWindow;
            forget();
        }
        MBeanServerConnection now = connection.get();
        Set<Integer> missing = new HashSet<>(devices);
        missing.removeAll(known);
        if (isReading || missing.isEmpty() || now == null) {
            return;
        }
        isReading = true;
        known.addAll(missing);
        int asked = generation;
        background.run(
                () -> read(new DaemonBeans(now), missing, newWindow),
                found -> {
                    isReading = false;
                    if (asked == generation) {
                        found.forEach(timelines::load);
                    }
                    changed.run();
                },
                e -> {
                    isReading = false;
                    if (e instanceof IOException && asked == generation) {
                        known.removeAll(missing); // an older daemon would refuse again, this not
                    }
                    LOG.log(Level.DEBUG, "the past cannot be read", e);
                });
    }

    private Map<Integer, Timelines.Past> read(
            DaemonBeans beans, Set<Integer> devices, ChartWindow asked)
            throws IOException, JMException {
        Map<Integer, Timelines.Past> found = new TreeMap<>();
        for (int device : devices) {
            var rows = beans.history(device, asked.seconds(), asked.steps());
            long difference = rows.isEmpty() ? 0 : clockDifference(beans, device);
            found.put(device, new Timelines.Past(rows, difference, clock.millis()));
        }
        return found;
    }

    /** Returns what must be added to the daemon's times; its host may have another clock. */
    private long clockDifference(DaemonBeans beans, int device) throws IOException, JMException {
        var last = beans.history(device, 1, 1);
        if (last.isEmpty()) {
            return 0;
        }
        long difference = clock.millis() - (last.get(0).time() + last.get(0).millis());
        return Math.abs(difference) < SAME_CLOCK_MILLIS ? 0 : difference;
    }
}
