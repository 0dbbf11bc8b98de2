package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.HostDevice;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.MemoryType;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;

/**
 * One device, as a client sees it in a list. What is not known is null; sizes are bytes.
 *
 * @param device the ordinal
 * @param cardType the card it is on
 * @param architecture the generation of the chip
 * @param asicId the chip's own number
 * @param serial the board's number
 * @param pciAddress where it is
 * @param simulated whether it is made up
 * @param status how it answers: readable, blocked or new
 * @param health how it is doing, in words
 * @param healthState the same in one word
 * @param telemetryTime when it was last read, in milliseconds since the epoch
 * @param temperature in degrees Celsius
 * @param temperatureLimit in degrees Celsius
 * @param power of the chip in watts
 * @param powerLimit in watts
 * @param voltage in volts
 * @param current in amperes
 * @param fanSpeed in RPM
 * @param aiClock in MHz
 * @param heartbeatAge how long the heartbeat has not changed, in milliseconds
 * @param pcieToDeviceRate bytes a second
 * @param pcieFromDeviceRate bytes a second
 * @param dramInUse DRAM and TRACE
 * @param dramCapacity the chip's DRAM
 * @param l1InUse L1, L1_SMALL and circular buffers
 * @param l1Capacity L1 of all worker cores
 * @param memoryInUse every type but SYSTEM_MEMORY
 * @param source who says how much DRAM is held
 * @param processes how many processes use it
 * @param untracked how many of them have it open and report nothing
 */
public record DeviceRow(
        int device,
        @Nullable String cardType,
        @Nullable String architecture,
        @Nullable String asicId,
        @Nullable String serial,
        @Nullable String pciAddress,
        boolean simulated,
        @Nullable String status,
        String health,
        String healthState,
        @Nullable Long telemetryTime,
        @Nullable Double temperature,
        @Nullable Double temperatureLimit,
        @Nullable Double power,
        @Nullable Double powerLimit,
        @Nullable Double voltage,
        @Nullable Double current,
        @Nullable Long fanSpeed,
        @Nullable Long aiClock,
        @Nullable Long heartbeatAge,
        @Nullable Double pcieToDeviceRate,
        @Nullable Double pcieFromDeviceRate,
        @Nullable Long dramInUse,
        @Nullable Long dramCapacity,
        @Nullable Long l1InUse,
        @Nullable Long l1Capacity,
        @Nullable Long memoryInUse,
        String source,
        int processes,
        int untracked) {

    static DeviceRow of(ObservedDevice device, Observation observation, int processes) {
        HostDevice identity = device.device();
        DeviceSample sample = device.sample();
        Telemetry telemetry = sample == null ? null : sample.telemetry();
        return new DeviceRow(
                device.ordinal(),
                identity.cardType(),
                identity.architecture(),
                identity.asicId(),
                identity.identity().serial(),
                identity.identity().pciAddress(),
                identity.simulated(),
                sample == null ? null : sample.status().label(),
                device.health(),
                DeviceHealth.of(device, observation).label(),
                telemetry == null ? null : Long.valueOf(telemetry.epochMillis()),
                DeviceTelemetryBean.value(telemetry, Sensor.TEMPERATURE),
                DeviceTelemetryBean.value(telemetry, Sensor.TEMPERATURE_LIMIT),
                DeviceTelemetryBean.value(telemetry, Sensor.POWER),
                DeviceTelemetryBean.value(telemetry, Sensor.POWER_LIMIT),
                DeviceTelemetryBean.value(telemetry, Sensor.VOLTAGE),
                DeviceTelemetryBean.value(telemetry, Sensor.CURRENT),
                DeviceTelemetryBean.whole(telemetry, Sensor.FAN),
                DeviceTelemetryBean.whole(telemetry, Sensor.AICLK),
                DeviceTelemetryBean.heartbeatAge(telemetry),
                telemetry == null ? null : telemetry.traffic().toDeviceRate(),
                telemetry == null ? null : telemetry.traffic().fromDeviceRate(),
                device.dramInUse(),
                DeviceBean.capacity(device, MemoryType.DRAM),
                device.l1InUse(),
                DeviceBean.capacity(device, MemoryType.L1),
                DeviceBean.memoryInUse(device),
                device.memory(MemoryType.DRAM).source().label(),
                processes,
                device.untracked());
    }
}
