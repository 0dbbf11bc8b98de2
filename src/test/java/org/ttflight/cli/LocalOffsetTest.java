package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOffsetTest {
    private final @Nullable String zoneBefore = System.getProperty("user.timezone");

    /** The JDK sets it as soon as somebody asks for the default zone. */
    @BeforeEach
    void haveNoZoneSet() {
        System.clearProperty("user.timezone");
    }

    @AfterEach
    void restoreZone() {
        if (zoneBefore != null) {
            System.setProperty("user.timezone", zoneBefore);
        }
    }

    /** From 1000 on +1 h, from 2000 on +2 h, and before that UTC. */
    private static ByteBuffer file(String rule) {
        ByteBuffer file = ByteBuffer.allocate(200);
        header(file, 0, 1, 4);
        file.putInt(0).putShort((short) 0).put("UTC\0".getBytes(StandardCharsets.US_ASCII));
        header(file, 2, 3, 4);
        file.putLong(1000).putLong(2000).put((byte) 1).put((byte) 2);
        for (int hours = 0; hours < 3; hours++) {
            file.putInt(hours * 3600).putShort((short) 0);
        }
        file.put("UTC\0".getBytes(StandardCharsets.US_ASCII));
        file.put(("\n" + rule + "\n").getBytes(StandardCharsets.US_ASCII));
        return file.flip();
    }

    private static void header(ByteBuffer file, int times, int types, int names) {
        file.put("TZif2".getBytes(StandardCharsets.US_ASCII)).put(new byte[15]);
        file.putInt(0).putInt(0).putInt(0).putInt(times).putInt(types).putInt(names);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1999, UTC-1,           3600",
        "1500, 1500, 'CET-1CEST,M3',  3600",
        "2000, 9999, UTC-2,           7200",
        "2000, 9999, 'CET-1CEST,M3',      ",
        "999,  1500, UTC-2,               ",
        "1999, 2000, UTC-2,               ",
        "0,    10,   UTC-2,               ",
    })
    void shouldKnowTheOffsetOfAStretch(
            long from, long until, String rule, @Nullable Integer seconds) {
        assertEquals(
                seconds == null ? null : ZoneOffset.ofTotalSeconds(seconds),
                LocalOffset.between(
                        file(rule), Instant.ofEpochSecond(from), Instant.ofEpochSecond(until)));
    }

    @Test
    void shouldNotKnowWhatACutFileMeans() {
        byte[] whole = file("UTC-2").array();
        Instant then = Instant.ofEpochSecond(1500);
        for (int length = 0; length < 100; length++) {
            assertNull(LocalOffset.between(ByteBuffer.wrap(whole, 0, length).slice(), then, then));
        }
        assertNull(LocalOffset.between(ByteBuffer.wrap(new byte[200]), then, then));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Asia/Kolkata",
                "Australia/Lord_Howe",
                "Etc/UTC",
                ":Asia/Tokyo"
            })
    void shouldAgreeWithTheJdk(String zone) {
        String name = zone.replace(":", "");
        assumeTrue(Files.exists(Path.of("/usr/share/zoneinfo", name)));
        int known = 0;
        // Every 12 days or so from 1990 on, for 30 years.
        for (long second = 631_152_000; second < 1_577_836_800; second += 1_000_001) {
            Instant then = Instant.ofEpochSecond(second);
            ZoneOffset offset = LocalOffset.between(Map.of("TZ", zone), then, then.plusSeconds(60));
            if (offset != null) {
                assertEquals(ZoneId.of(name).getRules().getOffset(then), offset, then.toString());
                known++;
            }
        }
        if (name.equals("Etc/UTC")) {
            assertEquals(947, known);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CET-1CEST,M3.5.0,M10.5.0/3", "/etc/localtime", "../etc/passwd"})
    void shouldLeaveOddZonesToTheJdk(String zone) {
        assertNull(LocalOffset.between(Map.of("TZ", zone), Instant.EPOCH, Instant.EPOCH));
    }

    @Test
    void shouldFallBackToTheJdk() {
        Surroundings own = Surroundings.ofThisProcess();
        Instant now = Instant.now();
        assertNotNull(own.view(80, true, Instant.MIN, now).zone());
        assertEquals(
                ZoneId.systemDefault().getRules().getOffset(now),
                own.view(80, true, now, now).zone().getRules().getOffset(now));
    }
}
