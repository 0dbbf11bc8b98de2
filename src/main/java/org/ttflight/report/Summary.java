package org.ttflight.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code memory_usage_summary.csv} says.
 *
 * @param generation {@code G0}, {@code G1} or {@code G2}
 * @param unit bytes in a unit of the figures
 * @param program the id of the program after which it was written; null if it is of no program
 * @param types by name: DRAM, L1 and, in newer ones, L1_SMALL
 */
record Summary(String generation, long unit, @Nullable Long program, Map<String, Row> types) {
    static final String PER_BANK = "G0";

    /**
     * @param figures of one bank; if the banks differ, of the one into which the least fits
     * @param rows how many banks have a row of their own; 0 if one row stands for all
     * @param isAlike whether all rows say the same
     */
    record Row(Figures figures, int rows, boolean isAlike) {
        Row and(Figures next) {
            return new Row(
                    next.isTighterThan(figures) ? next : figures,
                    rows + 1,
                    isAlike && next.equals(figures));
        }
    }
}
