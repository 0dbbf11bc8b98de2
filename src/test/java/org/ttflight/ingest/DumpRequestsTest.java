package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dumps cost much and any client may ask for them: they come, but at a pace. */
@Timeout(120)
class DumpRequestsTest {
    private static final long PACE_NANOS = 250_000_000;

    @RegisterExtension final Serving serving = new Serving();

    private List<Long> times(String kind) {
        return serving.heard.lines("dump " + kind).stream()
                .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"72, 5, remaining", "112, 5, remaining", "144, 5, remaining", "144, 12, kernels"})
    void shouldPassOnARequestThatIsTheOnlyMessage(int bytes, int type, String kind)
            throws IOException {
        serving.client().send(Frames.bare(bytes, type)).endOutput().assertClosedByServer();
        assertEquals(1, times(kind).size());
    }

    @Test
    void shouldPassOnARequestBeforeTheClientLeaves() throws IOException {
        serving.client().send(Frames.bare(72, Frames.DUMP_REMAINING));
        Serving.eventuallyEquals(1, () -> times("remaining").size());
    }

    @ParameterizedTest
    @CsvSource({"5, remaining", "12, kernels"})
    void shouldGiveNoMoreThanFourASecondAndNotForgetTheLast(int type, String kind)
            throws IOException {
        Client client = serving.client();
        long start = System.nanoTime();
        long lastAsked = start;
        while (System.nanoTime() - start < 3 * PACE_NANOS) {
            lastAsked = System.nanoTime();
            client.send(Frames.times(50, Frames.bare(144, type))).totals(0);
        }
        long asked = lastAsked;
        Serving.eventually(
                "a dump after the last request",
                () -> times(kind).stream().anyMatch(time -> time - asked >= 0));
        List<Long> times = times(kind);
        for (int i = 1; i < times.size(); i++) {
            long between = times.get(i) - times.get(i - 1);
            // Heard a little after it was due, so the next may seem a little early.
            assertTrue(between > PACE_NANOS / 2, () -> "only " + between + " ns between two");
        }
        assertTrue(times.size() >= 2, () -> "dumps: " + times.size());
    }

    @Test
    void shouldPaceTheTwoKindsEachForItself() throws IOException {
        Client client = serving.client();
        client.send(Frames.bare(144, Frames.DUMP_REMAINING), Frames.bare(144, Frames.DUMP_KERNELS));
        client.totals(0);
        assertEquals(1, times("remaining").size());
        assertEquals(1, times("kernels").size());
    }
}
