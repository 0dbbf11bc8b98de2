package org.ttflight.jmx;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.Usage;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/**
 * What one process holds of one memory type on one device, as a client sees it in a list.
 *
 * @param pid the process id; if not verified, as the process claims it
 * @param verified whether the kernel vouches for the pid
 * @param device the device's ordinal
 * @param memory the memory type
 * @param used bytes held now; null if nobody says
 * @param peak the most bytes held at one time; null if nobody says
 * @param buffers live buffers; null if the process does not report each
 * @param source who says so
 */
public record HoldingRow(
        int pid,
        boolean verified,
        int device,
        String memory,
        @Nullable Long used,
        @Nullable Long peak,
        @Nullable Long buffers,
        String source) {

    /** Returns a row for each device and memory type that the process holds or ever held. */
    static Stream<HoldingRow> of(ObservedProcess process) {
        return process.devices().stream()
                .flatMap(
                        held ->
                                Arrays.stream(MemoryType.values())
                                        .filter(held::wasUsed)
                                        .map(type -> of(process, held, type)));
    }

    private static HoldingRow of(ObservedProcess process, ObservedHolding held, MemoryType type) {
        Usage reported = held.reported();
        return new HoldingRow(
                process.pid(),
                process.identity().verified(),
                held.device(),
                type.label(),
                held.used(type),
                held.peak(type),
                reported == null ? null : Long.valueOf(reported.buffers(type)),
                held.source().label());
    }
}
