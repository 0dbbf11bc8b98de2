package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BufferSurveyTest {
    private final Books books = new Books();
    private final Ledger ledger = books.ledger;

    private static void finish(BufferSurvey survey, Ledger ledger) {
        while (survey.step(ledger)) {
            assertTrue(survey.buffers() >= 0);
        }
    }

    @Test
    void shouldSumUpByProcessDeviceAndType() {
        LedgerProcess first = books.process(42);
        LedgerProcess second = books.process(43);
        ledger.advance(1000);
        ledger.allocate(first, 2, MemoryType.DRAM, 0x10, 100);
        ledger.advance(2000);
        ledger.allocate(first, 2, MemoryType.DRAM, 0x20, 300);
        ledger.allocate(first, 2, MemoryType.L1, 0x20, 7);
        ledger.allocate(second, 3, MemoryType.DRAM, 0x10, 150);
        ledger.allocateCircularBuffer(first, 2, 0x30, 1 << 20);
        ledger.loadKernel(first, 2, KernelType.APPLICATION, 0x40, 1 << 20);
        ledger.advance(3000);
        ledger.allocate(first, 2, MemoryType.DRAM, 0x50, 1 << 20); // too young

        BufferSurvey survey = new BufferSurvey(null, null, 2000);
        finish(survey, ledger);
        assertEquals(5, survey.buffers());
        ProcessIdentity owner = first.identity();
        BufferInfo oldest = new BufferInfo(owner, 2, MemoryType.DRAM, 0x10, 100, 1000, 1);
        BufferInfo largest = new BufferInfo(owner, 2, MemoryType.DRAM, 0x20, 300, 2000, 1);
        assertEquals(
                new AgedBuffers(owner, 2, MemoryType.DRAM, 2, 400, oldest, largest),
                survey.found().get(0));
        assertEquals(
                List.of(400L, 150L, 7L), survey.found().stream().map(AgedBuffers::bytes).toList());
    }

    @Test
    void shouldLookAtOneProcessOrDevice() {
        for (int pid = 42; pid < 45; pid++) {
            for (int device = 1; device < 4; device++) {
                ledger.allocate(books.process(pid), device, MemoryType.L1, 0x10, pid + device);
            }
        }
        BufferSurvey ofProcess = new BufferSurvey(43, null, Long.MAX_VALUE);
        finish(ofProcess, ledger);
        assertEquals(
                List.of(46L, 45L, 44L),
                ofProcess.found().stream().map(AgedBuffers::bytes).toList());
        BufferSurvey ofDevice = new BufferSurvey(43, 2, Long.MAX_VALUE);
        finish(ofDevice, ledger);
        assertEquals(1, ofDevice.buffers());
        assertEquals(2, ofDevice.found().get(0).device());
        BufferSurvey ofNobody = new BufferSurvey(99, null, Long.MAX_VALUE);
        finish(ofNobody, ledger);
        assertEquals(List.of(), ofNobody.found());
    }

    @Test
    void shouldTakeShortSteps() {
        LedgerProcess process = books.process(42);
        int buffers = 8 * BufferSurvey.STEP_PLACES;
        for (int id = 0; id < buffers; id++) {
            ledger.allocate(process, 1, MemoryType.DRAM, id * 4096L, 1);
        }
        BufferSurvey survey = new BufferSurvey(null, null, Long.MAX_VALUE);
        long last = 0;
        int steps = 0;
        boolean isMore = true;
        while (isMore) {
            isMore = survey.step(ledger);
            assertTrue(survey.buffers() - last <= 2L * BufferSurvey.STEP_PLACES, "a long step");
            last = survey.buffers();
            steps++;
        }
        assertEquals(buffers, survey.buffers());
        assertTrue(steps >= 8, steps + " steps");
    }

    @Test
    void shouldSayNothingOfAProcessThatLeavesMeanwhile() {
        LedgerProcess leaving = books.process(42);
        for (int id = 0; id < 2 * BufferSurvey.STEP_PLACES; id++) {
            ledger.allocate(leaving, 1, MemoryType.DRAM, id * 4096L, 1);
        }
        ledger.allocate(books.process(43), 1, MemoryType.DRAM, 0x10, 5);
        BufferSurvey survey = new BufferSurvey(null, null, Long.MAX_VALUE);
        assertTrue(survey.step(ledger));
        ledger.release(leaving, ExitReason.DEAD);
        finish(survey, ledger);
        assertEquals(List.of(5L), survey.found().stream().map(AgedBuffers::bytes).toList());
    }

    /** Walks a table leaf by leaf while others come and go between the steps. */
    @Test
    void shouldVisitWhatStaysExactlyOnceWhateverElseHappens() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            LiveTable table = new LiveTable();
            List<Long> staying = new ArrayList<>();
            List<Long> passing = new ArrayList<>();
            for (long id = 1; id <= 20_000; id++) {
                table.insert(1, id * 64, 0, 1, 1);
                (random.nextInt(3) == 0 ? staying : passing).add(id * 64);
            }
            Map<Long, Integer> visits = new HashMap<>();
            long from = 0;
            long next = 1L << 40;
            do {
                from =
                        table.forEachOfLeaf(
                                from, (d, t, id, s, a, r) -> visits.merge(id, 1, Integer::sum));
                for (int change = random.nextInt(8000); change > 0; change--) {
                    if (random.nextBoolean() && !passing.isEmpty()) {
                        long gone = passing.remove(passing.size() - 1);
                        assertTrue(table.find(1, gone, 0));
                        table.remove();
                    } else {
                        table.insert(1, next, 0, 1, 1);
                        passing.add(next++);
                    }
                }
            } while (from != 0);
            for (long id : staying) {
                assertEquals(1, visits.getOrDefault(id, 0), "seed " + seed + ", id " + id);
            }
            assertTrue(visits.values().stream().allMatch(times -> times == 1), "seed " + seed);
        }
    }

    @Test
    void shouldEndWhereATableEmptiesMeanwhile() {
        LiveTable table = new LiveTable();
        for (long id = 1; id <= 20_000; id++) {
            table.insert(1, id * 64, 0, 1, 1);
        }
        List<Long> visited = new ArrayList<>();
        long from = table.forEachOfLeaf(0, (d, t, id, s, a, r) -> visited.add(id));
        int first = visited.size();
        for (long id = 1; id <= 20_000; id++) {
            assertTrue(table.find(1, id * 64, 0));
            table.remove();
        }
        table.insert(1, 7, 0, 1, 1);
        assertEquals(0, table.forEachOfLeaf(from, (d, t, id, s, a, r) -> visited.add(id)));
        assertEquals(first, visited.size());
    }
}
