package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;

class DeviceBeansTest {
    private static final ObjectName DRAM = Names.deviceMemory(3, MemoryType.DRAM);

    private final Fixture fixture = new Fixture();

    @BeforeEach
    void register() {
        fixture.catalog.replace(List.of(Fixture.n150(3)));
        fixture.sync();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldShowWhichChipItIs() throws JMException {
        ObjectName device = Names.device(3);
        assertEquals(3, fixture.get(device, "Ordinal"));
        assertEquals("n150", fixture.get(device, "CardType"));
        assertEquals("Wormhole_B0", fixture.get(device, "Architecture"));
        assertEquals("00000000000000a3", fixture.get(device, "AsicId"));
        assertEquals(false, fixture.get(device, "Simulated"));
        assertEquals(12L << 30, fixture.get(device, "DramCapacity"));
        assertEquals(72 * 1_499_136L, fixture.get(device, "L1Capacity"));
    }

    @Test
    void shouldAddUpWhatSharesAMemory() throws JMException {
        fixture.allocate(10, 3, MemoryType.DRAM, 0x10, 1L << 30);
        fixture.allocate(10, 3, MemoryType.TRACE, 0x20, 2L << 30);
        fixture.allocate(11, 3, MemoryType.L1, 0x30, 100);
        fixture.allocate(11, 3, MemoryType.L1_SMALL, 0x40, 20);
        fixture.allocate(11, 3, MemoryType.CIRCULAR_BUFFER, 0x50, 3);
        fixture.allocate(11, 3, MemoryType.SYSTEM_MEMORY, 0x60, 7777);
        fixture.allocate(12, 4, MemoryType.DRAM, 0x10, 5);
        fixture.sync();

        ObjectName device = Names.device(3);
        assertEquals(3L << 30, fixture.get(device, "DramInUse"));
        assertEquals(0.25, fixture.get(device, "DramUsedRatio"));
        assertEquals(123L, fixture.get(device, "L1InUse"));
        assertEquals(123 / (72 * 1_499_136.0), fixture.get(device, "L1UsedRatio"));
        assertEquals((3L << 30) + 123, fixture.get(device, "MemoryInUse"));
        assertEquals(7777L, fixture.get(device, "SystemMemoryInUse"));
        assertEquals(6L, fixture.get(device, "Buffers"));
        assertEquals(2, fixture.get(device, "Processes"));
        assertArrayEquals(new int[] {10, 11}, (int[]) fixture.get(device, "ProcessIds"));
        assertArrayEquals(new int[] {12}, (int[]) fixture.get(Names.device(4), "ProcessIds"));
    }

    @Test
    void shouldShowOneMemoryType() throws JMException {
        LedgerProcess process = fixture.allocate(10, 3, MemoryType.DRAM, 0x10, 3L << 30);
        fixture.allocate(10, 3, MemoryType.DRAM, 0x20, 1L << 30);
        fixture.ledger.free(process, 3, 0x20);
        fixture.sync();

        assertEquals(3, fixture.get(DRAM, "Device"));
        assertEquals("DRAM", fixture.get(DRAM, "Memory"));
        assertEquals(3L << 30, fixture.get(DRAM, "Used"));
        assertEquals(4L << 30, fixture.get(DRAM, "Peak"));
        assertEquals(1L, fixture.get(DRAM, "Buffers"));
        assertEquals(12L << 30, fixture.get(DRAM, "Capacity"));
        assertEquals("table", fixture.get(DRAM, "CapacitySource"));
        assertEquals(0.25, fixture.get(DRAM, "UsedRatio"));
        CompositeData[] rows = (CompositeData[]) fixture.call(DRAM, "listBuffers", 5);
        assertEquals(1, rows.length);
        assertEquals("0x10", rows[0].get("address"));

        fixture.server.invoke(DRAM, "resetPeakUsage", new Object[0], new String[0]);
        fixture.sync();
        assertEquals(3L << 30, fixture.get(DRAM, "Peak"));
    }

    @Test
    void shouldLeaveAnUnknownCapacityOut() throws JMException {
        fixture.allocate(10, 7, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        ObjectName unknown = Names.deviceMemory(7, MemoryType.DRAM);
        assertNull(fixture.get(unknown, "Capacity"));
        assertNull(fixture.get(unknown, "UsedRatio"));
        assertEquals("unknown", fixture.get(unknown, "CapacitySource"));
        for (String attribute :
                List.of("CardType", "Architecture", "AsicId", "DramCapacity", "L1Capacity")) {
            assertNull(fixture.get(Names.device(7), attribute), attribute);
        }
        assertNull(fixture.get(Names.device(7), "DramUsedRatio"));
        assertNull(fixture.get(Names.deviceMemory(3, MemoryType.TRACE), "Capacity"));
    }

    @Test
    void shouldTellOnceWhenUsageReachesTheThreshold() throws JMException {
        List<Notification> heard = fixture.listen(DRAM);
        setThreshold(DRAM, 1000);
        LedgerProcess process = fixture.allocate(10, 3, MemoryType.DRAM, 0x10, 999);
        fixture.sync();
        assertEquals(false, fixture.get(DRAM, "UsageThresholdExceeded"));
        assertEquals(0L, fixture.get(DRAM, "UsageThresholdCount"));

        fixture.allocate(10, 3, MemoryType.DRAM, 0x20, 1);
        fixture.allocate(10, 3, MemoryType.DRAM, 0x30, 50);
        fixture.sync();
        assertEquals(true, fixture.get(DRAM, "UsageThresholdExceeded"));
        assertEquals(1L, fixture.get(DRAM, "UsageThresholdCount"));
        assertEquals(1, heard.size());
        Notification first = heard.get(0);
        assertEquals("tenstorrent.memory.threshold.exceeded", first.getType());
        assertEquals(1, first.getSequenceNumber());
        assertEquals(DRAM, first.getSource());
        CompositeData data = (CompositeData) first.getUserData();
        assertEquals(3, data.get("device"));
        assertEquals("DRAM", data.get("memory"));
        assertEquals(1000L, data.get("used"));
        assertEquals(1000L, data.get("threshold"));
        assertEquals(12L << 30, data.get("capacity"));
        assertEquals(first.getMessage(), data.get("message"));

        fixture.ledger.free(process, 3, 0x10);
        fixture.allocate(10, 3, MemoryType.DRAM, 0x10, 5000);
        fixture.sync();
        assertEquals(2, heard.size());
        assertEquals(2, heard.get(1).getSequenceNumber());
        assertEquals(2L, fixture.get(DRAM, "UsageThresholdCount"));
    }

    @Test
    void shouldTurnAThresholdOff() throws JMException {
        List<Notification> heard = fixture.listen(DRAM);
        setThreshold(DRAM, 1000);
        assertEquals(1000L, fixture.get(DRAM, "UsageThreshold"));
        setThreshold(DRAM, 0);
        fixture.allocate(10, 3, MemoryType.DRAM, 0x10, 5000);
        fixture.sync();
        assertEquals(0L, fixture.get(DRAM, "UsageThreshold"));
        assertEquals(false, fixture.get(DRAM, "UsageThresholdExceeded"));
        assertEquals(List.of(), heard);
    }

    @Test
    void shouldRefuseANegativeThreshold() {
        RuntimeMBeanException e =
                assertThrows(RuntimeMBeanException.class, () -> setThreshold(DRAM, -1));
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
    }

    @Test
    void shouldTellOfADeviceThatHasNoBeansYet() throws JMException {
        fixture.publisher.thresholds().set(9, MemoryType.L1, 10);
        fixture.allocate(10, 9, MemoryType.L1, 0x10, 10);
        fixture.publisher.sync(); // the writer has not published yet
        ObjectName bean = Names.deviceMemory(9, MemoryType.L1);
        assertEquals(1L, fixture.get(bean, "UsageThresholdCount"));
        fixture.sync();
        assertEquals(true, fixture.get(bean, "UsageThresholdExceeded"));
    }

    @Test
    void shouldRegisterAnewWhenAnotherChipTakesThePlace() throws JMException {
        fixture.allocate(10, 3, MemoryType.DRAM, 0x10, 64);
        fixture.allocate(10, 4, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        List<Notification> heard = fixture.listen(DRAM);
        setThreshold(DRAM, 100);
        fixture.catalog.replace(List.of(new HostDevice(3, null, "00000000000000ff", true)));
        fixture.sync();
        assertEquals("00000000000000ff", fixture.get(Names.device(3), "AsicId"));
        assertEquals(true, fixture.get(Names.device(3), "Simulated"));
        assertEquals(64L, fixture.get(DRAM, "Used"));
        assertEquals(100L, fixture.get(DRAM, "UsageThreshold"), "survives");
        fixture.allocate(10, 3, MemoryType.DRAM, 0x20, 64);
        fixture.sync();
        assertEquals(List.of(), heard, "listeners go with the chip");
    }

    @Test
    void shouldKeepEveryDeviceKnownOrEverReported() throws JMException {
        fixture.catalog.replace(List.of(Fixture.n150(3), Fixture.n150(5)));
        fixture.allocate(10, 4, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        assertEquals(3, fixture.count("type=Device,*"));
        assertEquals(21, fixture.count("type=DeviceMemory,*"));
        fixture.catalog.replace(List.of(Fixture.n150(3)));
        fixture.sync();
        assertEquals(2, fixture.count("type=Device,*"), "5 is gone, 4 was reported");
        assertNotNull(fixture.get(Names.device(4), "Buffers"));
    }

    private void setThreshold(ObjectName bean, long bytes) throws JMException {
        fixture.server.setAttribute(bean, new Attribute("UsageThreshold", bytes));
    }
}
