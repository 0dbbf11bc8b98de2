package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.HostDevice;
import org.ttflight.host.LostDevice;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;

class HealthTest {
    private static final HostDevice DEVICE = HostDevice.unknown(0);

    private final Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
    private @Nullable Long heartbeatAge = 100L;
    private boolean stalled;

    @BeforeEach
    void beWell() {
        set(Sensor.TEMPERATURE, 47.5);
        set(Sensor.TEMPERATURE_LIMIT, 100);
        set(Sensor.POWER, 150);
        set(Sensor.POWER_LIMIT, 150);
        set(Sensor.LINK_SPEED, 16);
        set(Sensor.LINK_SPEED_MAX, 16);
        set(Sensor.LINK_WIDTH, 16);
        set(Sensor.LINK_WIDTH_MAX, 16);
        set(Sensor.AER_FATAL, 0);
        set(Sensor.AER_CORRECTABLE, 12);
    }

    private void set(Sensor sensor, double value) {
        readings.put(sensor, Reading.of(value));
    }

    private String health() {
        Telemetry telemetry =
                new Telemetry(
                        1,
                        readings,
                        new PcieTraffic(Map.of(), 32, null, null, null, null),
                        Energy.NONE,
                        heartbeatAge,
                        stalled);
        return Health.of(DEVICE, Sources.sample(0, DeviceStatus.READABLE, telemetry), null);
    }

    @Test
    void shouldBeWellWithPowerAtItsLimit() {
        assertEquals("ok", health());
    }

    @Test
    void shouldTellOverTemperature() {
        set(Sensor.TEMPERATURE, 99.9);
        assertEquals("ok", health());
        set(Sensor.TEMPERATURE, 100);
        assertEquals("over temperature: 100 °C, limit 100 °C", health());
    }

    @Test
    void shouldTellALinkBelowItsBest() {
        set(Sensor.LINK_SPEED, 2.5);
        assertEquals("PCIe link at 2.5 of 16 GT/s a lane", health());
        set(Sensor.LINK_SPEED, 16);
        set(Sensor.LINK_WIDTH, 8);
        assertEquals("PCIe link with 8 of 16 lanes", health());
    }

    @Test
    void shouldTellFatalErrorsOfTheLink() {
        set(Sensor.AER_FATAL, 2);
        assertEquals("fatal PCIe errors: 2", health());
    }

    @Test
    void shouldTellAStalledHeartbeat() {
        stalled = true;
        heartbeatAge = 12_900L;
        assertEquals("heartbeat stalled for 12 s", health());
        heartbeatAge = null;
        assertEquals("heartbeat stalled", health());
    }

    @Test
    void shouldTellAllThatIsWrong() {
        stalled = true;
        heartbeatAge = 3_000L;
        set(Sensor.AER_FATAL, 1);
        set(Sensor.TEMPERATURE, 101.5);
        assertEquals(
                "heartbeat stalled for 3 s; over temperature: 101.5 °C, limit 100 °C;"
                        + " fatal PCIe errors: 1",
                health());
    }

    @Test
    void shouldBeWellWithOldFirmware() {
        readings.remove(Sensor.TEMPERATURE);
        readings.remove(Sensor.POWER);
        assertEquals("ok, no telemetry", health());
        assertEquals(
                "ok, no telemetry",
                Health.of(DEVICE, Sources.sample(0, DeviceStatus.READABLE, null), null));
    }

    @Test
    void shouldTellADeadChip() {
        readings.put(Sensor.TEMPERATURE, Reading.bad(Quality.SENTINEL, "65535999"));
        assertEquals("ok", health(), "one odd reading is not a dead chip");
        readings.put(Sensor.POWER, Reading.bad(Quality.SENTINEL, "4293967296"));
        assertEquals("not answering", health());
    }

    @Test
    void shouldNotTakeAMissingFanForADeadChip() {
        readings.remove(Sensor.TEMPERATURE);
        readings.remove(Sensor.POWER);
        readings.put(Sensor.FAN, Reading.bad(Quality.SENTINEL, "4294967295"));
        assertEquals("ok, no telemetry", health());
    }

    @Test
    void shouldTellTelemetryThatCannotBeRead() {
        readings.put(Sensor.TEMPERATURE, Reading.bad(Quality.UNREADABLE, "ENODATA"));
        readings.put(Sensor.POWER, Reading.STALE);
        assertEquals("telemetry cannot be read", health());
    }

    @Test
    void shouldTellABlockedDevice() {
        assertEquals(
                "blocked since 2027-01-15T08:00:00Z",
                Health.of(DEVICE, Sources.sample(0, DeviceStatus.BLOCKED, null), null));
    }

    @Test
    void shouldTellANewDevice() {
        assertEquals(
                "not read yet", Health.of(DEVICE, Sources.sample(0, DeviceStatus.NEW, null), null));
    }

    @Test
    void shouldTellWhatIsNoDeviceOfTheHost() {
        assertEquals("unknown", Health.of(DEVICE, null, null));
        assertEquals("simulated", Health.of(new HostDevice(0, null, null, true), null, null));
        assertEquals(
                "lost since 2027-01-15T08:00:00Z",
                Health.of(DEVICE, null, new LostDevice(DEVICE, 1_800_000_000_999L)));
    }
}
