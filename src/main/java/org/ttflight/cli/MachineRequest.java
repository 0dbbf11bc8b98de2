package org.ttflight.cli;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ttflight.query.CsvFormat;
import org.ttflight.query.Field;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;

/** What a program wants of {@code smi}. */
sealed interface MachineRequest {
    /** Our own document. */
    record Document() implements MachineRequest {}

    /**
     * The vendor's snapshot.
     *
     * @param file where to; null or {@code -} for standard output, empty for a name of our choice
     */
    record Vendor(@Nullable String file) implements MachineRequest {}

    /** The vendor's list of boards. */
    record Boards() implements MachineRequest {}

    /** The names of all fields. */
    record Help() implements MachineRequest {}

    /**
     * Fields as CSV.
     *
     * @param rows finds what there is of what was asked for
     * @param loopMillis how often; null for once
     */
    record Query<R>(
            List<Field<R>> fields,
            BiFunction<SnapshotDocument, Selection, List<R>> rows,
            CsvFormat format,
            @Nullable Long loopMillis)
            implements MachineRequest {}
}
