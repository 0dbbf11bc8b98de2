package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.wire.Rejection;

/** Clients that ask and do not read, or do not wait. */
@Timeout(300)
class SlowClientTest {
    @RegisterExtension final Serving serving = new Serving();

    private boolean isStuck() {
        return serving.server().counters().rejected(Rejection.SLOW_READER) > 0;
    }

    /** Asks until the server reads no more; returns how many questions were sent. */
    private int askUntilStuck(Client client, int bytes) throws IOException {
        int asked = 0;
        int refusals = 0;
        while (refusals < 3) {
            int sent = client.offer(Frames.query(bytes, asked));
            assertTrue(sent == 0 || sent == bytes, "the kernel does not cut a message");
            if (sent > 0) {
                asked++;
                refusals = 0;
            } else {
                serving.assertServesOthers(); // gives the server a turn
                refusals += isStuck() ? 1 : 0;
            }
        }
        return asked;
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 144})
    void shouldKeepEveryReplyForAClientThatDoesNotRead(int bytes) throws IOException {
        serving.allow(Rejection.SLOW_READER);
        Client slow = serving.client();
        slow.totals(bytes, 0);
        int asked = askUntilStuck(slow, bytes);
        assertTrue(serving.server().counters().rejected(Rejection.SLOW_READER) >= 1);
        serving.assertServesOthers();
        for (int device = 0; device < asked; device++) {
            assertArrayEquals(
                    Frames.totals(bytes, device, 0, 0, 0, 0, 0, 0), slow.readFully(bytes));
        }
        assertEquals(new Client.Totals(0, 0, 0, 0, 0, 0), slow.totals(bytes, 0));
        assertEquals(1, serving.heard.lines("rejected 1: first SLOW_READER").size());
    }

    @Test
    void shouldLetGoOfAClientThatNeverReads() throws IOException {
        serving.expect(Rejection.REPLY_UNDELIVERED);
        serving.allow(Rejection.SLOW_READER);
        Client slow = serving.client();
        slow.totals(0);
        askUntilStuck(slow, 144);
        slow.close();
        serving.awaitConnections(0);
        serving.assertServesOthers();
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 112, 128, 144})
    void shouldMindNoClientThatLeavesBeforeItsReply(int bytes) throws IOException {
        serving.client().send(Frames.query(bytes, 0)).close();
        serving.awaitConnections(0);
        serving.expect(Rejection.REPLY_UNDELIVERED);
        serving.assertServesOthers();
    }

    @Test
    void shouldBookWhatStandsBehindAnUndeliveredReply() throws IOException {
        serving.expect(Rejection.REPLY_UNDELIVERED);
        Client client = serving.client();
        client.send(
                        Frames.join(
                                Frames.query(144, 0),
                                Frames.alloc(144, 0, 0, 1, 10),
                                Frames.query(144, 0),
                                Frames.alloc(144, 0, 0, 2, 10)))
                .close();
        serving.awaitExits(1);
        Serving.eventuallyEquals(2, () -> serving.snapshot().orphans());
    }

    @Test
    void shouldAnswerAClientThatEndsItsOutputFirst() throws IOException {
        Client client = serving.client().send(Frames.query(112, 5)).endOutput();
        assertArrayEquals(Frames.totals(112, 5, 0, 0, 0, 0, 0, 0), client.readFully(112));
        client.assertClosedByServer();
    }
}
