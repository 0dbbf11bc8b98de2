package org.ttflight.query;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.host.Sensor;
import org.ttflight.screen.Documents;
import org.ttflight.screen.HostDocuments;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.ReadingState;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.TelemetryState;

class CatalogueTest {
    private static final List<Catalogue<?>> ALL = List.of(Catalogue.DEVICES, Catalogue.PROCESSES);

    private static String device(SnapshotDocument document, int device, String field) {
        return Csv.rows(
                        DeviceRow.of(
                                document,
                                new Selection(List.of(device), List.of(), List.of(), null)),
                        Catalogue.DEVICES.parse(field),
                        new CsvFormat(false, false))
                .strip();
    }

    private static String process(SnapshotDocument document, int pid, String field) {
        return Csv.rows(
                        ProcessRow.of(
                                document, new Selection(List.of(), List.of(pid), List.of(), null)),
                        Catalogue.PROCESSES.parse(field),
                        new CsvFormat(false, false))
                .strip();
    }

    @Test
    void shouldNameEveryFieldOnceAndSayWhatItMeans() {
        for (Catalogue<?> catalogue : ALL) {
            Set<String> names = new HashSet<>();
            for (Field<?> field : catalogue.fields()) {
                assertTrue(names.add(field.name()), field.name());
                assertTrue(field.name().matches("[a-z0-9_]+(\\.[a-z0-9_]+)*"), field.name());
                assertTrue(field.unit().matches("|%|B|B/s|C|W|J|V|A|MHz|RPM|s|GT/s"), field.name());
                assertFalse(field.meaning().isBlank() || field.meaning().endsWith("."));
                assertTrue(field.meaning().length() <= 72, field.name());
            }
        }
    }

    @Test
    void shouldReadSensors() {
        SnapshotDocument document = HostDocuments.healthy();
        assertEquals("45.125", device(document, 0, "temperature.asic"));
        assertEquals("75", device(document, 0, "temperature.limit"));
        assertEquals("12", device(document, 0, "power.draw"));
        assertEquals("85", device(document, 0, "power.limit"));
        assertEquals("1000", device(document, 0, "clocks.aiclk"));
        assertEquals("4", device(document, 0, "pcie.link.gen.current"));
        assertEquals("16", device(document, 0, "pcie.link.width.max"));
        assertEquals("N/A", device(document, 0, "fan.speed"));
        assertEquals("ok", device(document, 0, "telemetry.quality"));
    }

    /** What the sensors can tell can be asked for. */
    @Test
    void shouldReadEverySensor() {
        Map<String, ReadingState> readings = new LinkedHashMap<>();
        for (Sensor sensor : Sensor.values()) {
            readings.put(
                    sensor.label(),
                    new ReadingState(7001.0 + sensor.ordinal(), sensor.unit(), "ok", null));
        }
        DeviceState device = with(HostDocuments.healthy().devices().get(0), readings);
        List<String> values =
                List.of(
                        Csv.rows(
                                        List.of(new DeviceRow(HostDocuments.healthy(), device)),
                                        Catalogue.DEVICES.fields(),
                                        new CsvFormat(false, false))
                                .strip()
                                .split(",", -1));
        for (Sensor sensor : Sensor.values()) {
            assertTrue(values.contains(String.valueOf(7001 + sensor.ordinal())), sensor.label());
        }
    }

    private static DeviceState with(DeviceState device, Map<String, ReadingState> readings) {
        HardwareState hardware = requireNonNull(device.hardware());
        TelemetryState telemetry =
                new TelemetryState(
                        Documents.TIME,
                        readings,
                        1.0,
                        false,
                        Map.of(),
                        32,
                        1L,
                        2L,
                        3.0,
                        4.0,
                        5.0,
                        6);
        return new DeviceState(
                device.device(),
                device.card(),
                device.architecture(),
                device.asicId(),
                device.simulated(),
                device.memory(),
                device.health(),
                new HardwareState(
                        hardware.status(),
                        hardware.statusTime(),
                        hardware.serial(),
                        hardware.pciAddress(),
                        hardware.numaNode(),
                        hardware.firmware(),
                        hardware.openPids(),
                        hardware.openElsewhere(),
                        hardware.openSource(),
                        hardware.openDetail(),
                        telemetry),
                null,
                null,
                0,
                null);
    }

    @Test
    void shouldAddMemoryUpAsScreensDo() {
        SnapshotDocument document = Documents.single();
        assertEquals("2576980378", device(document, 0, "memory.dram.used"));
        assertEquals(String.valueOf(45 * Documents.MIB), device(document, 0, "memory.l1.used"));
        assertEquals("322122547", device(document, 0, "memory.type.trace.used"));
        long free = 12 * Documents.GIB - 2_576_980_378L;
        assertEquals(String.valueOf(free), device(document, 0, "memory.dram.free"));
        assertEquals("2576980378", process(document, 12_345, "memory.dram.used"));
        assertEquals("0", process(document, 12_345, "device"));
        assertEquals("n150", process(document, 12_345, "device.name"));
    }

    @Test
    void shouldNotKnowWhatNobodyKnows() {
        SnapshotDocument zoo = HostDocuments.zoo();
        for (Field<DeviceRow> field : Catalogue.DEVICES.fields()) {
            boolean isSensor = field.name().matches("(temperature|power|voltage|clocks)\\..*");
            if (isSensor) {
                assertEquals("N/A", device(zoo, 1, field.name()), field.name());
                assertEquals("N/A", device(zoo, 5, field.name()), field.name());
            }
        }
        assertEquals(
                "aiclk=blocked power=blocked temperature=blocked",
                device(zoo, 1, "telemetry.quality"));
        assertEquals("N/A", device(zoo, 3, "telemetry.quality"));
        assertEquals("N/A", device(zoo, 3, "memory.dram.used"));
        assertEquals("N/A", device(zoo, 3, "memory.dram.free"));
        assertEquals("N/A", process(zoo, 33, "memory.dram.used"));
        assertEquals("N/A", process(zoo, 33, "buffers"));
        assertEquals("N/A", process(zoo, 4_194_303, "name"));
        assertEquals("152.4", process(zoo, 4250, "cpu"));
    }

    @Test
    void shouldKeepProcessesWithoutDevices() {
        assertEquals(
                "12399,idle,N/A,N/A",
                process(Documents.single(), 12_399, "pid,name,device,memory.dram.used"));
    }

    @Test
    void shouldCountProcessesThatWereNotAskedFor() {
        Selection one = new Selection(List.of(0), List.of(4242), List.of(), null);
        List<DeviceRow> rows = DeviceRow.of(HostDocuments.healthy(), one);
        assertEquals(
                "2,2\n",
                Csv.rows(
                        rows,
                        Catalogue.DEVICES.parse("processes,count"),
                        new CsvFormat(false, false)));
    }

    @Test
    void shouldTakeNamesAsTheyAreTyped() {
        List<Field<DeviceRow>> fields = Catalogue.DEVICES.parse("Index, power.draw,index");
        assertEquals(
                List.of("index", "power.draw", "index"), fields.stream().map(Field::name).toList());
        assertEquals(Catalogue.DEVICES.fields(), Catalogue.DEVICES.parse("all"));
        assertEquals(Catalogue.PROCESSES.fields(), Catalogue.PROCESSES.parse("*"));
    }

    @ParameterizedTest
    @CsvSource({
        "memory.used, memory.l1.used",
        "memory.used, memory.dram.used",
        "temprature.asic, temperature.asic",
        "temperature, temperature.asic",
        "aiclk, clocks.aiclk",
        "indx, index",
        "power, power.limit",
        "bus_id, pci.bus_id"
    })
    void shouldNameWhatIsNear(String wrong, String near) {
        String message =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> Catalogue.DEVICES.parse("index," + wrong))
                                .getMessage());
        assertTrue(message.startsWith("--query-device has no field '" + wrong + "'"), message);
        assertTrue(message.contains(near), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "index,", "utilization.gpu", "q"})
    void shouldSayWhereAllFieldsAre(String wrong) {
        String message =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> Catalogue.DEVICES.parse(wrong))
                                .getMessage());
        assertTrue(message.endsWith("; --help-query lists all"), message);
    }

    /** The tables in docs/MACHINES.md, row by row; a failure prints what it should be. */
    @Test
    void shouldBeDocumented() throws IOException {
        String text = Files.readString(Path.of("../docs/MACHINES.md"));
        for (Catalogue<?> catalogue : ALL) {
            StringBuilder table = new StringBuilder("| field | unit | meaning |\n|---|---|---|\n");
            for (Field<?> field : catalogue.fields()) {
                table.append("| `")
                        .append(field.name())
                        .append("` | ")
                        .append(field.unit())
                        .append(field.unit().isEmpty() ? "| " : " | ")
                        .append(field.meaning())
                        .append(" |\n");
            }
            assertTrue(text.contains("\n" + table + "\n"), () -> "must have:\n" + table);
        }
    }
}
