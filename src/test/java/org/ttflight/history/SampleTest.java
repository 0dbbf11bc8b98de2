package org.ttflight.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ttflight.host.Capacity;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceIdentity;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.UsageSource;
import org.ttflight.snapshot.AnObservation;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedMemory;
import org.ttflight.snapshot.SnapshotBuilder;

class SampleTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_763_733_600_123L);
    private static final double NONE = Double.NaN;
    private static final HostDevice CHIP =
            new HostDevice(
                    2,
                    CardType.P150A,
                    "0000806632283760",
                    false,
                    new DeviceIdentity("p150a", null, "0000:41:00.0", null, null, Map.of()),
                    Capacity.UNKNOWN,
                    Capacity.UNKNOWN);

    /** One with everything, one of which only programs tell, and one of which nobody does. */
    private static Observation observation() {
        return AnObservation.of(
                null,
                List.of(
                        device(CHIP, telemetry(), memory(7, 5, 3, null)),
                        device(HostDevice.unknown(3), null, memory(0, null, 0, 0L)),
                        device(HostDevice.unknown(4), null, Map.of())),
                List.of());
    }

    private static Telemetry telemetry() {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            readings.put(sensor, Reading.ABSENT);
        }
        readings.put(Sensor.TEMPERATURE, Reading.of(-3.5));
        readings.put(Sensor.POWER, Reading.bad(Quality.SENTINEL, "4294967295"));
        readings.put(Sensor.AICLK, Reading.of(1350));
        return new Telemetry(
                0,
                readings,
                new PcieTraffic(Map.of(), 32, 1L << 40, null, 123456.6, null),
                new Energy(1234.5, 12.25, 0.5),
                1500L,
                true);
    }

    private static Map<MemoryType, ObservedMemory> memory(
            long dram, @Nullable Integer trace, long l1, @Nullable Long circular) {
        Map<MemoryType, ObservedMemory> memory = new EnumMap<>(MemoryType.class);
        memory.put(MemoryType.DRAM, used(dram));
        memory.put(MemoryType.TRACE, used(trace == null ? null : Long.valueOf(trace)));
        memory.put(MemoryType.L1, used(l1));
        memory.put(MemoryType.L1_SMALL, used(1L << 32));
        memory.put(MemoryType.CIRCULAR_BUFFER, used(circular));
        return memory;
    }

    private static ObservedMemory used(@Nullable Long bytes) {
        return new ObservedMemory(
                bytes, null, null, UsageSource.SOCKET, Capacity.UNKNOWN, null, null, null);
    }

    private static ObservedDevice device(
            HostDevice device, @Nullable Telemetry telemetry, Map<MemoryType, ObservedMemory> all) {
        DeviceSample sample =
                telemetry == null
                        ? null
                        : new DeviceSample(
                                device, DeviceStatus.READABLE, 0, telemetry, Holders.UNKNOWN);
        return new ObservedDevice(device, sample, all, null, null, 0, null, "ok");
    }

    @Test
    void shouldTakeWhatIsKnownOfADevice() {
        Sample sample = Sample.of(observation(), TIME.toEpochMilli());
        assertEquals(TIME.toEpochMilli(), sample.epochMillis());
        assertEquals(List.of(2, 3, 4), sample.points().stream().map(Sample.Point::device).toList());
        assertEquals("0000806632283760", sample.points().get(0).asicId());
        assertNull(sample.points().get(1).asicId());
        assertArrayEquals(
                new double[] {12, 3 + 4294967296.0, -3.5, NONE, 1350, 123456.6, NONE},
                values(sample, 0));
        assertArrayEquals(
                new double[] {0, 4294967296.0, NONE, NONE, NONE, NONE, NONE}, values(sample, 1));
        assertArrayEquals(
                new double[] {NONE, NONE, NONE, NONE, NONE, NONE, NONE}, values(sample, 2));
    }

    @Test
    void shouldSayTheSameAsTheDocument() {
        Observation observation = observation();
        Sample direct = Sample.of(observation, TIME.toEpochMilli());
        Sample read =
                Sample.of(new SnapshotBuilder(InstantSource.fixed(TIME)).build(observation, null));
        assertEquals(direct.epochMillis(), read.epochMillis());
        assertEquals(direct.points().size(), read.points().size());
        for (int at = 0; at < direct.points().size(); at++) {
            assertEquals(direct.points().get(at).asicId(), read.points().get(at).asicId());
            assertArrayEquals(values(direct, at), values(read, at));
        }
    }

    private static double[] values(Sample sample, int point) {
        Series series = sample.points().get(point).values();
        double[] values = new double[series.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = series.at(at);
        }
        return values;
    }
}
