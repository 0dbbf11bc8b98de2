package org.ttflight.host;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What adds up over the passes of one chip, also over those times that it was away. For one thread.
 */
final class DeviceMeters {
    /** One lane of PCIe 5.0 times sixteen, where the link does not say how fast it can be. */
    private static final double FASTEST_LINK = 64e9;

    private static final double BITS = 8;
    private static final double GIGA = 1e9;

    private final HostWatch.Options options;
    private final EnergyMeter energy;
    private final HeartbeatMeter heartbeat;
    private final TrafficMeter traffic = new TrafficMeter();
    private @Nullable Long trips;

    DeviceMeters(HostWatch.Options options) {
        this.options = options;
        this.energy = new EnergyMeter(options.period().toNanos() * 5 / 2);
        this.heartbeat = new HeartbeatMeter(options.heartbeatStall().toNanos());
    }

    /** Takes what a pass found, and tells what happened since the last. */
    Telemetry add(DevicePass pass, Events events) {
        Map<Sensor, Reading> readings = pass.readings();
        heartbeat.add(pass.nanos(), reading(readings, Sensor.HEARTBEAT), pass.device(), events);
        countTrips(reading(readings, Sensor.THERMAL_TRIPS).whole(), pass.device(), events);
        PcieTraffic moved =
                traffic.add(
                        pass.wordsNanos(),
                        pass.words(),
                        options.bytesPerWord(pass.device().identity().architecture()),
                        linkBytesPerSecond(readings),
                        heartbeat.hasRestarted());
        return new Telemetry(
                pass.epochMillis(),
                readings,
                moved,
                energy.add(pass.nanos(), reading(readings, Sensor.POWER)),
                heartbeat.ageMillis(),
                heartbeat.isStalled());
    }

    /** The chip goes away: what it counts may begin again before the next pass. */
    void interrupted() {
        heartbeat.interrupted();
        traffic.interrupted();
    }

    private void countTrips(@Nullable Long now, HostDevice device, Events events) {
        if (now == null) {
            return;
        }
        Long before = trips;
        trips = now;
        if (before != null && !before.equals(now)) {
            // Fewer than before: power was cut, and these have come since.
            long more = now > before ? now - before : now;
            if (more > 0) {
                events.tell(to -> to.thermalTrip(device, more, now));
            }
        }
    }

    private static double linkBytesPerSecond(Map<Sensor, Reading> readings) {
        Double speed = reading(readings, Sensor.LINK_SPEED_MAX).value();
        Double lanes = reading(readings, Sensor.LINK_WIDTH_MAX).value();
        return speed == null || lanes == null ? FASTEST_LINK : speed * GIGA * lanes / BITS;
    }

    private static Reading reading(Map<Sensor, Reading> readings, Sensor sensor) {
        return readings.getOrDefault(sensor, Reading.ABSENT);
    }

    /** Returns the same telemetry with all readings replaced, as the device does not answer. */
    static Telemetry blocked(Telemetry last) {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            readings.put(sensor, Reading.BLOCKED);
        }
        return replaced(last, readings, Reading.BLOCKED);
    }

    /** Returns the same telemetry with all good readings replaced, as they are too old. */
    static Telemetry stale(Telemetry last) {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        last.readings()
                .forEach(
                        (sensor, reading) ->
                                readings.put(
                                        sensor,
                                        reading.quality() == Quality.OK ? Reading.STALE : reading));
        return replaced(last, readings, Reading.STALE);
    }

    private static Telemetry replaced(
            Telemetry last, Map<Sensor, Reading> readings, Reading forWords) {
        Map<PcieCounter, List<Reading>> words = new EnumMap<>(PcieCounter.class);
        last.traffic()
                .words()
                .forEach(
                        (counter, byNoc) ->
                                words.put(
                                        counter,
                                        byNoc.stream().map(word -> word(word, forWords)).toList()));
        PcieTraffic before = last.traffic();
        return new Telemetry(
                last.epochMillis(),
                readings,
                new PcieTraffic(
                        words,
                        before.bytesPerWord(),
                        before.bytesToDevice(),
                        before.bytesFromDevice(),
                        null,
                        null),
                last.energy(),
                null,
                false);
    }

    private static Reading word(Reading word, Reading replacement) {
        boolean isStale = replacement.quality() == Quality.STALE;
        return isStale && word.quality() != Quality.OK ? word : replacement;
    }
}
