package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;

/**
 * Whether a buffer would have found room when the allocator wrote its report, as a client sees it.
 *
 * @param fits null if the report does not tell enough
 * @param bytes the size asked for
 * @param bytesPerBank what it takes of each bank; null if the number of banks is unknown
 * @param largestFreeBlock the largest free block of a bank; null without a report
 * @param reportTime when the report was written, in milliseconds since the epoch; null without one
 * @param words the same for people
 */
public record FitAnswer(
        @Nullable Boolean fits,
        long bytes,
        @Nullable Long bytesPerBank,
        @Nullable Long largestFreeBlock,
        @Nullable Long reportTime,
        String words) {

    static FitAnswer of(long bytes, @Nullable DeviceReport report, @Nullable BankReport bank) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("bytes must be more than 0, but is " + bytes);
        }
        if (report == null || bank == null) {
            return new FitAnswer(
                    null, bytes, null, null, null, "unknown: no report of this memory's banks");
        }
        BankReport.Fit fit = bank.fits(bytes);
        return new FitAnswer(
                fit.isInside(),
                bytes,
                fit.bytesOfOneBank(),
                bank.largestFree(),
                report.epochMillis(),
                fit.words());
    }
}
