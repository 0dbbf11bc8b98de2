package org.ttflight.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.host.DeviceIdentity;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.Energy;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.PcieCounter;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.MemoryType;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;

/** Turns an observed device into plain numbers and words. */
final class DeviceStates {
    private static final MemoryType[] TYPES = MemoryType.values();
    private static final Sensor[] SENSORS = Sensor.values();
    private static final PcieCounter[] COUNTERS = PcieCounter.values();

    private DeviceStates() {}

    /** Returns the name of the counter's files, without the number of the NOC at its end. */
    private static String stem(PcieCounter counter) {
        String file = counter.file(0);
        return file.substring(0, file.length() - 1);
    }

    static DeviceState of(ObservedDevice observed) {
        HostDevice device = observed.device();
        DeviceSample sample = observed.sample();
        DeviceReport report = observed.report();
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        for (MemoryType type : TYPES) {
            types.put(type.label(), use(type, observed.memory(type)));
        }
        return new DeviceState(
                device.ordinal(),
                device.cardType(),
                device.architecture(),
                device.asicId(),
                device.simulated(),
                new MemoryByType(types),
                observed.health(),
                sample == null ? null : hardware(sample),
                observed.unexplainedL1(),
                observed.unexplainedL1Basis(),
                observed.untracked(),
                report == null ? null : Instant.ofEpochMilli(report.epochMillis()));
    }

    private static MemoryUse use(MemoryType type, ObservedMemory memory) {
        Capacity capacity = memory.capacity();
        boolean canHaveCapacity = type == MemoryType.DRAM || type == MemoryType.L1;
        return new MemoryUse(
                memory.used(),
                memory.peak(),
                memory.buffers(),
                capacity.bytes(),
                canHaveCapacity ? capacity.source().label() : null,
                memory.source().label(),
                memory.claimed(),
                memory.unattributed(),
                bank(memory.banks()));
    }

    private static @Nullable BankState bank(@Nullable BankReport bank) {
        return bank == null
                ? null
                : new BankState(
                        bank.banks(),
                        bank.allocatable(),
                        bank.allocated(),
                        bank.free(),
                        bank.largestFree(),
                        bank.fragmentation());
    }

    private static HardwareState hardware(DeviceSample sample) {
        DeviceIdentity identity = sample.device().identity();
        Holders holders = sample.holders();
        Telemetry telemetry = sample.telemetry();
        return new HardwareState(
                sample.status().label(),
                Instant.ofEpochMilli(sample.statusSinceMillis()),
                identity.serial(),
                identity.pciAddress(),
                identity.numaNode(),
                identity.firmware(),
                holders.pids(),
                holders.elsewhere(),
                holders.source().label(),
                holders.detail(),
                telemetry == null ? null : telemetry(telemetry));
    }

    private static TelemetryState telemetry(Telemetry telemetry) {
        Map<String, ReadingState> readings = new LinkedHashMap<>();
        for (Sensor sensor : SENSORS) {
            Reading reading = telemetry.reading(sensor);
            readings.put(
                    sensor.label(),
                    new ReadingState(
                            reading.value(),
                            sensor.unit(),
                            reading.quality().label(),
                            reading.detail()));
        }
        PcieTraffic traffic = telemetry.traffic();
        Energy energy = telemetry.energy();
        Long age = telemetry.heartbeatAgeMillis();
        return new TelemetryState(
                Instant.ofEpochMilli(telemetry.epochMillis()),
                readings,
                age == null ? null : Double.valueOf(age / 1000.0),
                telemetry.heartbeatStalled(),
                words(traffic),
                traffic.bytesPerWord(),
                traffic.bytesToDevice(),
                traffic.bytesFromDevice(),
                traffic.toDeviceRate(),
                traffic.fromDeviceRate(),
                energy.seconds() == 0 ? null : Double.valueOf(energy.joules()),
                energy.seconds());
    }

    private static Map<String, List<@Nullable Long>> words(PcieTraffic traffic) {
        Map<String, List<@Nullable Long>> words = new LinkedHashMap<>();
        for (PcieCounter counter : COUNTERS) {
            List<Reading> readings = traffic.words().get(counter);
            if (readings != null) {
                List<@Nullable Long> byNoc = new ArrayList<>(readings.size());
                for (Reading reading : readings) {
                    byNoc.add(reading.whole());
                }
                words.put(stem(counter), byNoc);
            }
        }
        return words;
    }
}
