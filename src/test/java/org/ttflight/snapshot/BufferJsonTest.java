package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

class BufferJsonTest {
    private static final ProcessIdentity PROCESS = new ProcessIdentity(4711, 5, 1000, 100, 0);
    private static final Instant NOW = Instant.ofEpochMilli(10_999);

    @Test
    void shouldWriteNoBuffers() {
        assertEquals(
                "{\"schema\":1,\"time\":\"1970-01-01T00:00:10.999Z\",\"buffers\":[]}\n",
                BufferJson.write(List.of(), NOW));
    }

    @Test
    void shouldWriteAddressesAsUnsignedHexadecimal() {
        String json =
                BufferJson.write(
                        List.of(
                                new BufferInfo(
                                        PROCESS,
                                        3,
                                        MemoryType.CIRCULAR_BUFFER,
                                        0xffff_ffff_ffff_ffe0L,
                                        1L << 37,
                                        1_000_000,
                                        2)),
                        NOW);
        assertEquals(
                """
                {"schema":1,"time":"1970-01-01T00:00:10.999Z","buffers":[{"pid":4711,\
                "verified":true,"device":3,"memory":"CB","id":"0xffffffffffffffe0",\
                "size":137438953472,"allocatedTime":"1970-01-01T00:00:01Z","ageSeconds":9,\
                "references":2}]}
                """,
                json);
    }

    @Test
    void shouldNotGiveANegativeAge() {
        BufferInfo later =
                new BufferInfo(
                        PROCESS, 0, MemoryType.L1, 32, 1, NOW.toEpochMilli() * 1000 + 5000, 1);
        assertTrue(BufferJson.write(List.of(later), NOW).contains("\"ageSeconds\":0,"));
    }
}
