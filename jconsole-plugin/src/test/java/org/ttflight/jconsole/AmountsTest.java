package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 12884901888, 0 / 12.0 GiB",
        "1, 12884901888, 1 B / 12.0 GiB",
        "1073741824, 12884901888, 1.0 / 12.0 GiB",
        "1048576, 12884901888, 1.0 MiB / 12.0 GiB",
        ", 12884901888, N/A / 12.0 GiB",
        "1024, , 1.0 KiB / N/A",
        ", , N/A / N/A",
    })
    void shouldNeverShowSomethingAsNothing(
            @Nullable Long used, @Nullable Long capacity, String text) {
        assertEquals(text, Amounts.bytes(used, capacity));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 0 %",
        "1, 1000, <1 %",
        "433, 1000, 43 %",
        "999, 1000, >99 %",
        "1000, 1000, 100 %",
        "1100, 1000, 110 %",
        ", 1000, N/A",
        "1, , N/A",
        "0, 0, N/A",
    })
    void shouldShowPercent(@Nullable Long used, @Nullable Long capacity, String text) {
        assertEquals(text, Amounts.percent(Amounts.ratio(used, capacity)));
    }

    @ParameterizedTest
    @CsvSource({"42.6, 75, 43 °C of 75", "42.6, , 43 °C", ", 75, N/A", "0, , 0 °C"})
    void shouldShowLimits(@Nullable Double value, @Nullable Double limit, String text) {
        assertEquals(text, Amounts.withLimit(value, "°C", limit));
    }
}
