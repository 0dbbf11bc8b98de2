package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ttflight.history.DeviceHistory;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.Metric;
import org.ttflight.history.Series;
import org.ttflight.screen.HostDocuments;
import org.ttflight.snapshot.SnapshotDocument;

class FeedTest {
    private static final SnapshotDocument DOCUMENT = HostDocuments.healthy();

    private volatile Instant now = Scenes.NOW;
    private final AtomicInteger news = new AtomicInteger();
    private final FakeSource source = new FakeSource(DOCUMENT);
    private final InstantSource clock = () -> now;
    private final Feed feed = new Feed(source, clock, 1, news::incrementAndGet);

    @AfterEach
    void end() {
        feed.close();
        source.answers.release(1);
    }

    /** Lets the source answer once more. */
    private Scene next() {
        int before = news.get();
        source.answers.release();
        Until.holds(() -> news.get() > before);
        return feed.scene(now);
    }

    private @Nullable Outage outage() {
        return feed.scene(now).outage();
    }

    @Test
    void shouldTellWhatIsKnownWhileAnAnswerIsSlow() {
        feed.start();
        Until.holds(() -> source.asked().contains("snapshot"));
        assertNull(feed.scene(now).document());
        assertNull(outage());
        assertSame(DOCUMENT, next().document());
        assertNull(outage());
        Until.holds(() -> Collections.frequency(source.asked(), "snapshot") == 2);
        now = Scenes.NOW.plusMillis(3000);
        assertNull(outage());
        now = Scenes.NOW.plusMillis(3001);
        assertEquals(new Outage(DOCUMENT.time(), null), outage());
        assertSame(DOCUMENT, feed.scene(now).document());
    }

    @Test
    void shouldTellWhyThereIsNoAnswerUntilThereIsOne() {
        feed.start();
        source.answer(null, "it is broken");
        assertEquals(new Outage(null, "it is broken"), next().outage());
        source.answer(DOCUMENT, "");
        assertNull(next().outage());
        source.answer(null, "broken again");
        Scene scene = next();
        assertEquals(new Outage(DOCUMENT.time(), "broken again"), scene.outage());
        assertSame(DOCUMENT, scene.document());
        source.answer(HostDocuments.withoutDaemon(DOCUMENT), "nobody listens");
        assertEquals(new Outage(DOCUMENT.time(), "nobody listens"), next().outage());
        source.answer(HostDocuments.withoutDaemon(DOCUMENT), "");
        assertNull(next().outage());
    }

    @Test
    void shouldAskForBuffersOnlyWhereWantedAndThereIsADaemon() {
        feed.start();
        assertNull(next().buffers());
        BufferQuestion question = new BufferQuestion(4242, null, true);
        feed.want(1, question);
        Until.holds(() -> feed.scene(now).question() != null || next() == null);
        assertEquals(question, feed.scene(now).question());
        assertEquals(Scenes.buffers(), feed.scene(now).buffers());
        BufferQuestion bad = new BufferQuestion(null, 1, true);
        feed.want(1, bad);
        Until.holds(() -> bad.equals(feed.scene(now).question()) || next() == null);
        assertNull(feed.scene(now).buffers());
        assertEquals("no buffers today", feed.scene(now).bufferTrouble());
        feed.want(1, null);
        next();
        source.answer(HostDocuments.withoutDaemon(DOCUMENT), "");
        next();
        int asked = source.asked().size();
        feed.want(1, question);
        next();
        List<Object> since = source.asked().subList(asked, source.asked().size());
        assertEquals(0, Collections.frequency(since, question));
    }

    @Test
    void shouldBeginWithWhatTheDaemonRemembers() {
        Instant end = Scenes.NOW.minusSeconds(10);
        Series dram = new Series(5, 6, 7);
        source.remember(
                new HistoryDocument(
                        1,
                        end,
                        1,
                        3,
                        List.of(
                                new DeviceHistory(
                                        0,
                                        DOCUMENT.devices().get(0).asicId(),
                                        Map.of(Metric.DRAM_USED, dram)))));
        feed.start();
        Scene scene = next();
        HistoryDocument seen =
                scene.history().read(end.minusSeconds(1), Duration.ofSeconds(3), 3, 0);
        Series read = Objects.requireNonNull(seen.devices().get(0).series().get(Metric.DRAM_USED));
        assertEquals(7, read.at(2));
        next();
        List<Object> questions = source.asked();
        assertEquals(1, Collections.frequency(questions, Duration.ofHours(24)));
        source.answer(null, "gone");
        next();
        source.answer(DOCUMENT, "");
        assertNotSame(scene.history(), next().history());
        assertEquals(2, Collections.frequency(source.asked(), Duration.ofHours(24)));
    }

    @Test
    void shouldKeepItsOwnMemoryWhereTheDaemonHasNone() {
        feed.start();
        Scene scene = next();
        source.answer(null, "gone");
        next();
        source.answer(DOCUMENT, "");
        assertSame(scene.history(), next().history());
    }

    @Test
    void shouldGoOnAfterABugInReadingWhatTheDaemonRemembers() {
        source.failRemembering(new ArithmeticException("long overflow"));
        feed.start();
        assertEquals(
                "a bug: java.lang.ArithmeticException: long overflow",
                Objects.requireNonNull(next().outage()).why());
        source.failRemembering(null);
        assertNull(next().outage());
    }
}
