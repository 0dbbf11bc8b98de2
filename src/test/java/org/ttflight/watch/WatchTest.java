package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.screen.HostDocuments;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchTest {
    private final FakeTty tty = new FakeTty();
    private final FakeSource source = new FakeSource(HostDocuments.healthy());
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Watch watch(WatchSource from) {
        return new Watch(
                tty,
                new PrintStream(bytes, false, StandardCharsets.UTF_8),
                Scenes.view(1000),
                from,
                InstantSource.fixed(Scenes.NOW),
                100);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void checkRestored() {
        assertTrue(written().startsWith(FullScreen.ENTER), written());
        assertTrue(written().endsWith(FullScreen.LEAVE), written());
        assertEquals("raw", tty.events().get(0));
        assertEquals("cooked", tty.events().get(tty.events().size() - 1));
    }

    @Test
    void shouldObeyKeysWhileNobodyAnswers() throws Exception {
        tty.type("hx5q");
        watch(source).run();
        checkRestored();
    }

    @Test
    void shouldEndWithCtrlCEvenWhileTyping() throws Exception {
        tty.type("4/q\u0003");
        watch(source).run();
        checkRestored();
    }

    @Test
    void shouldEndWhenTheLineIsClosed() throws Exception {
        tty.hangUp();
        watch(source).run();
        checkRestored();
    }

    @Test
    void shouldDrawWhatComesAndFollowTheSize() throws Exception {
        Thread person =
                new Thread(
                        () -> {
                            source.answers.release(1);
                            Until.holds(() -> written().contains("n150"));
                            tty.resize(30, 150);
                            Until.holds(() -> written().contains("\u001b[30;1H"));
                            tty.type("4");
                            Until.holds(() -> written().contains("[4 Processes]"));
                            tty.type("pq");
                        });
        person.start();
        watch(source).run();
        person.join();
        checkRestored();
        assertTrue(written().contains("python3"), written());
        source.answers.release(1);
    }

    @Test
    void shouldGiveTheTerminalBackWhileItIsStopped() throws Exception {
        tty.type("\u001aq");
        watch(source).run();
        checkRestored();
        assertEquals(List.of("raw", "cooked", "stopped", "raw", "cooked"), tty.events());
        String stopped = FullScreen.LEAVE + FullScreen.ENTER;
        assertTrue(written().contains(stopped), written());
    }

    @Test
    void shouldGiveTheTerminalBackIfDrawingFails() {
        tty.failToDraw();
        Watch watch = watch(source);
        assertThrows(IllegalStateException.class, watch::run);
        checkRestored();
    }

    @Test
    void shouldTellABugInReadingInsteadOfEnding() throws Exception {
        Thread person =
                new Thread(
                        () -> {
                            Until.holds(() -> written().contains("too clever"));
                            tty.type("q");
                        });
        person.start();
        source.fail(new IllegalStateException("too clever"));
        source.answers.release(1000);
        watch(source).run();
        person.join();
        assertTrue(written().contains("No answer yet: a bug"), written());
        checkRestored();
    }
}
