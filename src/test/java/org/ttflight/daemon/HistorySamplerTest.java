package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.Metric;
import org.ttflight.history.Series;
import org.ttflight.host.Capacity;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.UsageSource;
import org.ttflight.snapshot.AnObservation;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedMemory;

class HistorySamplerTest {
    private static final Instant START = Instant.ofEpochSecond(1_763_733_600);

    private static Observation observation(long dram) {
        ObservedMemory memory =
                new ObservedMemory(
                        dram, null, null, UsageSource.SOCKET, Capacity.UNKNOWN, null, null, null);
        ObservedDevice device =
                new ObservedDevice(
                        HostDevice.unknown(0),
                        null,
                        Map.of(MemoryType.DRAM, memory),
                        null,
                        null,
                        0,
                        null,
                        "ok");
        return AnObservation.of(null, List.of(device), List.of());
    }

    @Test
    void shouldGoOnAfterAFailureAndTellItOnce() {
        AtomicInteger round = new AtomicInteger();
        InstantSource clock = () -> START.plusSeconds(round.get());
        List<LogRecord> told = new ArrayList<>();
        Handler handler = new Collecting(told);
        Logger logger = Logger.getLogger(HistorySampler.class.getName());
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try (HistorySampler sampler =
                new HistorySampler(
                        () -> {
                            int at = round.incrementAndGet();
                            if (at == 2 || at == 3) {
                                throw new IllegalStateException("nothing to observe");
                            }
                            return observation(at);
                        },
                        clock)) {
            for (int at = 0; at < 5; at++) {
                sampler.sample();
            }
            HistoryDocument document =
                    sampler.history().read(START.plusSeconds(5), Duration.ofSeconds(5), 5, null);
            Series dram = document.devices().get(0).series().get(Metric.DRAM_USED);
            assertNotNull(dram);
            assertEquals(
                    List.of(1.0, Double.NaN, Double.NaN, 4.0, 5.0),
                    List.of(dram.at(0), dram.at(1), dram.at(2), dram.at(3), dram.at(4)));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertEquals(1, told.size());
        assertTrue(told.get(0).getThrown() instanceof IllegalStateException);
    }

    @Test
    void shouldSampleUntilItIsClosed() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        HistorySampler sampler =
                new HistorySampler(
                        () -> {
                            assertEquals("tt-flight history", Thread.currentThread().getName());
                            return observation(round.incrementAndGet());
                        },
                        InstantSource.system());
        sampler.start();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (round.get() < 2 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(round.get() >= 2);
        sampler.close();
        HistoryDocument document =
                sampler.history().read(Instant.now(), Duration.ofSeconds(60), 60, null);
        assertEquals(1, document.devices().size());
    }

    /** Keeps what is logged. */
    private static final class Collecting extends Handler {
        private final List<LogRecord> records;

        Collecting(List<LogRecord> records) {
            this.records = records;
        }

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
