package org.ttflight.recording;

import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Holder;

/** Who the processes are, as the rows of {@code DeviceProcess} tell. Not thread-safe. */
final class ProcessNames {
    private static final int LIMIT = 20_000;

    /** What is known of a process. */
    record Known(
            @Nullable String name,
            @Nullable String user,
            @Nullable String container,
            @Nullable String tracking) {}

    private static final Known NOTHING = new Known(null, null, null, null);

    private final Map<Long, Known> processes = new HashMap<>();

    void add(RecordedEvent event) {
        Long pid = EventFields.whole(event, "processId");
        if (pid == null || (processes.size() >= LIMIT && !processes.containsKey(pid))) {
            return;
        }
        Known now =
                new Known(
                        EventFields.text(event, "name"),
                        EventFields.text(event, "user"),
                        EventFields.text(event, "container"),
                        EventFields.text(event, "tracking"));
        Known before = of(pid);
        // A process that is ending cannot be read any more; who it was is still known.
        processes.put(pid, now.name() == null && before.name() != null ? before : now);
    }

    Known of(long pid) {
        return processes.getOrDefault(pid, NOTHING);
    }

    @Nullable String name(long pid) {
        return of(pid).name();
    }

    /** Returns a holder with its name, which may become known later than what it held. */
    Holder named(Holder holder) {
        Known known = of(holder.pid());
        return new Holder(holder.pid(), known.name(), known.user(), holder.used());
    }
}
