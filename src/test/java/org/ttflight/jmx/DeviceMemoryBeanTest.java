package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.host.Capacity;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedChip;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.UsageSource;
import org.ttflight.ledger.Verdict;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedMemory;

/** One memory type on one device, as shared memory and the reports tell of it. */
class DeviceMemoryBeanTest {
    private static final ObjectName DRAM = Names.deviceMemory(3, MemoryType.DRAM);

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private @Nullable Object get(String attribute) throws JMException {
        return fixture.get(DRAM, attribute);
    }

    private static ObservedMemory reportedBy(@Nullable BankReport banks) {
        return new ObservedMemory(
                700L,
                900L,
                null,
                UsageSource.SHARED_MEMORY,
                Capacity.fromTable(1400),
                1000L,
                300L,
                banks);
    }

    private void show(@Nullable BankReport banks, @Nullable DeviceReport report) {
        Scene scene = new Scene(null);
        scene.devices.add(
                new ObservedDevice(
                        Scene.chip(3, Scene.ASIC),
                        null,
                        Map.of(MemoryType.DRAM, reportedBy(banks)),
                        null,
                        null,
                        0,
                        report,
                        "ok"));
        fixture.show(scene.observation());
    }

    /** Shows so much in shared memory beside what the ledger has published. */
    private void showBeside(long shared) {
        fixture.ledger.publish();
        long reported = fixture.ledger.snapshot().on(3).used(MemoryType.DRAM);
        Scene scene = new Scene(fixture.ledger.snapshot());
        scene.devices.add(
                Scene.device(
                        Scene.chip(3, Scene.ASIC),
                        null,
                        Map.of(MemoryType.DRAM, Scene.used(reported + shared, UsageSource.MIXED))));
        fixture.show(scene.observation());
    }

    @Test
    void shouldShowWhatSharedMemorySays() throws JMException {
        show(null, null);
        Map<String, Object> expected =
                Map.of(
                        "Used", 700L,
                        "Peak", 900L,
                        "Source", "shared memory",
                        "Shared", 1000L,
                        "Unattributed", 300L,
                        "Capacity", 1400L,
                        "CapacitySource", "table",
                        "UsedRatio", 0.5);
        for (Map.Entry<String, Object> each : expected.entrySet()) {
            assertEquals(each.getValue(), get(each.getKey()), each.getKey());
        }
        assertNull(get("Buffers"), "nobody reports each");
        for (String unknown : List.of("Banks", "BankFree", "Fragmentation", "ReportTime")) {
            assertNull(get(unknown), unknown);
        }
        ObjectName l1 = Names.deviceMemory(3, MemoryType.L1);
        for (MBeanAttributeInfo each : fixture.server.getMBeanInfo(l1).getAttributes()) {
            if (!List.of("Device", "UsageThreshold", "UsageThresholdCount")
                    .contains(each.getName())) {
                Object value = fixture.get(l1, each.getName());
                assertEquals(false, value instanceof Number, each.getName());
            }
        }
        assertEquals("none", fixture.get(l1, "Source"));
    }

    @Test
    void shouldShowTheBanks() throws JMException {
        BankReport banks = Scene.banks(12);
        show(banks, Scene.report(banks));
        Map<String, Object> expected =
                Map.of(
                        "Banks", 12,
                        "BankAllocatable", 1_000_000L,
                        "BankAllocated", 600_000L,
                        "BankFree", 400_000L,
                        "BankLargestFreeBlock", 100_000L,
                        "Fragmentation", 0.75,
                        "ReportTime", Scene.NOW_MILLIS - 60_000);
        for (Map.Entry<String, Object> each : expected.entrySet()) {
            assertEquals(each.getValue(), get(each.getKey()), each.getKey());
        }
        assertEquals(Scene.NOW_MILLIS - 60_000, fixture.get(Names.device(3), "ReportTime"));
        assertNull(fixture.get(Names.deviceMemory(3, MemoryType.L1), "ReportTime"));
    }

    @ParameterizedTest
    @CsvSource({
        "1,         true",
        "1200000,   true",
        "1200001,   false",
        "999999999, false",
    })
    void shouldSayWhetherABufferFits(long bytes, boolean fits) throws JMException {
        BankReport banks = Scene.banks(12);
        show(banks, Scene.report(banks));
        CompositeData answer = doesFit(bytes);
        assertEquals(fits, answer.get("fits"));
        assertEquals(bytes, answer.get("bytes"));
        assertEquals(100_000L, answer.get("largestFreeBlock"));
        assertEquals(Scene.NOW_MILLIS - 60_000, answer.get("reportTime"));
        assertEquals(fits, String.valueOf(answer.get("words")).startsWith("yes"));
    }

    @Test
    void shouldNotGuessWhetherABufferFits() throws JMException {
        show(null, null);
        assertNull(doesFit(1).get("fits"));
        assertEquals("unknown: no report of this memory's banks", doesFit(1).get("words"));
        BankReport ofUnknownMany = Scene.banks(null);
        show(ofUnknownMany, Scene.report(ofUnknownMany));
        assertNull(doesFit(1).get("fits"));
        assertNull(doesFit(1).get("bytesPerBank"));
        assertNull(get("Banks"));
        RuntimeMBeanException e = assertThrows(RuntimeMBeanException.class, () -> doesFit(0));
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
    }

    private CompositeData doesFit(long bytes) throws JMException {
        return (CompositeData)
                fixture.server.invoke(DRAM, "doesFit", new Object[] {bytes}, new String[] {"long"});
    }

    @Test
    void shouldAddUpOnlyWhatIsKnown() throws JMException {
        Map<MemoryType, ObservedMemory> memory = new EnumMap<>(MemoryType.class);
        memory.put(MemoryType.L1, Scene.used(100, UsageSource.SHARED_MEMORY));
        memory.put(MemoryType.CIRCULAR_BUFFER, Scene.used(20, UsageSource.SHARED_MEMORY));
        memory.put(MemoryType.SYSTEM_MEMORY, Scene.used(5, UsageSource.SOCKET));
        Scene scene = new Scene(null);
        scene.devices.add(Scene.device(Scene.chip(3, Scene.ASIC), null, memory));
        fixture.show(scene.observation());
        ObjectName device = Names.device(3);
        assertEquals(120L, fixture.get(device, "L1InUse"));
        assertEquals(120L, fixture.get(device, "MemoryInUse"));
        assertEquals(5L, fixture.get(device, "SystemMemoryInUse"));
        assertEquals(120 / (double) (12L << 30), fixture.get(device, "L1UsedRatio"));
        assertNull(fixture.get(device, "DramInUse"));
        assertNull(fixture.get(device, "DramUsedRatio"));
        assertNull(fixture.get(device, "Buffers"));
    }

    @Test
    void shouldResetBothPeaks() throws JMException {
        show(null, null);
        fixture.server.invoke(DRAM, "resetPeakUsage", new Object[0], new String[0]);
        assertEquals(List.of("3/DRAM"), fixture.peaksReset);
        fixture.server.invoke(Names.SERVER, "resetPeaks", new Object[0], new String[0]);
        assertEquals(List.of("3/DRAM", "3/DRAM"), fixture.peaksReset, "only what differs");
    }

    @Test
    void shouldShowTheRegionOfTheDevice() throws JMException {
        Scene scene = new Scene(null);
        scene.devices.add(Scene.healthy(3, Scene.ASIC));
        scene.devices.add(Scene.healthy(4, null));
        scene.regions.add(region("1", 3, Verdict.STALE, 1L));
        scene.regions.add(region("2", 3, Verdict.LIVE, 2_000_000L));
        scene.regions.add(region("3", null, Verdict.LIVE, 3L));
        fixture.show(scene.observation());
        ObjectName device = Names.device(3);
        assertEquals("live", fixture.get(device, "SharedMemoryState"), "the one to believe");
        assertEquals(2000L, fixture.get(device, "SharedMemoryTime"));
        TabularData chips = (TabularData) fixture.get(device, "SharedChips");
        assertEquals(2, chips.size());
        assertEquals(50L, chips.get(new Object[] {"local0/DRAM"}).get("value"));
        assertEquals(60L, chips.get(new Object[] {"remote1/L1"}).get("value"));
        assertNull(fixture.get(Names.device(4), "SharedMemoryState"));
        assertNull(fixture.get(Names.device(4), "SharedMemoryTime"));
    }

    private static SharedRegion region(
            String id, @Nullable Integer device, Verdict verdict, Long micros) {
        return new SharedRegion(
                id,
                4,
                device,
                "ASIC id",
                verdict,
                null,
                SharedUsage.UNKNOWN,
                micros,
                List.of(
                        new SharedChip(0, false, Scene.stating(MemoryType.DRAM, 50)),
                        new SharedChip(1, true, Scene.stating(MemoryType.L1, 60))),
                List.of(),
                0,
                false);
    }

    /** Each step: reported bytes, bytes in shared memory, notifications so far; threshold 1000. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "shared memory alone,             0 999 0; 0 1000 1; 0 1500 1; 0 999 1; 0 1000 2",
        "reported first,                  1000 0 1; 1000 500 1; 1000 0 1; 0 0 1; 1000 0 2",
        "reported follows shared,         0 1000 1; 1000 1000 1; 1000 0 1; 500 0 1; 1000 0 2",
        "shared keeps it up,              1000 0 1; 1000 1000 1; 0 1000 1; 1000 1000 1",
        "only both together,              600 0 0; 600 400 1; 1000 400 1; 600 0 1; 600 600 2",
        "one takes over from the other,   0 1000 1; 400 600 1; 1000 0 1; 0 0 1; 0 1200 2",
    })
    void shouldTellOnceHoweverTheThresholdIsReached(String name, String steps) throws JMException {
        showBeside(0);
        List<Notification> heard = fixture.listen(DRAM);
        fixture.server.setAttribute(DRAM, new Attribute("UsageThreshold", 1000L));
        long reported = 0;
        for (String step : steps.split("; ", -1)) {
            String[] numbers = step.strip().split(" ", -1);
            report(reported, Long.parseLong(numbers[0]));
            reported = Long.parseLong(numbers[0]);
            showBeside(Long.parseLong(numbers[1]));
            int expected = Integer.parseInt(numbers[2]);
            assertEquals(expected, heard.size(), name + ": " + step);
            assertEquals((long) expected, get("UsageThresholdCount"), name + ": " + step);
            long used = reported + Long.parseLong(numbers[1]);
            assertEquals(used >= 1000, get("UsageThresholdExceeded"), name + ": " + step);
        }
        List<Object> told = new ArrayList<>();
        heard.forEach(each -> told.add(((CompositeData) each.getUserData()).get("threshold")));
        told.forEach(each -> assertEquals(1000L, each));
    }

    /** One buffer holds all that is reported; what is held falls only as far as it has to. */
    private void report(long before, long after) {
        LedgerProcess process = fixture.ledger.attach(Fixture.identity(10));
        if (before > 0 && after != before) {
            fixture.ledger.free(process, 3, before);
        }
        if (after > 0 && after != before) {
            fixture.allocate(10, 3, MemoryType.DRAM, after, after);
        }
    }

    @Test
    void shouldForgetWhatWasReachedWhenTheThresholdChanges() throws JMException {
        showBeside(700);
        List<Notification> heard = fixture.listen(DRAM);
        fixture.server.setAttribute(DRAM, new Attribute("UsageThreshold", 500L));
        fixture.sync();
        assertEquals(1, heard.size(), "it is reached already");
        fixture.server.setAttribute(DRAM, new Attribute("UsageThreshold", 600L));
        fixture.sync();
        assertEquals(2, heard.size(), "another one");
        fixture.server.setAttribute(DRAM, new Attribute("UsageThreshold", 0L));
        fixture.sync();
        assertEquals(2, heard.size());
        assertEquals(false, get("UsageThresholdExceeded"));
        fixture.server.setAttribute(DRAM, new Attribute("UsageThreshold", 600L));
        fixture.sync();
        assertEquals(3, heard.size(), "a new beginning");
        CompositeData data = (CompositeData) heard.get(0).getUserData();
        assertEquals(700L, data.get("used"));
        assertEquals(500L, data.get("threshold"));
    }
}
