package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ttflight.ledger.MemoryType;

/** How often the beans join the sources anew. */
class ObservationReaderTest {
    private final Fixture fixture = new Fixture();

    @BeforeEach
    void holdTheClock() {
        fixture.step = 0;
        fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 1000);
        fixture.sync();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void allocateMore(long id) {
        fixture.allocate(10, 0, MemoryType.DRAM, id, 1);
        fixture.ledger.publish();
    }

    private Object used() throws JMException {
        return fixture.get(Names.deviceMemory(0, MemoryType.DRAM), "Used");
    }

    @Test
    void shouldShareAnObservationForATenthOfASecond() throws JMException {
        int before = fixture.observed.get();
        for (int at = 1; at <= 10; at++) {
            allocateMore(at * 0x1000L);
            assertEquals(1000L, used());
            assertEquals(1000L, fixture.get(Names.process(Fixture.identity(10)), "UsedDram"));
        }
        assertEquals(before, fixture.observed.get());
        fixture.nanos.addAndGet(ObservationReader.MOST_AGE_NANOS - 1);
        assertEquals(1000L, used());
        fixture.nanos.addAndGet(1);
        assertEquals(1010L, used());
        assertEquals(before + 1, fixture.observed.get());
    }

    @Test
    void shouldShowAPeakThatWasResetAtOnce() throws JMException {
        fixture.ledger.free(fixture.ledger.attach(Fixture.identity(10)), 0, 0x10);
        fixture.ledger.publish();
        fixture.server.invoke(
                Names.deviceMemory(0, MemoryType.DRAM),
                "resetPeakUsage",
                new Object[0],
                new String[0]);
        fixture.ledger.publish();
        assertEquals(0L, fixture.get(Names.deviceMemory(0, MemoryType.DRAM), "Peak"));
    }

    @Test
    void shouldShowWhoeverIsToldWhatHeIsToldOf() throws JMException {
        fixture.publisher.round();
        fixture.ledger.setThreshold(0, MemoryType.DRAM, 1500);
        List<Object> seen = new ArrayList<>();
        fixture.server.addNotificationListener(
                Names.deviceMemory(0, MemoryType.DRAM),
                (notification, handback) -> {
                    try {
                        seen.add(used());
                    } catch (JMException e) {
                        seen.add(e);
                    }
                },
                null,
                null);
        fixture.allocate(10, 0, MemoryType.DRAM, 0x20, 700);
        fixture.ledger.publish();
        fixture.publisher.round();
        assertEquals(List.of(1700L), seen);
    }
}
