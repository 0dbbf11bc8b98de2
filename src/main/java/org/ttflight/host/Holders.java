package org.ttflight.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has a device open. We ourselves are never among them, as we never open one.
 *
 * @param pids each once, in our pid namespace, ascending
 * @param elsewhere open files of processes that are not visible in our pid namespace
 * @param source who says so
 * @param detail why nobody can be asked, or why the answer may be incomplete; null if all is well
 */
public record Holders(List<Integer> pids, int elsewhere, Source source, @Nullable String detail) {

    /** Where it can be read who has a device open. */
    public enum Source {
        /** The driver's {@code pids} file; since driver 2.5. Complete. */
        DRIVER("driver"),
        /** The open files in procfs; without root only those of one's own processes. */
        OPEN_FILES("open files"),
        /** Nowhere. */
        UNKNOWN("unknown");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        /** Returns the name in views and documents. */
        public String label() {
            return label;
        }
    }

    /** Nobody can be asked. */
    public static final Holders UNKNOWN = new Holders(List.of(), 0, Source.UNKNOWN, null);

    /** Takes a copy of the list. */
    public Holders {
        pids = List.copyOf(pids);
    }
}
