package org.ttflight.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.MemoryUse;

/** What devices and processes have in common: memory, as a screen adds it up and by type. */
final class MemoryFields {
    static final String BYTES = "B";
    static final String DRAM_SUM = "DRAM in use: the types DRAM and TRACE together";
    static final String L1_SUM = "L1 in use: the types L1, L1_SMALL and CB together";

    private static final String[] TYPES = {
        "DRAM", "TRACE", "L1", "L1_SMALL", "CB", "KERNEL", "SYSTEM_MEMORY"
    };

    private MemoryFields() {}

    /** Returns the use and the peak of each memory type. */
    static <R> List<Field<R>> byType(Function<R, MemoryByType> memory) {
        List<Field<R>> fields = new ArrayList<>();
        for (String type : TYPES) {
            String name = "memory.type." + type.toLowerCase(Locale.ROOT);
            fields.add(
                    new Field<>(
                            name + ".used",
                            BYTES,
                            "held of the memory type " + type + " alone",
                            row -> memory.apply(row).used(type)));
            fields.add(
                    new Field<>(
                            name + ".peak",
                            BYTES,
                            "the most of " + type + " held at one time",
                            row -> peak(memory.apply(row), type)));
        }
        return fields;
    }

    private static @Nullable Long peak(MemoryByType memory, String type) {
        MemoryUse use = memory.types().get(type);
        return use == null ? null : use.peak();
    }

    /** Returns how many buffers there are; null if that is unknown of any memory that is held. */
    static @Nullable Long buffers(MemoryByType memory) {
        Long sum = null;
        for (MemoryUse use : memory.types().values()) {
            Long buffers = use.buffers();
            if (buffers != null) {
                sum = (sum == null ? 0 : sum) + buffers;
            } else if (use.used() == null || use.used() > 0) {
                return null;
            }
        }
        return sum;
    }

    /** Returns whose figures these are, in a word or a few; null if there are none. */
    static @Nullable String source(MemoryByType memory) {
        Set<String> sources = new TreeSet<>();
        for (MemoryUse use : memory.types().values()) {
            if (use.used() != null) {
                sources.add(use.source());
            }
        }
        return sources.isEmpty() ? null : String.join("; ", sources);
    }
}
