package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.host.ProcessDescription;
import org.ttflight.host.Sensor;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.Observations;

/** One small history with each event in it, read back by the JDK, by JMC and by the jfr tool. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EachEventTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final BufferList LARGEST =
            new BufferList(
                    START / 1000 + 5000,
                    List.of(
                            new BufferInfo(
                                    new ProcessIdentity(4242, 7, 1000, 100, 0),
                                    1,
                                    MemoryType.DRAM,
                                    0xffff_ffff_0000_1000L,
                                    3 << 20,
                                    START + 500_000,
                                    2),
                            new BufferInfo(
                                    new ProcessIdentity(99, -1, -1, -1, 5),
                                    0,
                                    MemoryType.TRACE,
                                    2,
                                    200,
                                    START + 6_000_000,
                                    1)));

    private List<RecordedEvent> events = List.of();
    private IItemCollection inJmc;
    private Path file;

    @BeforeAll
    void record(@TempDir Path directory) throws IOException, CouldNotLoadRecordingException {
        Flight flight = recorded(directory);
        file = flight.file;
        events = Flight.read(file);
        flight.recording.close();
        inJmc = JfrLoaderToolkit.loadEvents(file.toFile());
    }

    /** Records each event, with the settings for single buffers; the recording has stopped. */
    static Flight recorded(Path directory) throws IOException {
        InstantSource clock =
                InstantSource.fixed(Instant.ofEpochMilli(START / 1000).plusSeconds(90));
        Ledger ledger = new Ledger(4, new JfrLedgerListener(clock));
        ledger.advance(START);
        DeviceCatalog catalog = new DeviceCatalog();
        catalog.replace(List.of(new HostDevice(1, CardType.N150, "00000000000000ab", false)));
        DaemonCounters counters = new DaemonCounters(11, 12, 13, 14, 15, 16);
        Flight flight = Flight.of("profile", directory);
        try (PeriodicEvents periodic =
                PeriodicEvents.register(
                        OtherSources.added(
                                Observations.ofSocket(
                                        ledger::snapshot,
                                        catalog,
                                        identity -> ProcessDescription.UNKNOWN)),
                        () -> counters,
                        () -> LARGEST)) {
            assertNotNull(periodic);
            flight.start();
            replay(ledger);
            hear(new JfrHostListener());
            flight.recording.stop();
        }
        flight.recording.dump(flight.file);
        return flight;
    }

    private static void replay(Ledger ledger) {
        ClientConnectionEvent connection = ClientConnectionEvent.opened(START / 1000);
        LedgerProcess process = ledger.attach(new ProcessIdentity(4242, 7, 1000, 100, 0));
        ledger.setThreshold(1, MemoryType.DRAM, 1 << 20);
        ledger.allocate(process, 1, MemoryType.DRAM, 0xffff_ffff_0000_1000L, 3 << 20);
        ledger.allocate(process, 1, MemoryType.L1, 0x2000, 4096);
        ledger.allocate(process, 1, MemoryType.L1, 0x2000, 4096);
        ledger.allocateCircularBuffer(process, 1, 0x3000, 8192);
        ledger.loadKernel(process, 1, KernelType.DISPATCH, 77, 512);
        ledger.advance(START + 1_500_000);
        ledger.free(process, 1, 0x2000);
        ledger.free(process, 1, 0x2000);
        ledger.freeCircularBuffer(process, 1, 0x3000, 8192);
        ledger.unloadKernel(process, 1, 77, 512);
        LeakSuspectEvent.growing(4242, 1, "DRAM", 3 << 20, 1023.6, 7200L);
        LeakSuspectEvent.growing(4242, 1, "L1", 4096, 2, null);
        LeakSuspectEvent.idle(4242, 1, 3 << 20, 600_000_000);
        IncidentEvent.emit("process-died-with-memory", null, 4242, "it left 3 MiB", "/a.jfr");
        MessageRejectedEvent.emit(4242, "unknown_type", "the first byte is 13");
        connection.closed(4242, 1000, 9, 1296, 1, 144, "closed by the client");
        ledger.publish();
        LedgerProcess other = ledger.attach(new ProcessIdentity(99, -1, -1, -1, 5));
        ledger.allocate(other, 0, MemoryType.SYSTEM_MEMORY, 1, 100);
        ledger.allocate(other, 0, MemoryType.TRACE, 2, 200);
        ledger.release(other, ExitReason.DEAD);
        ledger.publish();
    }

    private static void hear(HostListener host) {
        host.deviceFound(OtherSources.DEVICE);
        host.deviceLost(OtherSources.DEVICE, "its files vanished");
        host.deviceReturned(OtherSources.DEVICE, 5, 90_000);
        host.deviceBlocked(OtherSources.DEVICE);
        host.deviceUnblocked(OtherSources.DEVICE, 12_345);
        host.heartbeatStalled(OtherSources.DEVICE, 77, 5000);
        host.heartbeatResumed(OtherSources.DEVICE, 6000);
        host.thermalTrip(OtherSources.DEVICE, 2, 3);
    }

    @AfterAll
    void forget() {
        events = List.of();
    }

    @Test
    void shouldWriteEachEvent() {
        Set<String> names =
                events.stream()
                        .map(event -> event.getEventType().getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(OurEvents.names(), names);
    }

    private List<RecordedEvent> all(String name) {
        return Flight.only(name, events);
    }

    private RecordedEvent first(String name) {
        return all(name).get(0);
    }

    private static void check(RecordedEvent event, @Nullable Object... namesAndValues) {
        for (int at = 0; at < namesAndValues.length; at += 2) {
            String name = String.valueOf(namesAndValues[at]);
            assertEquals(namesAndValues[at + 1], event.getValue(name), name);
        }
    }

    @Test
    void shouldTellOfBuffers() {
        check(
                first("BufferAllocation"),
                "processId",
                4242,
                "device",
                1,
                "memoryType",
                "DRAM",
                "bufferId",
                0xffff_ffff_0000_1000L,
                "size",
                3L << 20,
                "references",
                1);
        assertEquals(2, all("BufferAllocation").get(2).getInt("references"));
        RecordedEvent free = all("BufferFree").get(1);
        check(free, "processId", 4242, "device", 1, "memoryType", "L1", "size", 4096L);
        check(free, "bufferId", 0x2000L, "referencesLeft", 0);
        assertEquals(Duration.ofMillis(1500), free.getDuration("lifetime"));
        assertEquals(1, first("BufferFree").getInt("referencesLeft"));
    }

    @Test
    void shouldTellOfIncidents() {
        check(first("Incident"), "kind", "process-died-with-memory", "processId", 4242);
        check(first("Incident"), "device", -1, "message", "it left 3 MiB", "file", "/a.jfr");
    }

    @Test
    void shouldTellOfCircularBuffersAndKernels() {
        check(
                first("CircularBufferAllocation"),
                "bufferId",
                0x3000L,
                "size",
                8192L,
                "deviceTotal",
                8192L);
        check(first("CircularBufferFree"), "size", 8192L, "deviceTotal", 0L);
        assertEquals(Duration.ofMillis(1500), first("CircularBufferFree").getDuration("lifetime"));
        check(first("KernelLoad"), "kernelType", "Dispatch", "kernelId", 77L, "size", 512L);
        check(first("KernelLoad"), "deviceTotal", 512L);
        check(first("KernelUnload"), "kernelType", "Dispatch", "deviceTotal", 0L);
        assertEquals(Duration.ofMillis(1500), first("KernelUnload").getDuration("lifetime"));
    }

    @Test
    void shouldTellOfProcesses() {
        check(first("ProcessAttach"), "processId", 4242, "userId", 1000, "groupId", 100);
        check(first("ProcessAttach"), "verified", true);
        check(all("ProcessAttach").get(1), "processId", 99, "verified", false);
        RecordedEvent exit = first("ProcessExit");
        check(exit, "processId", 99, "userId", -1, "reason", "the process ended");
        check(exit, "orphanedBytes", 200L, "orphanedHostBytes", 100L, "orphanedBuffers", 2);
        check(exit, "allocations", 2L, "frees", 0L);
        assertEquals(Duration.ofMillis(88_500), exit.getDuration("lifetime"));
        assertEquals(Instant.ofEpochMilli(START / 1000 + 1500), exit.getInstant("lastReport"));
    }

    @Test
    void shouldTellOfSuspects() {
        List<RecordedEvent> suspects = all("LeakSuspect");
        check(suspects.get(0), "processId", 4242, "device", 1, "kind", "growth", "memory", "DRAM");
        check(suspects.get(0), "used", 3L << 20, "growthRate", 1024L, "idleTime", -1L);
        assertEquals(Duration.ofHours(2), suspects.get(0).getDuration("timeToFull"));
        check(suspects.get(1), "memory", "L1", "timeToFull", -1L);
        check(suspects.get(2), "kind", "idle", "memory", "all", "growthRate", -1L);
        check(suspects.get(2), "used", 3L << 20, "timeToFull", -1L);
        assertEquals(Duration.ofMinutes(10), suspects.get(2).getDuration("idleTime"));
    }

    @Test
    void shouldTellOfTheDaemon() {
        RecordedEvent connection = first("ClientConnection");
        check(connection, "processId", 4242, "userId", 1000, "messages", 9L, "bytes", 1296L);
        check(connection, "rejected", 1L, "frameSize", 144, "reason", "closed by the client");
        assertEquals(Instant.ofEpochMilli(START / 1000), connection.getInstant("opened"));
        assertTrue(connection.getDuration().compareTo(Duration.ZERO) > 0);
        check(
                first("MessageRejected"),
                "processId",
                4242,
                "reason",
                "unknown_type",
                "detail",
                "the first byte is 13");
        RecordedEvent statistics = first("DaemonStatistics");
        check(statistics, "messages", 11L, "bytes", 12L, "rejections", 13L, "connections", 14L);
        check(statistics, "openConnections", 15, "liveBuffers", 16);
        check(first("ThresholdCrossed"), "device", 1, "memoryType", "DRAM", "used", 3L << 20);
        check(first("ThresholdCrossed"), "threshold", 1L << 20);
    }

    @Test
    void shouldEndWithAWholeSnapshot() {
        List<RecordedEvent> snapshots = all("Snapshot");
        RecordedEvent last = snapshots.get(snapshots.size() - 1);
        check(last, "devices", 4, "processes", 3, "liveBuffers", 1);
        check(last, "rows", 4L * 7 + 2 + 2 + 6 + 3 + 2);
        check(last, "allocations", 6L, "frees", 3L, "orphans", 2L);
        long number = last.getLong("snapshot");
        List<RecordedEvent> rows =
                all("DeviceMemory").stream().filter(e -> e.getLong("snapshot") == number).toList();
        assertEquals(28, rows.size());
        RecordedEvent dram = row(rows, 1, "DRAM");
        check(dram, "used", 3L << 20, "peak", 3L << 20, "buffers", 1, "capacity", 12L << 30);
        check(dram, "capacitySource", "table");
        check(row(rows, 1, "L1"), "used", 0L, "peak", 4096L, "capacity", 72 * 1_499_136L);
        check(row(rows, 1, "CB"), "used", 0L, "peak", 8192L, "capacitySource", "unknown");
        check(row(rows, 0, "DRAM"), "used", 0L, "capacity", -1L, "source", "socket");
        List<RecordedEvent> held =
                all("ProcessMemory").stream().filter(e -> e.getLong("snapshot") == number).toList();
        assertEquals(6, held.size());
        check(row(held, 1, "DRAM"), "processId", 4242, "used", 3L << 20, "buffers", 1);
        check(row(held, 1, "L1"), "processId", 4242, "used", 0L, "peak", 4096L);
    }

    @Test
    void shouldTellWhatOtherSourcesSay() {
        List<RecordedEvent> rows = all("DeviceMemory");
        RecordedEvent dram = row(rows, 2, "DRAM");
        check(dram, "used", 5L << 20, "peak", 7L << 20, "buffers", -1, "capacity", 1L << 35);
        check(dram, "source", "shared memory", "shared", 6L << 20, "unattributed", 1L << 20);
        RecordedEvent unknown = row(rows, 3, "L1");
        check(unknown, "used", -1L, "peak", -1L, "buffers", -1, "capacity", -1L);
        check(unknown, "source", "none", "shared", -1L, "unattributed", -1L);
        check(row(rows, 1, "DRAM"), "shared", -1L, "source", "socket");
        RecordedEvent held = row(all("ProcessMemory"), 2, "DRAM");
        check(held, "processId", 7, "used", 5L << 20, "peak", 8L << 20, "buffers", -1);
        check(row(all("ProcessMemory"), 2, "L1"), "used", 0L, "peak", 4096L, "shared", 0L);
        check(held, "source", "shared memory", "shared", 5L << 20, "discrepancy", true);
        check(row(all("ProcessMemory"), 1, "DRAM"), "shared", -1L, "discrepancy", false);
        check(first("DeviceUnexplained"), "device", 2, "unexplained", 6L << 20);
        check(first("DeviceUnexplained"), "basis", "the report of 12:00");
        check(all("DeviceUnexplained").get(1), "device", 3, "unexplained", -1L);
    }

    @Test
    void shouldTellOfEachProcess() {
        RecordedEvent shared = process(7);
        check(shared, "name", "python3", "user", "ann", "container", "c0ffee", "pod", "pod7");
        check(shared, "heldDevices", "2,3", "tracking", "Shared memory", "cpuRatio", 2.5);
        check(shared, "residentBytes", 1L << 30);
        RecordedEvent disabled = process(8);
        check(disabled, "name", null, "user", null, "container", null, "pod", null);
        check(disabled, "heldDevices", "3", "tracking", "Tracking disabled");
        check(disabled, "cpuRatio", Double.NaN, "residentBytes", -1L);
        check(process(4242), "heldDevices", "1", "cpuRatio", Double.NaN);
    }

    private RecordedEvent process(int pid) {
        List<RecordedEvent> rows = all("DeviceProcess");
        return rows.stream()
                .filter(event -> event.getInt("processId") == pid)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void shouldTellOfSensors() {
        RecordedEvent row = first("DeviceTelemetry");
        check(row, "device", 2, "asicId", "0000806632283760", "status", "readable");
        check(row, "temperature", 100.25 + Sensor.TEMPERATURE.ordinal());
        check(row, "temperatureLimit", 100.25 + Sensor.TEMPERATURE_LIMIT.ordinal());
        check(row, "voltage", 100.25 + Sensor.VOLTAGE.ordinal());
        check(row, "voltageLimit", 100.25 + Sensor.VOLTAGE_LIMIT.ordinal());
        check(row, "current", 100.25 + Sensor.CURRENT.ordinal());
        check(row, "currentLimit", 100.25 + Sensor.CURRENT_LIMIT.ordinal());
        check(row, "power", Double.NaN, "fan", -1, "quality", "power sentinel, fan absent");
        check(row, "powerLimit", 100.25 + Sensor.POWER_LIMIT.ordinal());
        check(row, "aiclk", 1350, "axiclk", 100 + Sensor.AXICLK.ordinal());
        check(row, "arcclk", 100 + Sensor.ARCCLK.ordinal());
        check(row, "heartbeat", 4294967295L, "heartbeatStalled", true);
        assertEquals(Duration.ofMillis(1500), row.getDuration("heartbeatAge"));
        check(row, "thermalTrips", 100 + Sensor.THERMAL_TRIPS.ordinal());
        check(row, "toDeviceRate", 123457L, "fromDeviceRate", -1L);
        check(row, "bytesToDevice", 1L << 40, "bytesFromDevice", -1L, "bytesPerWord", 32);
        check(row, "linkSpeed", 100.25 + Sensor.LINK_SPEED.ordinal());
        check(row, "linkSpeedMax", 100.25 + Sensor.LINK_SPEED_MAX.ordinal());
        check(row, "linkWidth", 100 + Sensor.LINK_WIDTH.ordinal());
        check(row, "linkWidthMax", 100 + Sensor.LINK_WIDTH_MAX.ordinal());
        check(row, "aerCorrectable", 100 + Sensor.AER_CORRECTABLE.ordinal());
        check(row, "aerNonfatal", 100 + Sensor.AER_NONFATAL.ordinal());
        check(row, "aerFatal", 100 + Sensor.AER_FATAL.ordinal());
        check(row, "energy", 1234.5, "health", "ok", "untracked", 1);
        assertEquals(Duration.ofMillis(12_250), row.getDuration("energyTime"));
        assertEquals(Duration.ofMillis(500), row.getDuration("energyGap"));
    }

    /** A device that was never read has a row, too, with no number in it. */
    @Test
    void shouldTellThatNothingIsKnown() {
        RecordedEvent row = all("DeviceTelemetry").get(1);
        check(row, "device", 3, "status", "new", "quality", "never read", "asicId", null);
        check(row, "health", "not read yet", "heartbeatStalled", false);
        int unknown = 0;
        for (ValueDescriptor field : OurEvents.fields(row.getEventType())) {
            Object value = row.getValue(field.getName());
            if (value instanceof Number number
                    && !Set.of("device", "snapshot", "untracked").contains(field.getName())) {
                boolean isDouble = field.getTypeName().equals("double");
                assertEquals(isDouble ? Double.NaN : -1.0, number.doubleValue(), field.getName());
                unknown++;
            }
        }
        assertEquals(30, unknown);
    }

    @Test
    void shouldTellWhatHappensToDevices() {
        for (String name :
                List.of(
                        "DeviceFound",
                        "DeviceLost",
                        "DeviceReturned",
                        "DeviceBlocked",
                        "DeviceUnblocked",
                        "HeartbeatStalled",
                        "HeartbeatResumed",
                        "ThermalTrip")) {
            assertEquals(1, all(name).size(), name);
            check(first(name), "device", 2, "asicId", "0000806632283760");
        }
        check(first("DeviceFound"), "cardType", "p150a", "pciAddress", "0000:41:00.0");
        check(first("DeviceLost"), "reason", "its files vanished", "cardType", "p150a");
        check(first("DeviceReturned"), "lastDevice", 5);
        assertEquals(Duration.ofSeconds(90), first("DeviceReturned").getDuration("away"));
        assertEquals(Duration.ofMillis(12_345), first("DeviceUnblocked").getDuration("blocked"));
        check(first("HeartbeatStalled"), "heartbeat", 77L);
        assertEquals(Duration.ofSeconds(5), first("HeartbeatStalled").getDuration("heartbeatAge"));
        assertEquals(Duration.ofSeconds(6), first("HeartbeatResumed").getDuration("stalled"));
        check(first("ThermalTrip"), "trips", 2, "thermalTrips", 3);
    }

    @Test
    void shouldShowTheLargestBuffers() {
        List<RecordedEvent> rows = all("LargestBuffer");
        long snapshot = rows.get(rows.size() - 1).getLong("snapshot");
        rows = rows.stream().filter(row -> row.getLong("snapshot") == snapshot).toList();
        assertEquals(2, rows.size());
        RecordedEvent first = rows.get(0);
        check(first, "rank", 1, "processId", 4242, "device", 1, "memoryType", "DRAM");
        check(first, "bufferId", 0xffff_ffff_0000_1000L, "size", 3L << 20, "references", 2);
        assertEquals(Duration.ofMillis(4500), first.getDuration("age"));
        assertEquals(Instant.ofEpochMilli(START / 1000 + 500), first.getInstant("allocated"));
        assertEquals(Instant.ofEpochMilli(START / 1000 + 5000), first.getInstant("seen"));
        check(rows.get(1), "rank", 2, "processId", 99, "memoryType", "TRACE");
        assertEquals(Duration.ZERO, rows.get(1).getDuration("age"));
        assertEquals(
                first.getLong("snapshot"),
                all("Snapshot").stream()
                        .mapToLong(event -> event.getLong("snapshot"))
                        .max()
                        .orElseThrow());
    }

    private static RecordedEvent row(List<RecordedEvent> rows, int device, String type) {
        return rows.stream()
                .filter(e -> e.getInt("device") == device)
                .filter(e -> type.equals(e.getString("memoryType")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHaveUnits() {
        assertNotNull(field("BufferFree", "lifetime").getAnnotation(Timespan.class));
        assertEquals(
                Timestamp.MILLISECONDS_SINCE_EPOCH,
                field("ProcessExit", "lastReport").getAnnotation(Timestamp.class).value());
    }

    private ValueDescriptor field(String event, String name) {
        return first(event).getEventType().getField(name);
    }

    @Test
    void shouldShowQuantitiesInJmc() {
        assertEquals(
                List.of(3L << 20, 4096L, 4096L, 100L, 200L),
                quantities("BufferAllocation", "size", UnitLookup.MEMORY).stream()
                        .map(quantity -> quantity.clampedLongValueIn(UnitLookup.BYTE))
                        .toList());
        assertEquals(
                List.of(1500L, 1500L),
                quantities("BufferFree", "lifetime", UnitLookup.TIMESPAN).stream()
                        .map(quantity -> quantity.clampedLongValueIn(UnitLookup.MILLISECOND))
                        .toList());
        assertEquals(
                Set.of(-1L, 0L, 1L),
                quantities("DeviceMemory", "buffers", UnitLookup.NUMBER).stream()
                        .map(quantity -> quantity.clampedLongValueIn(UnitLookup.NUMBER_UNITY))
                        .collect(Collectors.toSet()));
        assertEquals(
                "0xFFFFFFFF00001000",
                quantities("BufferAllocation", "bufferId", UnitLookup.ADDRESS)
                        .get(0)
                        .displayUsing("auto"));
        assertEquals(
                START / 1000,
                quantities("ClientConnection", "opened", UnitLookup.TIMESTAMP)
                        .get(0)
                        .clampedLongValueIn(UnitLookup.EPOCH_MS));
    }

    @Test
    void shouldShowSensorsInJmc() {
        assertEquals(
                List.of(100.25, Double.NaN),
                quantities("DeviceTelemetry", "temperature", UnitLookup.NUMBER).stream()
                        .map(IQuantity::doubleValue)
                        .limit(2)
                        .toList());
        assertEquals(
                List.of(123457L, -1L),
                quantities("DeviceTelemetry", "toDeviceRate", UnitLookup.MEMORY).stream()
                        .map(quantity -> quantity.clampedLongValueIn(UnitLookup.BYTE))
                        .limit(2)
                        .toList());
        assertEquals(
                2.5,
                quantities("DeviceProcess", "cpuRatio", UnitLookup.PERCENTAGE).stream()
                        .mapToDouble(quantity -> quantity.doubleValueIn(UnitLookup.PERCENT_UNITY))
                        .filter(value -> !Double.isNaN(value))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void shouldNeverShowAnUnknownCapacityAsZero() {
        Set<Long> capacities =
                quantities("DeviceMemory", "capacity", UnitLookup.MEMORY).stream()
                        .map(quantity -> quantity.clampedLongValueIn(UnitLookup.BYTE))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(-1L, 12L << 30, 72 * 1_499_136L, 1L << 35), capacities);
    }

    /** The values that JMC has, in the order of the file; nulls are left out. */
    private List<IQuantity> quantities(String event, String field, ContentType<IQuantity> type) {
        IAttribute<IQuantity> attribute = Attribute.attr(field, field, type);
        List<IQuantity> values = new ArrayList<>();
        for (IItemIterable items : inJmc.apply(ItemFilters.type("tenstorrent." + event))) {
            IMemberAccessor<IQuantity, IItem> accessor = attribute.getAccessor(items.getType());
            assertNotNull(accessor, event + "." + field + " is not of type " + type);
            for (IItem item : items) {
                IQuantity value = accessor.getMember(item);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    @Test
    void shouldBePrintedByTheJdk() throws IOException, InterruptedException {
        String summary = run("summary", file.toString());
        for (String name : OurEvents.names()) {
            assertTrue(summary.contains(name + " "), name);
        }
        String text = run("print", "--events", "tenstorrent.*", file.toString());
        assertTrue(text.contains("bufferId = 0xFFFFFFFF00001000"), text);
        assertTrue(text.contains("size = 3.0 MB"));
        assertTrue(text.contains("capacity = 12.0 GB"));
        assertTrue(text.contains("capacity = -1 byte"));
        assertTrue(text.contains("power = N/A"), text);
        assertTrue(
                text.contains("toDeviceRate = 120.6 kB")
                        || text.contains("toDeviceRate = 120,6 kB"));
        assertTrue(text.contains("lifetime = 1.50 s") || text.contains("lifetime = 1,50 s"));
        String metadata = run("metadata", file.toString());
        for (String relation : Set.of("ProcessId", "BufferId", "KernelId", "Device", "Snapshot")) {
            assertTrue(metadata.contains("@" + relation + "Relation"), relation);
        }
    }

    static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jfr").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
