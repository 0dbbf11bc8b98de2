package org.ttflight.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1075, 1.0 KiB",
        "1076, 1.1 KiB",
        "1048524, 1023.9 KiB",
        "1048525, 1.0 MiB",
        "1048576, 1.0 MiB",
        "107937792, 102.9 MiB",
        "12884901888, 12.0 GiB",
        "34225520640, 31.9 GiB",
        "1099511627776, 1.0 TiB",
        "1125899906842624, 1.0 PiB",
        "9223372036854775807, 8192.0 PiB",
    })
    void shouldUseTheUnitThatKeepsNumbersShort(long bytes, String text) {
        assertEquals(text, Amount.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "1023, 1023B",
        "1024, 1.0K",
        "107937792, 102.9M",
        "12884901888, 12.0G",
        "1125899906842624, 1.0P",
    })
    void shouldBeBriefWhereThereIsLittleRoom(long bytes, String text) {
        assertEquals(text, Amount.brief(bytes));
        assertEquals("N/A", Amount.brief(null));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "45, 45",
        "45.125, 45.125",
        "0.795, 0.795",
        "2.5, 2.5",
        "16.05, 16.05",
        "-0.25, -0.25",
        "-0.0001, 0",
        "0.0005, 0.001",
        "1350.9996, 1351",
        "7.007, 7.007",
    })
    void shouldShowNoMoreDecimalsThanThereAre(double value, String text) {
        assertEquals(text, Amount.decimal(value));
    }

    @Test
    void shouldAgreeWithTheFormatterOfTheJdk() {
        for (long bytes = 1024; bytes < 1_047_000; bytes += 77) {
            assertEquals(
                    String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0), Amount.bytes(bytes));
        }
    }

    @Test
    void shouldNotShowTheUnknownAsZero() {
        assertEquals("N/A", Amount.bytes(null));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 0%, 0.0%, GREEN",
        "1, 10000, <1%, <0.1%, GREEN",
        "10, 10000, <1%, 0.1%, GREEN",
        "99, 10000, <1%, 0.9%, GREEN",
        "100, 10000, 1%, 1.0%, GREEN",
        "7499, 10000, 74%, 74.9%, GREEN",
        "75, 100, 75%, 75.0%, YELLOW",
        "8999, 10000, 89%, 89.9%, YELLOW",
        "90, 100, 90%, 90.0%, RED",
        "9999, 10000, 99%, 99.9%, RED",
        "100, 100, 100%, 100.0%, RED",
        "174, 100, 174%, 174.0%, RED",
    })
    void shouldNeitherCallItFullNorEmptyBeforeItIs(
            long used, long capacity, String percent, String exact, Style alarm) {
        assertEquals(percent, Amount.percent(used, capacity));
        assertEquals(exact, Amount.exactPercent(used, capacity));
        assertEquals(alarm, Amount.alarm(used, capacity));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "61, 1 min 1 s",
        "3599, 59 min 59 s",
        "3600, 1 h",
        "7505, 2 h 5 min",
        "86399, 23 h 59 min",
        "86400, 1 d",
        "93600, 1 d 2 h",
    })
    void shouldTellDurationsInTwoUnits(long seconds, String text) {
        assertEquals(text, Amount.duration(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 4, ....",
        "0, 4, ....",
        "0.24, 4, ....",
        "0.25, 4, #...",
        "0.99, 4, ###.",
        "1, 4, ####",
        "1.74, 4, ####",
        "0.5, 0, ''",
    })
    void shouldFillBarsDownwards(double share, int width, String bar) {
        assertEquals(bar, Glyphs.ASCII.bar(share, width));
    }

    @Test
    void shouldJoinOrdinals() {
        assertEquals("", OrdinalRanges.of(List.of()));
        assertEquals("3", OrdinalRanges.of(List.of(3)));
        assertEquals("0-2, 4, 6-7", OrdinalRanges.of(List.of(0, 1, 2, 4, 6, 7)));
    }
}
