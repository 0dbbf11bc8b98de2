package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LineLogTest {
    private static final Pattern DROPPED = Pattern.compile("… (\\d+) lines dropped: .*");

    /** Takes nothing until it is told to, or fails a number of times first. */
    private static final class Terminal extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch open = new CountDownLatch(1);
        private int failures;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                if (failures-- > 0) {
                    throw new IOException("no space left, says a test");
                }
                written.write(bytes, offset, length);
            }
        }

        synchronized void fail(int times) {
            failures = times;
        }

        synchronized List<String> lines() {
            return written.toString(StandardCharsets.UTF_8).lines().toList();
        }

        /** Waits until it shows lines like these. */
        List<String> awaitLines(Predicate<List<String>> expected) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            List<String> lines = lines();
            while (!expected.test(lines) && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(1_000_000);
                lines = lines();
            }
            assertTrue(expected.test(lines), "not the lines that were awaited");
            return lines;
        }
    }

    private final Terminal terminal = new Terminal();

    @Test
    void shouldWriteAllLinesInOrder() {
        terminal.open.countDown();
        try (LineLog log = new LineLog(terminal)) {
            for (int i = 0; i < 1000; i++) {
                log.line("line " + i);
            }
            log.line("✓ two\nat once");
        }
        List<String> lines = terminal.awaitLines(all -> all.size() == 1002);
        assertEquals("line 0", lines.get(0));
        assertEquals("line 999", lines.get(999));
        assertEquals(List.of("✓ two", "at once"), lines.subList(1000, 1002));
    }

    @Test
    void shouldShowALineWithoutWaitingForTheNext() {
        terminal.open.countDown();
        try (LineLog log = new LineLog(terminal)) {
            log.line("first");
            terminal.awaitLines(lines -> lines.equals(List.of("first")));
            log.line("second");
            terminal.awaitLines(lines -> lines.equals(List.of("first", "second")));
        }
    }

    private static long dropped(List<String> lines) {
        return lines.stream()
                .map(DROPPED::matcher)
                .filter(Matcher::matches)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .sum();
    }

    private static long written(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("line ")).count();
    }

    @Test
    void shouldNeverHoldUpWhoLogsAndTellWhatWasDropped_bug10() {
        int queued = 200_000;
        try (LineLog log = new LineLog(terminal)) {
            for (int i = 0; i < queued; i++) {
                log.line("line " + i); // comes back although nobody reads the terminal
            }
            terminal.open.countDown();
            List<String> lines = terminal.awaitLines(all -> dropped(all) + written(all) == queued);
            assertTrue(dropped(lines) >= queued / 2, () -> dropped(lines) + " dropped");
            assertTrue(written(lines) >= 65_536, () -> written(lines) + " written");
        }
    }

    @Test
    void shouldCloseAlthoughNobodyReads_bug10() {
        LineLog log = new LineLog(terminal);
        for (int i = 0; i < 100_000; i++) {
            log.line("line " + i);
        }
        log.close();
        assertEquals(List.of(), terminal.lines());
        terminal.open.countDown();
    }

    @Test
    void shouldGoOnWhenTheDiskHasRoomAgain() {
        terminal.fail(3);
        terminal.open.countDown();
        try (LineLog log = new LineLog(terminal)) {
            for (int i = 0; i < 10; i++) {
                log.line("line " + i);
            }
            terminal.awaitLines(
                    lines -> {
                        log.line("line again");
                        return lines.contains("line again");
                    });
        }
    }
}
