package org.ttflight.jconsole;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a process; what is unknown is null.
 *
 * @param verified whether the kernel vouches for the pid
 * @param tracking how much is known of what it holds, such as Connected
 */
record ProcessReading(
        int pid,
        boolean verified,
        @Nullable String name,
        @Nullable String user,
        String tracking,
        List<Integer> devices,
        @Nullable Long dramInUse,
        @Nullable Long l1InUse,
        @Nullable Long used,
        @Nullable Long buffers) {

    static ProcessReading of(Row row) {
        return new ProcessReading(
                row.ordinal("pid"),
                row.flag("verified"),
                row.text("name"),
                row.text("user"),
                row.word("tracking"),
                row.ordinals("devices"),
                row.whole("dramInUse"),
                row.whole("l1InUse"),
                row.whole("used"),
                row.whole("buffers"));
    }
}
