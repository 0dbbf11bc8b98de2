package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.wire.Rejection;

/** One request line in text, one answer, and the end. */
@Timeout(120)
class TextRequestsTest {
    private static final String UNKNOWN = "{\"error\":\"unknown request; try: help\"}\n";
    private static final String BUSY = "{\"error\":\"too many requests at once; try again\"}\n";

    @RegisterExtension final Serving serving = new Serving();

    /** Answers with the request itself. */
    private void echo() {
        serving.answerTextWith(request -> "[" + request + "]\n");
    }

    /** Answers as soon as the latch is down. */
    private CountDownLatch echoLater() {
        CountDownLatch latch = new CountDownLatch(1);
        serving.answerTextWith(
                request -> {
                    try {
                        latch.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "[" + request + "]\n";
                });
        return latch;
    }

    @ParameterizedTest
    @ValueSource(strings = {"help\n", "help\r\n", "help  \n", "help\nmore\n"})
    void shouldAnswerALine(String request) throws IOException {
        echo();
        byte[] answer = serving.client().send(request).readFully(7);
        assertEquals("[help]\n", new String(answer, StandardCharsets.UTF_8));
        serving.awaitConnections(0);
        assertEquals(1, serving.server().counters().textRequests());
        assertEquals(0, serving.server().counters().messages());
        assertEquals(
                List.of(
                        "closed 1: 0 messages, 0 rejected, "
                                + request.length()
                                + " bytes, frames of 0, NONE"),
                serving.awaitLines("closed", 1));
    }

    @Test
    void shouldEndTheConnectionAfterTheAnswer() throws IOException {
        echo();
        assertEquals("[help]\n", serving.client().send("help\n").readToEnd());
    }

    @Test
    void shouldAnswerALineThatComesInPieces() throws IOException {
        echo();
        byte[] line = "buffers pid=7".getBytes(StandardCharsets.US_ASCII);
        Client client = serving.client().sendInPieces(line, 1);
        serving.assertServesOthers();
        assertEquals("[buffers pid=7]\n", client.send("\n").readToEnd());
    }

    @Test
    void shouldAnswerALineThatEndsWithTheStream() throws IOException {
        echo();
        assertEquals("[help]\n", serving.client().send("help").endOutput().readToEnd());
    }

    @Test
    void shouldAnswerWhatWasReportedUntilThen() throws IOException {
        serving.answerTextWith(request -> "" + serving.snapshot().liveBuffers());
        Client reporting = serving.client();
        for (int i = 1; i <= 100; i++) {
            reporting.send(Frames.alloc(144, 0, 0, i, 10)).totals(0);
            assertEquals("" + i, serving.client().send("snapshot\n").readToEnd());
        }
    }

    @Test
    void shouldRefuseARequestThatIsNotKnown() throws IOException {
        serving.expect(Rejection.UNKNOWN_TEXT_REQUEST);
        assertEquals(UNKNOWN, serving.client().send("GET / HTTP/1.1\r\n").readToEnd());
        assertEquals(
                List.of("rejected 1: first UNKNOWN_TEXT_REQUEST GET / HTTP/1.1"),
                serving.heard.lines("rejected"));
        assertEquals(0, serving.server().counters().textRequests());
    }

    @Test
    void shouldNotLetAStrangerWriteTheLog() throws IOException {
        serving.expect(Rejection.UNKNOWN_TEXT_REQUEST);
        String request = "a\u001b[2J\r" + "b".repeat(100) + "\n";
        assertEquals(UNKNOWN, serving.client().send(request).readToEnd());
        assertEquals(
                List.of("rejected 1: first UNKNOWN_TEXT_REQUEST a?[2J?" + "b".repeat(34) + "…"),
                serving.heard.lines("rejected"));
    }

    @Test
    void shouldTakeTheLongestLine() throws IOException {
        echo();
        String longest = "x".repeat(1024);
        assertEquals("[" + longest + "]\n", serving.client().send(longest + "\n").readToEnd());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void shouldCloseWhereALineIsTooLong(String end) throws IOException {
        echo();
        serving.expect(Rejection.TEXT_REQUEST_TOO_LONG);
        serving.client().send("x".repeat(1025) + end).assertClosedByServer();
        serving.awaitConnections(0);
        assertEquals(1, serving.awaitLines("closed 1", 1).size());
        assertTrue(serving.awaitLines("closed 1", 1).get(0).endsWith("TEXT_REQUEST_TOO_LONG"));
    }

    @Test
    void shouldCloseWhereALineNeverEnds() throws IOException {
        echo();
        serving.expect(Rejection.TEXT_REQUEST_TOO_LONG);
        Client client = serving.client().send("x".repeat(1000));
        serving.assertServesOthers();
        client.send("x".repeat(25)).assertClosedByServer();
    }

    @Test
    void shouldMindNoClientThatIsGoneBeforeTheAnswer() throws IOException {
        serving.expect(Rejection.REPLY_UNDELIVERED);
        CountDownLatch latch = echoLater();
        serving.client().send("help\n").close();
        serving.assertServesOthers();
        latch.countDown();
        serving.awaitConnections(0);
        assertEquals(1, serving.heard.lines("rejected 1: first REPLY_UNDELIVERED").size());
    }

    @Test
    void shouldServeOthersWhileAnAnswerIsMade() throws IOException {
        CountDownLatch latch = echoLater();
        Client asking = serving.client().send("help\n");
        for (int i = 0; i < 20; i++) {
            serving.assertServesOthers();
        }
        latch.countDown();
        assertEquals("[help]\n", asking.readToEnd());
    }

    @Test
    void shouldTurnAwayWhoAsksWhenTooManyDo() throws IOException {
        CountDownLatch latch = echoLater();
        List<Client> asking = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            asking.add(serving.client().send("help\n"));
        }
        serving.awaitConnections(65); // one is being answered and 64 wait
        latch.countDown();
        int answered = 0;
        for (Client client : asking) {
            String answer = client.readToEnd();
            answered += answer.equals("[help]\n") ? 1 : 0;
            assertTrue(answer.equals("[help]\n") || answer.equals(BUSY), answer);
        }
        assertEquals(65, answered);
    }

    @Test
    void shouldSendALargeAnswerAsFastAsItIsRead() throws IOException {
        String large = "0123456789abcde\n".repeat(128 * 1024);
        serving.answerTextWith(request -> large);
        Client slow = serving.client().send("snapshot\n");
        Client gone = serving.client().send("snapshot\n");
        assertEquals("0", new String(slow.readFully(1), StandardCharsets.UTF_8));
        gone.readFully(1);
        serving.assertServesOthers();
        gone.close();
        serving.expect(Rejection.REPLY_UNDELIVERED);
        serving.assertServesOthers();
        assertEquals(large.substring(1), slow.readToEnd());
    }

    @Test
    void shouldSayThatAnAnswerFailed() throws IOException {
        serving.answerTextWith(
                request -> {
                    throw new IllegalStateException("a bug, made by a test");
                });
        String answer = serving.client().send("help\n").readToEnd();
        assertTrue(answer.startsWith("{\"error\":"), answer);
        echo();
        assertEquals("[help]\n", serving.client().send("help\n").readToEnd());
    }
}
