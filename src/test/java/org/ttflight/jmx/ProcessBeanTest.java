package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

class ProcessBeanTest {
    private static final ObjectName TEN = Names.process(Fixture.identity(10));

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldShowWhoItIs() throws JMException {
        fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 64);
        fixture.ledger.advance(Fixture.NOW_MICROS + 5_000_000);
        fixture.allocate(10, 2, MemoryType.DRAM, 0x20, 64);
        fixture.sync();
        assertEquals("tenstorrent:type=Process,pid=10", TEN.toString());
        assertEquals(10, fixture.get(TEN, "Pid"));
        assertEquals(true, fixture.get(TEN, "Verified"));
        assertEquals("model10", fixture.get(TEN, "Name"));
        assertEquals("ada", fixture.get(TEN, "User"));
        assertEquals(1000L, fixture.get(TEN, "UserId"));
        assertEquals("model10 --fast", fixture.get(TEN, "CommandLine"));
        assertEquals(1234L, fixture.get(TEN, "StartTime"));
        assertEquals(Fixture.NOW_MICROS / 1000, fixture.get(TEN, "AttachTime"));
        assertEquals(Fixture.NOW_MICROS / 1000 + 5000, fixture.get(TEN, "LastReportTime"));
        assertArrayEquals(new int[] {0, 2}, (int[]) fixture.get(TEN, "Devices"));
        assertEquals(List.of(Fixture.identity(10)), fixture.described, "asked once");
    }

    @Test
    void shouldShowWhatItHolds() throws JMException {
        LedgerProcess process = fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 1);
        fixture.allocate(10, 1, MemoryType.DRAM, 0x10, 2);
        fixture.allocate(10, 1, MemoryType.L1, 0x20, 10);
        fixture.allocate(10, 1, MemoryType.SYSTEM_MEMORY, 0x30, 100);
        fixture.allocate(10, 1, MemoryType.L1_SMALL, 0x40, 1_000);
        fixture.allocate(10, 1, MemoryType.TRACE, 0x50, 10_000);
        fixture.allocate(10, 1, MemoryType.CIRCULAR_BUFFER, 0x60, 100_000);
        fixture.ledger.loadKernel(process, 1, KernelType.FABRIC, 0x70, 1_000_000);
        fixture.ledger.free(process, 0, 0x10);
        fixture.allocate(11, 1, MemoryType.DRAM, 0x90, 5);
        fixture.sync();

        assertEquals(2L, fixture.get(TEN, "UsedDram"));
        assertEquals(10L, fixture.get(TEN, "UsedL1"));
        assertEquals(100L, fixture.get(TEN, "UsedSystemMemory"));
        assertEquals(1_000L, fixture.get(TEN, "UsedL1Small"));
        assertEquals(10_000L, fixture.get(TEN, "UsedTrace"));
        assertEquals(100_000L, fixture.get(TEN, "UsedCircularBuffers"));
        assertEquals(1_000_000L, fixture.get(TEN, "UsedKernels"));
        assertEquals(1_111_012L, fixture.get(TEN, "Used"));
        assertEquals(3L, fixture.get(TEN, "PeakDram"));
        assertEquals(10L, fixture.get(TEN, "PeakL1"));
        assertEquals(7L, fixture.get(TEN, "Buffers"));
        assertEquals(8L, fixture.get(TEN, "Allocations"));
        assertEquals(1L, fixture.get(TEN, "Frees"));
        TabularData memory = (TabularData) fixture.get(TEN, "Memory");
        assertEquals(8, memory.size());
        CompositeData row = (CompositeData) memory.get(new Object[] {"0/DRAM"}).get("value");
        assertEquals(0L, row.get("used"));
        assertEquals(1L, row.get("peak"));
        assertNull(row.get("capacity"));
    }

    @Test
    void shouldListItsBuffers() throws JMException {
        fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 100);
        fixture.ledger.advance(Fixture.NOW_MICROS + 1000);
        fixture.allocate(10, 0, MemoryType.DRAM, 0x20, 300);
        fixture.allocate(11, 0, MemoryType.DRAM, 0x30, 900);
        fixture.sync();
        assertEquals(List.of(300L, 100L), sizes(TEN, "listBuffers", 10));
        assertEquals(List.of(300L), sizes(TEN, "listBuffers", 1));
        assertEquals(List.of(100L, 300L), sizes(TEN, "oldestBuffers", 10));
        assertEquals(List.of(), sizes(TEN, "oldestBuffers", 0));
    }

    @Test
    void shouldTellApartProcessesThatClaimOnePid() throws JMException {
        ProcessIdentity claims5 = new ProcessIdentity(1, -1, -1, -1, 5);
        ProcessIdentity claims6 = new ProcessIdentity(1, -1, -1, -1, 6);
        LedgerProcess five = fixture.ledger.attach(claims5);
        LedgerProcess six = fixture.ledger.attach(claims6);
        for (int id = 1; id <= 20; id++) {
            fixture.ledger.allocate(five, 0, MemoryType.L1, id, 1000 + id);
        }
        fixture.ledger.allocate(six, 0, MemoryType.L1, 99, 7);
        fixture.sync();
        assertEquals(
                "tenstorrent:type=Process,pid=1,connection=6", Names.process(claims6).toString());
        assertEquals(false, fixture.get(Names.process(claims6), "Verified"));
        assertNull(fixture.get(Names.process(claims6), "UserId"));
        assertEquals(7L, fixture.get(Names.process(claims6), "UsedL1"));
        assertEquals(List.of(7L), sizes(Names.process(claims6), "listBuffers", 1));
        assertEquals(List.of(1020L), sizes(Names.process(claims5), "listBuffers", 1));
    }

    @Test
    void shouldShowWhatWasLastKnownUntilItIsUnregistered() throws JMException {
        LedgerProcess process = fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        assertEquals(64L, fixture.get(TEN, "UsedDram"));
        fixture.ledger.release(process, ExitReason.DEAD);
        fixture.ledger.publish();
        assertEquals(64L, fixture.get(TEN, "UsedDram"));
        assertEquals(List.of(), sizes(TEN, "listBuffers", 5));
        fixture.sync();
        assertThrows(InstanceNotFoundException.class, () -> fixture.get(TEN, "UsedDram"));
    }

    @Test
    void shouldFollowAPidThatIsReused() throws JMException {
        LedgerProcess old = fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        fixture.ledger.release(old, ExitReason.PID_REUSED);
        LedgerProcess young = fixture.ledger.attach(new ProcessIdentity(10, 99, 0, 0, 0));
        fixture.ledger.allocate(young, 1, MemoryType.DRAM, 0x10, 8);
        fixture.sync();
        assertEquals(8L, fixture.get(TEN, "UsedDram"));
        assertEquals(1, fixture.count("type=Process,*"));
    }

    @Test
    void shouldShowAProcessThatCannotBeDescribed() throws JMException {
        fixture.allocate(666, 0, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        ObjectName nameless = Names.process(Fixture.identity(666));
        for (String attribute : List.of("Name", "User", "CommandLine", "StartTime")) {
            assertNull(fixture.get(nameless, attribute), attribute);
        }
        assertEquals(64L, fixture.get(nameless, "UsedDram"));
    }

    @Test
    void shouldLeaveNothingBehindWhenAThousandComeAndGo() throws JMException {
        int nobody = fixture.server.getMBeanCount();
        fixture.sync();
        int before = fixture.server.getMBeanCount();
        for (int round = 0; round < 5; round++) {
            LedgerProcess[] all = new LedgerProcess[1000];
            for (int at = 0; at < all.length; at++) {
                all[at] = fixture.allocate(1 + round * 1000 + at, 0, MemoryType.DRAM, at, 64);
            }
            fixture.sync();
            assertEquals(1000, fixture.count("type=Process,*"));
            Arrays.stream(all).forEach(each -> fixture.ledger.release(each, ExitReason.DEAD));
            fixture.sync();
            assertEquals(0, fixture.count("type=Process,*"));
            assertEquals(0, fixture.publisher.rememberedNames());
        }
        assertEquals(before + 8, fixture.server.getMBeanCount(), "device 0 stays");
        assertTrue(fixture.queue.dropped() > 0, "not all exits were heard of");
        fixture.close();
        assertEquals(0, fixture.count("*"));
        assertEquals(nobody, fixture.server.getMBeanCount());
    }

    private List<Object> sizes(ObjectName bean, String operation, int limit) throws JMException {
        CompositeData[] rows = (CompositeData[]) fixture.call(bean, operation, limit);
        return Arrays.stream(rows).map(row -> row.get("bytes")).toList();
    }
}
