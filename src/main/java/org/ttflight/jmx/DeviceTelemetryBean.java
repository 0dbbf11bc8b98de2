package org.ttflight.jmx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.Energy;
import org.ttflight.host.PcieCounter;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;

/** Shows what the driver's files tell of one device. */
abstract class DeviceTelemetryBean extends DescribedBean implements DeviceTelemetry {
    DeviceTelemetryBean() {
        super(DeviceMXBean.class);
    }

    /** Returns what was read last, or null if the driver has no such device. */
    abstract @Nullable DeviceSample sample();

    private @Nullable Telemetry telemetry() {
        DeviceSample sample = sample();
        return sample == null ? null : sample.telemetry();
    }

    private @Nullable PcieTraffic traffic() {
        Telemetry telemetry = telemetry();
        return telemetry == null ? null : telemetry.traffic();
    }

    /** Returns the energy, or null if the device was never read. */
    private @Nullable Energy energy() {
        Telemetry telemetry = telemetry();
        return telemetry == null ? null : telemetry.energy();
    }

    private @Nullable Double value(Sensor sensor) {
        return value(telemetry(), sensor);
    }

    private @Nullable Long whole(Sensor sensor) {
        return whole(telemetry(), sensor);
    }

    static @Nullable Double value(@Nullable Telemetry telemetry, Sensor sensor) {
        return telemetry == null ? null : telemetry.value(sensor);
    }

    static @Nullable Long whole(@Nullable Telemetry telemetry, Sensor sensor) {
        return telemetry == null ? null : telemetry.reading(sensor).whole();
    }

    @Override
    public @Nullable String getStatus() {
        DeviceSample sample = sample();
        return sample == null ? null : sample.status().label();
    }

    @Override
    public @Nullable Long getStatusTime() {
        DeviceSample sample = sample();
        return sample == null ? null : Long.valueOf(sample.statusSinceMillis());
    }

    @Override
    public @Nullable Boolean getUp() {
        DeviceSample sample = sample();
        return sample == null ? null : Boolean.valueOf(DeviceHealth.isUp(sample));
    }

    @Override
    public @Nullable Long getTelemetryTime() {
        Telemetry telemetry = telemetry();
        return telemetry == null ? null : Long.valueOf(telemetry.epochMillis());
    }

    @Override
    public Map<String, String> getQualities() {
        Map<String, String> qualities = new LinkedHashMap<>();
        Telemetry telemetry = telemetry();
        if (telemetry != null) {
            telemetry
                    .readings()
                    .forEach((sensor, reading) -> qualities.put(sensor.label(), words(reading)));
        }
        return qualities;
    }

    private static String words(Reading reading) {
        String label = reading.quality().label();
        return reading.detail() == null ? label : label + " (" + reading.detail() + ")";
    }

    @Override
    public @Nullable Double getEnergy() {
        Energy energy = energy();
        return energy == null || energy.seconds() == 0 ? null : Double.valueOf(energy.joules());
    }

    @Override
    public @Nullable Double getEnergySeconds() {
        Energy energy = energy();
        return energy == null ? null : Double.valueOf(energy.seconds());
    }

    @Override
    public @Nullable Double getEnergyGapSeconds() {
        Energy energy = energy();
        return energy == null ? null : Double.valueOf(energy.gapSeconds());
    }

    @Override
    public @Nullable Long getHeartbeatAge() {
        return heartbeatAge(telemetry());
    }

    static @Nullable Long heartbeatAge(@Nullable Telemetry telemetry) {
        return telemetry == null ? null : telemetry.heartbeatAgeMillis();
    }

    @Override
    public @Nullable Long getHeartbeatTime() {
        Telemetry telemetry = telemetry();
        Long age = heartbeatAge(telemetry);
        return telemetry == null || age == null
                ? null
                : Long.valueOf(telemetry.epochMillis() - age);
    }

    @Override
    public @Nullable Boolean getHeartbeatStalled() {
        Telemetry telemetry = telemetry();
        if (telemetry == null || telemetry.heartbeatAgeMillis() == null) {
            return null;
        }
        return telemetry.heartbeatStalled();
    }

    @Override
    public Map<String, Long> getPcieWords() {
        Map<String, Long> words = new LinkedHashMap<>();
        PcieTraffic traffic = traffic();
        if (traffic != null) {
            for (PcieCounter counter : PcieCounter.values()) {
                List<Reading> byNoc = traffic.words().getOrDefault(counter, List.of());
                for (int noc = 0; noc < byNoc.size(); noc++) {
                    Long value = byNoc.get(noc).whole();
                    if (value != null) {
                        words.put(counter.file(noc), value);
                    }
                }
            }
        }
        return words;
    }

    @Override
    public @Nullable Integer getPcieBytesPerWord() {
        PcieTraffic traffic = traffic();
        return traffic == null ? null : Integer.valueOf(traffic.bytesPerWord());
    }

    @Override
    public @Nullable Long getPcieBytesToDevice() {
        PcieTraffic traffic = traffic();
        return traffic == null ? null : traffic.bytesToDevice();
    }

    @Override
    public @Nullable Long getPcieBytesFromDevice() {
        PcieTraffic traffic = traffic();
        return traffic == null ? null : traffic.bytesFromDevice();
    }

    @Override
    public @Nullable Double getPcieToDeviceRate() {
        PcieTraffic traffic = traffic();
        return traffic == null ? null : traffic.toDeviceRate();
    }

    @Override
    public @Nullable Double getPcieFromDeviceRate() {
        PcieTraffic traffic = traffic();
        return traffic == null ? null : traffic.fromDeviceRate();
    }

    @Override
    public @Nullable Double getTemperature() {
        return value(Sensor.TEMPERATURE);
    }

    @Override
    public @Nullable Double getTemperatureLimit() {
        return value(Sensor.TEMPERATURE_LIMIT);
    }

    @Override
    public @Nullable Double getVoltage() {
        return value(Sensor.VOLTAGE);
    }

    @Override
    public @Nullable Double getVoltageLimit() {
        return value(Sensor.VOLTAGE_LIMIT);
    }

    @Override
    public @Nullable Double getCurrent() {
        return value(Sensor.CURRENT);
    }

    @Override
    public @Nullable Double getCurrentLimit() {
        return value(Sensor.CURRENT_LIMIT);
    }

    @Override
    public @Nullable Double getPower() {
        return value(Sensor.POWER);
    }

    @Override
    public @Nullable Double getPowerLimit() {
        return value(Sensor.POWER_LIMIT);
    }

    @Override
    public @Nullable Long getFanSpeed() {
        return whole(Sensor.FAN);
    }

    @Override
    public @Nullable Long getAiClock() {
        return whole(Sensor.AICLK);
    }

    @Override
    public @Nullable Long getAxiClock() {
        return whole(Sensor.AXICLK);
    }

    @Override
    public @Nullable Long getArcClock() {
        return whole(Sensor.ARCCLK);
    }

    @Override
    public @Nullable Long getHeartbeat() {
        return whole(Sensor.HEARTBEAT);
    }

    @Override
    public @Nullable Long getThermalTrips() {
        return whole(Sensor.THERMAL_TRIPS);
    }

    @Override
    public @Nullable Double getLinkSpeed() {
        return value(Sensor.LINK_SPEED);
    }

    @Override
    public @Nullable Double getLinkSpeedMax() {
        return value(Sensor.LINK_SPEED_MAX);
    }

    @Override
    public @Nullable Long getLinkWidth() {
        return whole(Sensor.LINK_WIDTH);
    }

    @Override
    public @Nullable Long getLinkWidthMax() {
        return whole(Sensor.LINK_WIDTH_MAX);
    }

    @Override
    public @Nullable Long getAerCorrectable() {
        return whole(Sensor.AER_CORRECTABLE);
    }

    @Override
    public @Nullable Long getAerNonfatal() {
        return whole(Sensor.AER_NONFATAL);
    }

    @Override
    public @Nullable Long getAerFatal() {
        return whole(Sensor.AER_FATAL);
    }
}
