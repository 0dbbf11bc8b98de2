package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerTest {
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    private static void finished(CountDownLatch round) throws InterruptedException {
        assertTrue(round.await(30, TimeUnit.SECONDS));
    }

    private void hang() {
        runs.incrementAndGet();
        try {
            mayGoOn.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldWorkWhenToldTo() throws Exception {
        Worker worker = new Worker("test", runs::incrementAndGet);
        for (int round = 1; round <= 3; round++) {
            CountDownLatch finished = new CountDownLatch(1);
            assertTrue(worker.begin(finished));
            finished(finished);
            assertEquals(round, runs.get());
            assertEquals(-1, worker.busyNanos());
        }
        worker.dismiss();
        assertFalse(worker.begin(new CountDownLatch(1)));
    }

    @Test
    void shouldNotBeginTwice() throws Exception {
        Worker worker = new Worker("test", this::hang);
        CountDownLatch first = new CountDownLatch(1);
        assertTrue(worker.begin(first));
        assertFalse(worker.begin(new CountDownLatch(1)));
        assertTrue(worker.busyNanos() >= 0);
        mayGoOn.countDown();
        finished(first);
        assertEquals(1, runs.get());
        worker.dismiss();
    }

    @Test
    void shouldEndWhenItComesBack() throws Exception {
        Worker worker = new Worker("test", this::hang);
        CountDownLatch round = new CountDownLatch(1);
        worker.begin(round);
        while (runs.get() == 0) {
            Thread.onSpinWait();
        }
        worker.dismiss();
        assertTrue(worker.isAlive());
        mayGoOn.countDown();
        finished(round);
        while (worker.isAlive()) {
            Thread.onSpinWait();
        }
        assertEquals(1, runs.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnAfterABug(boolean isError) throws Exception {
        Worker worker =
                new Worker(
                        "test",
                        () -> {
                            runs.incrementAndGet();
                            if (isError) {
                                throw new StackOverflowError("for the test");
                            }
                            throw new IllegalStateException("for the test");
                        });
        for (int round = 1; round <= 2; round++) {
            CountDownLatch finished = new CountDownLatch(1);
            assertTrue(worker.begin(finished));
            finished(finished);
        }
        assertTrue(worker.isAlive());
        assertEquals(2, runs.get());
        worker.dismiss();
    }
}
