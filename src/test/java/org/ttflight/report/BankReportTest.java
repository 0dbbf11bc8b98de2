package org.ttflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankReportTest {
    private static BankReport bank(@Nullable Integer banks, long largestFree) {
        return new BankReport(banks, 4096, 1024, 3072, largestFree, List.of());
    }

    @ParameterizedTest(name = "{2} bytes over {0} banks, {1} free")
    @CsvSource({
        "8, 1024,    1, true,   32",
        "8, 1024,  256, true,   32",
        "8, 1024,  257, true,   64",
        "8, 1024, 8192, true, 1024",
        "8, 1024, 8193, false, 1056",
        "8, 1023, 8192, false, 1024",
        "8, 1023, 7936, true,  992",
        "1, 0,       1, false,   32",
    })
    void shouldTellWhetherABufferFits(
            int banks, long largestFree, long bytes, boolean isInside, long share) {
        BankReport.Fit fit = bank(banks, largestFree).fits(bytes);
        assertEquals(isInside, fit.isInside());
        assertEquals(share, fit.bytesOfOneBank());
        assertEquals(
                (isInside ? "yes: " : "no: ")
                        + share
                        + " bytes in each of "
                        + banks
                        + " banks, and the largest free block has "
                        + largestFree,
                fit.words());
    }

    @Test
    void shouldNotOverflow() {
        assertEquals(false, bank(1, 1024).fits(Long.MAX_VALUE).isInside());
        assertEquals(false, bank(2, 1024).fits(Long.MAX_VALUE).isInside());
    }

    @Test
    void shouldNotGuessTheBanks() {
        BankReport.Fit fit = bank(null, 1024).fits(1);
        assertNull(fit.isInside());
        assertEquals("unknown: the reports do not tell how many banks there are", fit.words());
        assertNull(bank(null, 1024).largestBuffer());
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-9223372036854775808"})
    void shouldRejectWhatIsNoBuffer(long bytes) {
        assertThrows(IllegalArgumentException.class, () -> bank(8, 1024).fits(bytes));
    }

    @Test
    void shouldTellTheLargestBuffer() {
        assertEquals(8 * 992, bank(8, 1023).largestBuffer());
        assertEquals(true, bank(8, 1023).fits(8 * 992).isInside());
        assertEquals(false, bank(8, 1023).fits(8 * 992 + 1).isInside());
        assertEquals(0, bank(8, 31).largestBuffer());
    }

    @Test
    void shouldTellTheFragmentation() {
        assertEquals(0.75, bank(8, 768).fragmentation());
        assertEquals(0.0, bank(8, 3072).fragmentation());
        assertNull(new BankReport(8, 4096, 4096, 0, 0, List.of()).fragmentation());
    }

    @ParameterizedTest
    @CsvSource({
        "dev0_, 0",
        "DEV3_, 3",
        "device0_, 0",
        "Device_17_, 17",
        "d2_, 2",
        "run7_dev1_end_, 1",
        "program_, ",
        "'', ",
        "d_5_, ",
        "decode4_, ",
        "dev1_dev2_, ",
        "dev1_d1_, 1",
        "dev12345_, ",
        "device_x_, ",
    })
    void shouldFindTheDeviceInAPrefix(String prefix, @Nullable Integer ordinal) {
        assertEquals(ordinal, DevicePrefix.ordinal(prefix));
    }
}
