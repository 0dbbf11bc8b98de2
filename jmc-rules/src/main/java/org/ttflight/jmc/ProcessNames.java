package org.ttflight.jmc;

import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmc.common.item.IItemCollection;

/** What processes are called in a recording. */
final class ProcessNames {
    private final Map<Long, String> names = new HashMap<>();

    ProcessNames(IItemCollection items) {
        for (Row row : Row.of(items, "DeviceProcess")) {
            String name = row.text("name");
            if (name != null) {
                names.put(row.whole("processId"), Words.foreign(name));
            }
        }
    }

    /** Returns {@code python3 (pid 4242)}, or only the pid where the name is unknown. */
    String of(long pid) {
        String name = names.get(pid);
        return name == null ? "pid " + pid : name + " (pid " + pid + ")";
    }
}
