package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Energy, heartbeat and thermal trips; all times are made up. */
class MetersTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Reading BAD = Reading.bad(Quality.UNREADABLE, "x");
    private static final HostDevice DEVICE = HostDevice.unknown(3);

    private final Heard heard = new Heard();
    private final Events events = new Events(heard);
    private final EnergyMeter energy = new EnergyMeter(5 * SECOND / 2);
    private final HeartbeatMeter heartbeat = new HeartbeatMeter(30 * SECOND);
    private final DeviceMeters meters = new DeviceMeters(HostWatch.Options.DEFAULTS);

    /** From an origin that a clock may well have. */
    private static long at(double seconds) {
        return (long) (seconds * SECOND) + Long.MAX_VALUE - 50 * SECOND;
    }

    private void beat(double seconds, long value) {
        heartbeat.add(at(seconds), Reading.of((double) value), DEVICE, events);
    }

    @Test
    void shouldSumEnergyByTrapezoids() {
        assertEquals(Energy.NONE, energy.add(at(0), Reading.of(10)));
        assertEquals(new Energy(15, 1, 0), energy.add(at(1), Reading.of(20)));
        assertEquals(new Energy(15 + 40, 3, 0), energy.add(at(3), Reading.of(20)));
        assertEquals(new Energy(55 + 25, 5.5, 0), energy.add(at(5.5), Reading.of(0)));
    }

    @Test
    void shouldNotCountAGapInEnergy() {
        energy.add(at(0), Reading.of(10));
        assertEquals(Energy.NONE, energy.add(at(1), BAD));
        assertEquals(Energy.NONE, energy.add(at(2), Reading.BLOCKED));
        assertEquals(new Energy(0, 0, 3), energy.add(at(3), Reading.of(1000)));
        assertEquals(new Energy(1000, 1, 3), energy.add(at(4), Reading.of(1000)));
    }

    @Test
    void shouldBridgeOneBadReadingOfThePower() {
        energy.add(at(0), Reading.of(10));
        energy.add(at(1), BAD);
        assertEquals(new Energy(20, 2, 0), energy.add(at(2), Reading.of(10)));
    }

    @Test
    void shouldSayThatAHeartbeatStands() {
        beat(0, 100);
        assertNull(heartbeat.ageMillis(), "one reading tells nothing of age");
        beat(29.9, 100);
        assertFalse(heartbeat.isStalled());
        assertEquals(29_900L, heartbeat.ageMillis());
        beat(30, 100);
        assertTrue(heartbeat.isStalled());
        beat(31, 100);
        assertEquals(List.of("stalled at 100 for 30000 3"), heard.take());
        beat(32, 101);
        assertFalse(heartbeat.isStalled());
        assertEquals(0L, heartbeat.ageMillis());
        assertEquals(List.of("resumed after 32000 3"), heard.take());
    }

    @ParameterizedTest(name = "{0} to {1}: restarted {2}")
    @CsvSource({
        "100,        101,        false",
        "100,        1000000,    false", // at any rate
        "4294967290, 3,          false", // wraps
        "4294967294, 0,          false",
        "5000,       2,          true",
        "5000,       4999,       true",
        "2147483647, 0,          true",
        "2147483648, 0,          false",
    })
    void shouldTakeAnyChangeForLife(long before, long now, boolean hasRestarted) {
        beat(0, before);
        beat(29, now);
        assertEquals(hasRestarted, heartbeat.hasRestarted());
        beat(58, now);
        assertFalse(heartbeat.isStalled());
        assertFalse(heartbeat.hasRestarted());
        assertEquals(List.of(), heard.take());
    }

    @Test
    void shouldNotCallAHeartbeatStalledThatCannotBeRead() {
        beat(0, 100);
        heartbeat.add(at(40), BAD, DEVICE, events);
        assertNull(heartbeat.ageMillis());
        assertFalse(heartbeat.isStalled());
        assertEquals(List.of(), heard.take());
        beat(41, 100); // but it did stand
        assertEquals(List.of("stalled at 100 for 41000 3"), heard.take());
        heartbeat.add(at(42), BAD, DEVICE, events);
        assertFalse(heartbeat.isStalled());
        beat(43, 100);
        assertTrue(heartbeat.isStalled());
        assertEquals(List.of(), heard.take());
    }

    @Test
    void shouldBeginAgainWithTheHeartbeatOfOneThatWasAway() {
        beat(0, 100);
        heartbeat.interrupted();
        beat(100, 100);
        assertNull(heartbeat.ageMillis());
        assertEquals(List.of(), heard.take());
    }

    @Test
    void shouldNotTakeTheReturnOfOneThatStoodForLife() {
        beat(0, 100);
        beat(40, 100);
        assertEquals(List.of("stalled at 100 for 40000 3"), heard.take());
        heartbeat.interrupted();
        beat(50, 100);
        assertTrue(heartbeat.isStalled());
        assertEquals(List.of(), heard.take());
        beat(51, 101);
        assertFalse(heartbeat.isStalled());
        assertEquals(1, heard.take().size());
    }

    private Telemetry pass(double seconds, Sensor sensor, double value) {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        readings.put(sensor, Reading.of(value));
        return meters.add(
                new DevicePass(1, DEVICE, 5, at(seconds), at(seconds), readings, Map.of()), events);
    }

    @Test
    void shouldTellOfThermalTrips() {
        pass(0, Sensor.THERMAL_TRIPS, 4); // before our time
        pass(1, Sensor.THERMAL_TRIPS, 4);
        assertEquals(List.of(), heard.take());
        pass(2, Sensor.THERMAL_TRIPS, 6);
        assertEquals(List.of("2 trips of 6 3"), heard.take());
        pass(3, Sensor.POWER, 1); // unreadable meanwhile
        meters.interrupted(); // a trip may well take it off the bus
        pass(4, Sensor.THERMAL_TRIPS, 7);
        assertEquals(List.of("1 trips of 7 3"), heard.take());
        pass(5, Sensor.THERMAL_TRIPS, 0); // power was cut
        assertEquals(List.of(), heard.take());
        pass(6, Sensor.THERMAL_TRIPS, 1);
        assertEquals(List.of("1 trips of 1 3"), heard.take());
    }

    @Test
    void shouldFillInWhatIsMissing() {
        Telemetry telemetry = pass(0, Sensor.POWER, 30);
        assertEquals(Reading.ABSENT, telemetry.reading(Sensor.FAN));
        assertNull(telemetry.heartbeatAgeMillis());
        assertNull(telemetry.traffic().bytesToDevice());
        assertNull(telemetry.traffic().toDeviceRate());
        assertEquals(5, telemetry.epochMillis());
        assertEquals(new Energy(30, 1, 0), pass(1, Sensor.POWER, 30).energy());
    }

    @Test
    void shouldShowNothingOfABlockedDeviceButItsSums() {
        pass(0, Sensor.POWER, 30);
        Telemetry blocked = DeviceMeters.blocked(pass(1, Sensor.POWER, 30));
        for (Sensor sensor : Sensor.values()) {
            assertEquals(Reading.BLOCKED, blocked.reading(sensor));
        }
        assertEquals(new Energy(30, 1, 0), blocked.energy());
    }

    @Test
    void shouldCallOnlyTheGoodStale() {
        Telemetry stale = DeviceMeters.stale(pass(0, Sensor.POWER, 30));
        assertEquals(Reading.STALE, stale.reading(Sensor.POWER));
        assertEquals(Reading.ABSENT, stale.reading(Sensor.FAN));
    }

    @Test
    void shouldSurviveAListenerThatFails() {
        Events careful =
                new Events(
                        new HostListener() {
                            @Override
                            public void heartbeatStalled(
                                    HostDevice device, long value, long ageMillis) {
                                throw new IllegalStateException("for the test");
                            }
                        });
        heartbeat.add(at(0), Reading.of(1), DEVICE, careful);
        heartbeat.add(at(60), Reading.of(1), DEVICE, careful);
        assertTrue(heartbeat.isStalled());
    }
}
