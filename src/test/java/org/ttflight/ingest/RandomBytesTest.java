package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.wire.Rejection;

/** Whatever is sent, the connection ends with a counted reason and nobody else notices. */
@Timeout(300)
class RandomBytesTest {
    private static final int SEEDS = 1000;

    @RegisterExtension final Serving serving = new Serving();

    private static byte[] noise(Random random, int most) {
        byte[] noise = new byte[1 + random.nextInt(most)];
        random.nextBytes(noise);
        return noise;
    }

    /** Nothing but noise; or a known type, then noise; or good frames, then noise. */
    private static byte[] stream(String kind, Random random) {
        byte[] noise = noise(random, 600);
        if (kind.equals("noise")) {
            return noise;
        }
        int[] sizes = {72, 112, 128, 144};
        int bytes = sizes[random.nextInt(sizes.length)];
        byte[] head = Frames.alloc(bytes, 1, 0, random.nextLong(), 1);
        if (kind.equals("head")) {
            byte[] start = Arrays.copyOf(head, 1 + random.nextInt(40));
            return Frames.join(Frames.with(start, 0, 1 + random.nextInt(12)), noise);
        }
        noise[0] |= 0x40; // or a half frame of zeros might end as a whole one
        return Frames.join(Frames.times(2 + random.nextInt(3), head), noise);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noise", "head", "frames"})
    void shouldCloseWithAReason(String kind) throws IOException {
        serving.allow(Rejection.values());
        serving.allowAnomalies();
        Client watcher = serving.client().send(Frames.alloc(144, 200, 1, 42, 4242));
        for (int seed = 0; seed < SEEDS; seed++) {
            long before = serving.heard.lines("rejected").size();
            Client client = serving.client().send(stream(kind, new Random(seed))).endOutput();
            while (!client.isEnded()) {
                // answers to what looked like a question
            }
            client.close();
            int now = seed;
            Serving.eventually(
                    "a rejection of seed " + now,
                    () -> serving.heard.lines("rejected").size() > before);
            if (seed % 100 == 0) {
                assertEquals(Client.Totals.ofL1(4242), watcher.totals(200));
                serving.assertServesOthers();
            }
        }
        serving.awaitConnections(1);
        assertTrue(serving.server().counters().rejected() >= SEEDS);
        assertEquals(Client.Totals.ofL1(4242), watcher.totals(200));
        assertEquals(0, serving.server().counters().rejected(Rejection.ACCEPT_FAILED));
    }
}
