package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken for an error of the daemon itself. */
class ErrorWatchTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ErrorWatch watch =
            new ErrorWatch(
                    (source, message, thrown) -> heard.add(source + ": " + message + " " + thrown));

    @BeforeEach
    void start() {
        watch.start();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static Logger logger(String name) {
        return System.getLogger(name);
    }

    @Test
    void shouldHearOfErrorsOfOurs() {
        logger("org.ttflight.leak.Finder")
                .log(Level.ERROR, "A bug", new IllegalStateException("broken"));
        logger("org.ttflight.ingest.Desk").log(Level.ERROR, "Met while answering {0}", "help");
        assertEquals(
                List.of(
                        "Finder: A bug java.lang.IllegalStateException: broken",
                        "Desk: Met while answering help null"),
                heard);
    }

    @Test
    void shouldNotHearOfAnythingElse() {
        logger("org.ttflight.leak.Finder").log(Level.WARNING, "Told once");
        logger("javax.management.mbeanserver").log(Level.ERROR, "a stranger's");
        logger(HostLog.class.getName()).log(Level.ERROR, "device 0 was shut down by heat");
        assertEquals(List.of(), heard);
    }

    @Test
    void shouldHearOfThreadsThatABugEnds() throws InterruptedException {
        Thread thread =
                new Thread(
                        () -> {
                            throw new IllegalArgumentException("unforeseen");
                        },
                        "tt-flight something");
        thread.start();
        thread.join();
        assertEquals(
                List.of(
                        "ErrorWatch: A bug has ended the thread tt-flight something"
                                + " java.lang.IllegalArgumentException: unforeseen"),
                heard);
    }

    @Test
    void shouldHearOfNothingWhenItIsClosed() {
        watch.close();
        logger("org.ttflight.leak.Finder").log(Level.ERROR, "A bug");
        assertEquals(List.of(), heard);
    }
}
