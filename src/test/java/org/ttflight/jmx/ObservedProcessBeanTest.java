package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ttflight.host.HostProcess;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Usage;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;
import org.ttflight.snapshot.Tracking;

/** Processes that other sources than the socket tell of. */
class ObservedProcessBeanTest {
    private static final ProcessIdentity TEN = new ProcessIdentity(10, 77, -1, -1, 0);
    private static final ProcessDescription NAMED =
            new ProcessDescription("model", "ada", "model --fast", 1234L, "c0ffee", "pod-1");

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void show(ObservedProcess... processes) {
        Scene scene = new Scene(fixture.ledger.snapshot());
        scene.processes.addAll(List.of(processes));
        fixture.show(scene.observation());
    }

    private static ObservedProcess stating(ProcessIdentity identity, long dram) {
        return new ObservedProcess(
                identity,
                NAMED,
                null,
                null,
                Tracking.SHARED_MEMORY,
                List.of(
                        new ObservedHolding(
                                1, true, null, Scene.stating(MemoryType.DRAM, dram), false),
                        new ObservedHolding(4, null, null, null, false)));
    }

    @Test
    void shouldShowAProcessThatOnlySharedMemoryTellsOf() throws JMException {
        show(stating(TEN, 640));
        ObjectName bean = Names.process(TEN);
        assertEquals("tenstorrent:type=Process,pid=10", bean.toString());
        Map<String, Object> expected =
                Map.of(
                        "Verified",
                        true,
                        "Name",
                        "model",
                        "Container",
                        "c0ffee",
                        "Pod",
                        "pod-1",
                        "Tracking",
                        "Shared memory",
                        "TrackingDescription",
                        Tracking.SHARED_MEMORY.description(),
                        "Used",
                        640L,
                        "UsedDram",
                        640L,
                        "PeakDram",
                        640L);
        for (Map.Entry<String, Object> each : expected.entrySet()) {
            assertEquals(each.getValue(), fixture.get(bean, each.getKey()), each.getKey());
        }
        for (String unknown :
                List.of(
                        "UserId",
                        "UsedL1",
                        "UsedSystemMemory",
                        "PeakL1",
                        "Buffers",
                        "Allocations",
                        "Frees",
                        "AttachTime",
                        "LastReportTime",
                        "CpuTime",
                        "CpuRatio",
                        "ResidentBytes")) {
            assertNull(fixture.get(bean, unknown), unknown);
        }
        assertArrayEquals(new int[] {1, 4}, (int[]) fixture.get(bean, "Devices"));
        assertArrayEquals(new int[] {1}, (int[]) fixture.get(bean, "OpenDevices"));
        TabularData sources = (TabularData) fixture.get(bean, "Sources");
        assertEquals("shared memory", sources.get(new Object[] {"1"}).get("value"));
        assertEquals("none", sources.get(new Object[] {"4"}).get("value"));
        TabularData memory = (TabularData) fixture.get(bean, "Memory");
        assertEquals(1, memory.size());
        CompositeData row = (CompositeData) memory.get(new Object[] {"1/DRAM"}).get("value");
        assertEquals(640L, row.get("used"));
        assertEquals(640L, row.get("shared"));
        assertEquals("shared memory", row.get("source"));
        assertNull(row.get("buffers"));
    }

    @Test
    void shouldShowWhatItUsesOfTheHost() throws JMException {
        show(
                new ObservedProcess(
                        TEN,
                        NAMED,
                        new HostProcess(10, 77, NAMED, 5000L, 1.25, 9L << 30),
                        null,
                        Tracking.DISABLED,
                        List.of(new ObservedHolding(0, true, null, null, false))));
        ObjectName bean = Names.process(TEN);
        assertEquals(5000L, fixture.get(bean, "CpuTime"));
        assertEquals(1.25, fixture.get(bean, "CpuRatio"));
        assertEquals(9L << 30, fixture.get(bean, "ResidentBytes"));
        assertEquals("Tracking disabled", fixture.get(bean, "Tracking"));
        assertNull(fixture.get(bean, "Used"), "unknown, not nothing");
        assertEquals(0, ((TabularData) fixture.get(bean, "Memory")).size());
        assertEquals(1, fixture.get(Names.SERVER, "UntrackedProcesses"));
        assertEquals(0, fixture.get(Names.SERVER, "ReportingProcesses"));
        assertEquals(1, fixture.get(Names.SERVER, "Processes"));
    }

    @Test
    void shouldShowOnlyLastingDiscrepancies() throws JMException {
        fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 1000);
        fixture.allocate(10, 0, MemoryType.L1, 0x20, 30);
        fixture.ledger.publish();
        ProcessUsage reported = fixture.ledger.snapshot().processes().get(0);
        Usage usage = reported.on(0);
        SharedUsage shared =
                new SharedUsage(
                        Map.of(MemoryType.DRAM, 400L, MemoryType.L1, 30L, MemoryType.TRACE, 5L));
        show(
                new ObservedProcess(
                        reported.identity(),
                        NAMED,
                        null,
                        reported,
                        Tracking.REPORTING,
                        List.of(
                                new ObservedHolding(0, null, usage, shared, true),
                                new ObservedHolding(1, null, usage, shared, false))));
        ObjectName bean = Names.process(reported.identity());
        TabularData differences = (TabularData) fixture.get(bean, "Discrepancies");
        assertEquals(2, differences.size());
        assertEquals(600L, differences.get(new Object[] {"0/DRAM"}).get("value"));
        assertEquals(-5L, differences.get(new Object[] {"0/TRACE"}).get("value"));
        assertEquals(2000L, fixture.get(bean, "UsedDram"), "as reported, never added");
    }

    @Test
    void shouldTellApartSlotsThatClaimOnePid() throws JMException {
        ProcessIdentity one = new ProcessIdentity(1, -1, -1, -1, -65);
        ProcessIdentity two = new ProcessIdentity(1, -1, -1, -1, -66);
        ProcessIdentity connected = new ProcessIdentity(1, -1, -1, -1, 65);
        show(stating(one, 1), stating(two, 2), stating(connected, 3), stating(TEN, 4));
        assertEquals("tenstorrent:type=Process,pid=1,slot=65", Names.process(one).toString());
        assertEquals(
                "tenstorrent:type=Process,pid=1,connection=65",
                Names.process(connected).toString());
        assertEquals(1L, fixture.get(Names.process(one), "UsedDram"));
        assertEquals(2L, fixture.get(Names.process(two), "UsedDram"));
        assertEquals(3L, fixture.get(Names.process(connected), "UsedDram"));
        assertEquals(false, fixture.get(Names.process(two), "Verified"));
        show(stating(two, 5));
        assertEquals(5L, fixture.get(Names.process(two), "UsedDram"), "its name stays");
        assertEquals(1, fixture.count("type=Process,*"));
    }

    @Test
    void shouldFollowAProcessThatBeginsToReport() throws JMException {
        show(stating(TEN, 640));
        assertEquals(640L, fixture.get(Names.process(TEN), "UsedDram"));
        ProcessIdentity reporting = new ProcessIdentity(10, 77, 1000, 1000, 0);
        show(stating(reporting, 700));
        assertEquals(700L, fixture.get(Names.process(TEN), "UsedDram"));
        assertEquals(1000L, fixture.get(Names.process(TEN), "UserId"));
        assertEquals(1, fixture.count("type=Process,*"));
    }

    @Test
    void shouldLeaveNothingBehindAfterAThousandRounds() throws JMException {
        fixture.sync();
        int before = fixture.server.getMBeanCount();
        for (int round = 0; round < 1000; round++) {
            show(
                    stating(new ProcessIdentity(round + 1, 77, -1, -1, 0), 1),
                    stating(new ProcessIdentity(1, -1, -1, -1, -1 - round), 2));
            assertEquals(before + 2, fixture.server.getMBeanCount());
        }
        show();
        assertEquals(before, fixture.server.getMBeanCount());
        assertEquals(0, fixture.publisher.rememberedNames());
    }

    @Test
    void shouldListWhatItUses() throws JMException {
        show(
                new ObservedProcess(
                        TEN,
                        NAMED,
                        new HostProcess(10, 77, NAMED, 5000L, null, 9L << 30),
                        null,
                        Tracking.SHARED_MEMORY,
                        stating(TEN, 640).devices()));
        CompositeData row =
                ((CompositeData[])
                                fixture.server.invoke(
                                        Names.SERVER,
                                        "listProcesses",
                                        new Object[0],
                                        new String[0]))
                        [0];
        assertEquals("c0ffee", row.get("container"));
        assertEquals("pod-1", row.get("pod"));
        assertEquals("Shared memory", row.get("tracking"));
        assertArrayEquals(new Integer[] {1, 4}, (Integer[]) row.get("devices"));
        assertEquals(640L, row.get("dramInUse"));
        assertNull(row.get("l1InUse"));
        assertEquals(640L, row.get("used"));
        assertNull(row.get("buffers"));
        assertNull(row.get("lastReportTime"));
        assertEquals(5000L, row.get("cpuTime"));
        assertNull(row.get("cpuRatio"));
        assertEquals(9L << 30, row.get("residentBytes"));
    }

    @Test
    void shouldListTotalsOfSharedMemory() throws JMException {
        show(
                new ObservedProcess(
                        TEN,
                        NAMED,
                        null,
                        null,
                        Tracking.SHARED_MEMORY,
                        List.of(
                                new ObservedHolding(
                                        1,
                                        true,
                                        null,
                                        Scene.stating(MemoryType.L1, 0),
                                        false,
                                        Scene.stating(MemoryType.L1, 64)),
                                new ObservedHolding(4, true, null, null, false))));
        CompositeData[] rows =
                (CompositeData[])
                        fixture.server.invoke(
                                Names.SERVER, "listHoldings", new Object[0], new String[0]);
        assertEquals(1, rows.length, "what is unknown has no row");
        assertEquals(1, rows[0].get("device"));
        assertEquals("L1", rows[0].get("memory"));
        assertEquals(0L, rows[0].get("used"));
        assertEquals(64L, rows[0].get("peak"));
        assertNull(rows[0].get("buffers"));
        assertEquals("shared memory", rows[0].get("source"));
    }
}
