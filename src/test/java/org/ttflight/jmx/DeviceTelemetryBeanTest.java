package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.LostDevice;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.snapshot.ObservedDevice;

class DeviceTelemetryBeanTest {
    private static final ObjectName DEVICE = Names.device(3);

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void show(ObservedDevice... devices) {
        Scene scene = new Scene(null);
        scene.devices.addAll(List.of(devices));
        fixture.show(scene.observation());
    }

    private void showReadings(Map<Sensor, Reading> readings) {
        HostDevice chip = Scene.chip(3, Scene.ASIC);
        DeviceSample sample = Scene.sample(chip, Scene.telemetry(readings));
        show(Scene.device(chip, sample, Map.of()));
    }

    private @Nullable Object get(String attribute) throws JMException {
        return fixture.get(DEVICE, attribute);
    }

    /** The sensors count from 1.5 upwards; whole numbers lose the half. */
    @Test
    void shouldShowEverySensor() throws JMException {
        show(Scene.healthy(3, Scene.ASIC));
        List<String> inOrder =
                List.of(
                        "Temperature",
                        "TemperatureLimit",
                        "Voltage",
                        "VoltageLimit",
                        "Current",
                        "CurrentLimit",
                        "Power",
                        "PowerLimit",
                        "FanSpeed",
                        "AiClock",
                        "AxiClock",
                        "ArcClock",
                        "Heartbeat",
                        "ThermalTrips",
                        "LinkSpeed",
                        "LinkSpeedMax",
                        "LinkWidth",
                        "LinkWidthMax",
                        "AerCorrectable",
                        "AerNonfatal",
                        "AerFatal");
        assertEquals(Sensor.values().length, inOrder.size());
        for (int at = 0; at < inOrder.size(); at++) {
            Object value = get(inOrder.get(at));
            Object expected = value instanceof Long ? (Object) (at + 1L) : (Object) (at + 1.5);
            assertEquals(expected, value, inOrder.get(at));
        }
    }

    @Test
    void shouldShowTheRestOfTheTelemetry() throws JMException {
        show(Scene.healthy(3, Scene.ASIC));
        Map<String, Object> expected =
                Map.ofEntries(
                        Map.entry("Status", "readable"),
                        Map.entry("StatusTime", Scene.NOW_MILLIS - 5000),
                        Map.entry("Up", true),
                        Map.entry("Health", "ok"),
                        Map.entry("HealthState", "ok"),
                        Map.entry("TelemetryTime", Scene.NOW_MILLIS - 100),
                        Map.entry("Energy", 120.0),
                        Map.entry("EnergySeconds", 10.0),
                        Map.entry("EnergyGapSeconds", 2.0),
                        Map.entry("HeartbeatAge", 3000L),
                        Map.entry("HeartbeatTime", Scene.NOW_MILLIS - 3100),
                        Map.entry("HeartbeatStalled", false),
                        Map.entry("PcieBytesPerWord", 32),
                        Map.entry("PcieBytesToDevice", 640L),
                        Map.entry("PcieBytesFromDevice", 320L),
                        Map.entry("PcieToDeviceRate", 64.0),
                        Map.entry("PcieFromDeviceRate", 3.5),
                        Map.entry("OpenProcesses", 2),
                        Map.entry("OpenElsewhere", 3),
                        Map.entry("OpenSource", "driver"));
        for (Map.Entry<String, Object> each : expected.entrySet()) {
            assertEquals(each.getValue(), get(each.getKey()), each.getKey());
        }
        assertArrayEquals(new int[] {10, 11}, (int[]) get("OpenProcessIds"));
        assertNull(get("OpenDetail"));
        assertEquals(
                Map.of("slv_rd_data_word_sent0", 1000L, "slv_rd_data_word_sent1", 2000L),
                table("PcieWords"));
    }

    @Test
    void shouldShowWhichChipItIs() throws JMException {
        show(Scene.healthy(3, Scene.ASIC));
        Map<String, Object> expected =
                Map.of(
                        "Ordinal",
                        3,
                        "CardType",
                        "n300",
                        "Architecture",
                        "Wormhole_B0",
                        "AsicId",
                        Scene.ASIC,
                        "Serial",
                        "0100014511708037",
                        "PciAddress",
                        "0000:41:00.0",
                        "NumaNode",
                        1,
                        "Simulated",
                        false);
        for (Map.Entry<String, Object> each : expected.entrySet()) {
            assertEquals(each.getValue(), get(each.getKey()), each.getKey());
        }
        assertEquals(Map.of("bundle", "19.11.0.0", "eth", "6.9.0"), table("Firmware"));
    }

    @Test
    void shouldSayWhatEachReadingIsWorth() throws JMException {
        Map<Sensor, Reading> readings = new HashMap<>(Scene.readings());
        readings.put(Sensor.TEMPERATURE, Reading.bad(Quality.IMPLAUSIBLE, "3340 °C"));
        readings.put(Sensor.POWER, Reading.BLOCKED);
        readings.remove(Sensor.FAN);
        showReadings(readings);
        Map<String, Object> qualities = table("Qualities");
        assertEquals(Sensor.values().length, qualities.size());
        assertEquals("implausible (3340 °C)", qualities.get("temperature"));
        assertEquals("blocked", qualities.get("power"));
        assertEquals("absent", qualities.get("fan"));
        assertEquals("ok", qualities.get("voltage"));
        assertNull(get("Temperature"));
        assertNull(get("Power"));
        assertNull(get("FanSpeed"));
        assertEquals(3.5, get("Voltage"));
    }

    @ParameterizedTest
    @CsvSource({
        "TEMPERATURE, ABSENT,     true",
        "TEMPERATURE, SENTINEL,   false",
        "HEARTBEAT,   STALE,      false",
        "POWER,       UNREADABLE, false",
        "VOLTAGE,     IMPLAUSIBLE,false",
        "FAN,         SENTINEL,   true",
        "FAN,         UNREADABLE, false",
    })
    void shouldBeUpOnlyIfAllReadingsAreGood(Sensor sensor, Quality quality, boolean isUp)
            throws JMException {
        Map<Sensor, Reading> readings = new HashMap<>(Scene.readings());
        readings.put(sensor, Reading.bad(quality, "as read"));
        showReadings(readings);
        assertEquals(isUp, get("Up"));
    }

    @Test
    void shouldNotBeUpWithoutAnyReading() throws JMException {
        showReadings(Map.of());
        assertEquals(false, get("Up"));
    }

    /** Whatever the driver does not tell is null or empty, and never 0. */
    @Test
    void shouldKnowNothingOfADeviceThatTheDriverDoesNotHave() throws JMException {
        show(Scene.device(HostDevice.unknown(3), null, Map.of()));
        List<String> counters =
                List.of(
                        "Ordinal",
                        "Processes",
                        "UntrackedProcesses",
                        "Disappearances",
                        "OrdinalChanges",
                        "Blockings",
                        "HeartbeatStalls");
        for (MBeanAttributeInfo each : fixture.server.getMBeanInfo(DEVICE).getAttributes()) {
            Object value = get(each.getName());
            if (value instanceof Number) {
                assertEquals(true, counters.contains(each.getName()), each.getName());
            }
            if (value instanceof TabularData rows) {
                assertEquals(0, rows.size(), each.getName());
            }
        }
        assertNull(get("Up"));
        assertNull(get("Status"));
        assertEquals("unknown", get("OpenSource"));
        assertEquals("unknown", get("HealthState"));
    }

    @Test
    void shouldNotTakeWhatWasNotMeasuredForNothing() throws JMException {
        HostDevice chip = Scene.chip(3, Scene.ASIC);
        Telemetry first =
                new Telemetry(
                        Scene.NOW_MILLIS,
                        Map.of(),
                        new PcieTraffic(Map.of(), 32, null, null, null, null),
                        Energy.NONE,
                        null,
                        false);
        show(Scene.device(chip, Scene.sample(chip, first), Map.of()));
        for (String unknown :
                List.of(
                        "Energy",
                        "HeartbeatAge",
                        "HeartbeatTime",
                        "HeartbeatStalled",
                        "PcieBytesToDevice",
                        "PcieToDeviceRate")) {
            assertNull(get(unknown), unknown);
        }
        assertEquals(0.0, get("EnergySeconds"));
        assertEquals(0, table("PcieWords").size());
    }

    @Test
    void shouldTellADeviceThatBlocksOrStalls() throws JMException {
        HostDevice chip = Scene.chip(3, Scene.ASIC);
        Telemetry last = Scene.telemetry(Scene.readings());
        Holders nobody = Holders.UNKNOWN;
        show(
                Scene.device(
                        chip,
                        new DeviceSample(chip, DeviceStatus.BLOCKED, 1, last, nobody),
                        Map.of()));
        assertEquals("blocked", get("Status"));
        assertEquals("resetting", get("HealthState"));
        assertEquals(false, get("Up"));
        assertNull(get("OpenProcesses"), "nobody can be asked");
        assertNull(get("OpenElsewhere"));

        show(
                Scene.device(
                        chip, new DeviceSample(chip, DeviceStatus.NEW, 1, null, nobody), Map.of()));
        assertEquals("new", get("Status"));
        assertEquals("unknown", get("HealthState"));

        Telemetry stalled =
                new Telemetry(1, last.readings(), last.traffic(), last.energy(), 40_000L, true);
        show(Scene.device(chip, Scene.sample(chip, stalled), Map.of()));
        assertEquals(true, get("HeartbeatStalled"));
        assertEquals("stalled", get("HealthState"));
    }

    @Test
    void shouldTakeWordsOfHealthForDegraded() throws JMException {
        HostDevice chip = Scene.chip(3, Scene.ASIC);
        DeviceSample sample = Scene.sample(chip, Scene.telemetry(Scene.readings()));
        show(new ObservedDevice(chip, sample, Map.of(), 77L, "banks", 2, null, "over temperature"));
        assertEquals("over temperature", get("Health"));
        assertEquals("degraded", get("HealthState"));
        assertEquals(77L, get("UnexplainedL1"));
        assertEquals("banks", get("UnexplainedL1Basis"));
        assertEquals(2, get("UntrackedProcesses"));
        show(new ObservedDevice(chip, sample, Map.of(), null, null, 0, null, "ok, no telemetry"));
        assertEquals("ok", get("HealthState"));
    }

    @Test
    void shouldTellADeviceThatWasLost() throws JMException {
        Scene scene = new Scene(null);
        scene.devices.add(Scene.device(HostDevice.unknown(3), null, Map.of()));
        scene.lost.add(new LostDevice(Scene.chip(3, Scene.ASIC), 77));
        fixture.show(scene.observation());
        assertEquals("lost", get("HealthState"));
        CompositeData row = ((CompositeData[]) fixture.get(Names.SERVER, "LostDevices"))[0];
        assertEquals(3, row.get("device"));
        assertEquals("n300", row.get("cardType"));
        assertEquals(Scene.ASIC, row.get("asicId"));
        assertEquals("0000:41:00.0", row.get("pciAddress"));
        assertEquals(77L, row.get("lostTime"));
    }

    private Map<String, Object> table(String attribute) throws JMException {
        Map<String, Object> values = new HashMap<>();
        TabularData rows = (TabularData) fixture.get(DEVICE, attribute);
        for (Object row : rows.values()) {
            CompositeData each = (CompositeData) row;
            values.put((String) each.get("key"), each.get("value"));
        }
        return values;
    }
}
