package org.ttflight.jfr;

import java.util.Map;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.Energy;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.snapshot.ObservedDevice;

/** One row of a snapshot: the sensors of a device that the driver knows. */
@Name("tenstorrent.DeviceTelemetry")
@Label("Device Telemetry")
@Category({"Tenstorrent", "Device"})
@Description("What was last read of the sensors of a device")
@StackTrace(false)
@Period("10 s")
final class DeviceTelemetryEvent extends Event {
    private static final DeviceTelemetryEvent PROBE = new DeviceTelemetryEvent();
    private static final Telemetry NEVER_READ =
            new Telemetry(
                    0,
                    Map.of(),
                    new PcieTraffic(Map.of(), 0, null, null, null, null),
                    Energy.NONE,
                    null,
                    false);

    @Label("Snapshot")
    @Description("Rows with the same number show the same moment")
    @SnapshotRelation
    int snapshot;

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Asic Id")
    @Description("The number of the chip, which stays with it; null if unknown")
    @Nullable String asicId;

    @Label("Status")
    @Description("How the device answers: readable, blocked or new")
    @Nullable String status;

    @Label("Temperature (°C)")
    @Description("Of the chip; NaN if unknown")
    double temperature;

    @Label("Temperature Limit (°C)")
    @Description("Where the firmware throttles; NaN if unknown")
    double temperatureLimit;

    @Label("Voltage (V)")
    @Description("Of the core; NaN if unknown")
    double voltage;

    @Label("Voltage Limit (V)")
    @Description("The most the core may have; NaN if unknown")
    double voltageLimit;

    @Label("Current (A)")
    @Description("Of the core; NaN if unknown")
    double current;

    @Label("Current Limit (A)")
    @Description("The most the core may take; NaN if unknown")
    double currentLimit;

    @Label("Power (W)")
    @Description("Of the chip, not of the board; NaN if unknown")
    double power;

    @Label("Power Limit (W)")
    @Description("The most the chip may take; NaN if unknown")
    double powerLimit;

    @Label("Fan (RPM)")
    @Description("Speed of the fan; -1 if unknown")
    int fan;

    @Label("Aiclk (MHz)")
    @Description("Clock of the Tensix cores; -1 if unknown")
    int aiclk;

    @Label("Axiclk (MHz)")
    @Description("Clock of the AXI buses; -1 if unknown")
    int axiclk;

    @Label("Arcclk (MHz)")
    @Description("Clock of the management processor; -1 if unknown")
    int arcclk;

    @Label("Heartbeat")
    @Description("A count that changes while the firmware lives; -1 if unknown")
    long heartbeat;

    @Label("Heartbeat Age")
    @Description("For how long the heartbeat has not changed; -1 if unknown")
    @Timespan
    long heartbeatAge;

    @Label("Heartbeat Stalled")
    @Description("Whether that is longer than a living firmware takes")
    boolean heartbeatStalled;

    @Label("Thermal Trips")
    @Description("Thermal shutdowns since power came; -1 if unknown")
    int thermalTrips;

    @Label("To Device Rate (/s)")
    @Description("Over PCIe from the host in a second; -1 if unknown")
    @DataAmount
    long toDeviceRate;

    @Label("From Device Rate (/s)")
    @Description("Over PCIe to the host in a second; -1 if unknown")
    @DataAmount
    long fromDeviceRate;

    @Label("Bytes To Device")
    @Description("Over PCIe from the host since the device was first seen; -1 if unknown")
    @DataAmount
    long bytesToDevice;

    @Label("Bytes From Device")
    @Description("Over PCIe to the host since the device was first seen; -1 if unknown")
    @DataAmount
    long bytesFromDevice;

    @Label("Bytes Per Word")
    @Description("What a word of the PCIe counters was taken for; -1 if unknown")
    @DataAmount
    int bytesPerWord;

    @Label("Link Speed (GT/s)")
    @Description("PCIe transfer rate; NaN if unknown")
    double linkSpeed;

    @Label("Link Speed Max (GT/s)")
    @Description("Highest PCIe transfer rate; NaN if unknown")
    double linkSpeedMax;

    @Label("Link Width")
    @Description("PCIe lanes in use; -1 if unknown")
    int linkWidth;

    @Label("Link Width Max")
    @Description("Most PCIe lanes; -1 if unknown")
    int linkWidthMax;

    @Label("Aer Correctable")
    @Description("PCIe errors that were corrected; -1 if unknown")
    int aerCorrectable;

    @Label("Aer Nonfatal")
    @Description("PCIe errors that lost a transaction; -1 if unknown")
    int aerNonfatal;

    @Label("Aer Fatal")
    @Description("PCIe errors that broke the link; -1 if unknown")
    int aerFatal;

    @Label("Energy (J)")
    @Description("Power over time, since the device was first seen; NaN if unknown")
    double energy;

    @Label("Energy Time")
    @Description("The time that energy counts; -1 if unknown")
    @Timespan
    long energyTime;

    @Label("Energy Gap")
    @Description(
            "The time since the device was first seen that energy does not count; -1 if unknown")
    @Timespan
    long energyGap;

    @Label("Health")
    @Description("How the device is doing: ok, or what is wrong")
    @Nullable String health;

    @Label("Untracked")
    @Description("How many processes have the device open while nobody says what they hold")
    int untracked;

    @Label("Quality")
    @Description("The sensors of which there is no number, and why; ok if there is none")
    @Nullable String quality;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    /** Writes a row if the driver knows the device; returns how many were written. */
    static int emit(int snapshot, ObservedDevice device) {
        DeviceSample sample = device.sample();
        if (sample == null) {
            return 0;
        }
        DeviceTelemetryEvent event = new DeviceTelemetryEvent();
        event.snapshot = snapshot;
        event.device = device.ordinal();
        event.asicId = device.device().asicId();
        event.status = sample.status().label();
        event.health = device.health();
        event.untracked = device.untracked();
        event.quality = SensorQuality.of(sample.telemetry());
        Telemetry telemetry = sample.telemetry() == null ? NEVER_READ : sample.telemetry();
        event.fillElectrical(telemetry);
        event.fillFirmware(telemetry);
        event.fillLink(telemetry);
        event.fillTraffic(sample.telemetry() == null ? null : telemetry.traffic());
        event.fillEnergy(sample.telemetry() == null ? null : telemetry.energy());
        event.commit();
        return 1;
    }

    private void fillElectrical(Telemetry telemetry) {
        temperature = Unknown.orNumber(telemetry.value(Sensor.TEMPERATURE));
        temperatureLimit = Unknown.orNumber(telemetry.value(Sensor.TEMPERATURE_LIMIT));
        voltage = Unknown.orNumber(telemetry.value(Sensor.VOLTAGE));
        voltageLimit = Unknown.orNumber(telemetry.value(Sensor.VOLTAGE_LIMIT));
        current = Unknown.orNumber(telemetry.value(Sensor.CURRENT));
        currentLimit = Unknown.orNumber(telemetry.value(Sensor.CURRENT_LIMIT));
        power = Unknown.orNumber(telemetry.value(Sensor.POWER));
        powerLimit = Unknown.orNumber(telemetry.value(Sensor.POWER_LIMIT));
        fan = count(telemetry, Sensor.FAN);
        aiclk = count(telemetry, Sensor.AICLK);
        axiclk = count(telemetry, Sensor.AXICLK);
        arcclk = count(telemetry, Sensor.ARCCLK);
    }

    private void fillFirmware(Telemetry telemetry) {
        heartbeat = Unknown.orWhole(telemetry.reading(Sensor.HEARTBEAT).whole());
        heartbeatAge = Unknown.orNanos(telemetry.heartbeatAgeMillis());
        heartbeatStalled = telemetry.heartbeatStalled();
        thermalTrips = count(telemetry, Sensor.THERMAL_TRIPS);
    }

    private void fillLink(Telemetry telemetry) {
        linkSpeed = Unknown.orNumber(telemetry.value(Sensor.LINK_SPEED));
        linkSpeedMax = Unknown.orNumber(telemetry.value(Sensor.LINK_SPEED_MAX));
        linkWidth = count(telemetry, Sensor.LINK_WIDTH);
        linkWidthMax = count(telemetry, Sensor.LINK_WIDTH_MAX);
        aerCorrectable = count(telemetry, Sensor.AER_CORRECTABLE);
        aerNonfatal = count(telemetry, Sensor.AER_NONFATAL);
        aerFatal = count(telemetry, Sensor.AER_FATAL);
    }

    private void fillTraffic(@Nullable PcieTraffic traffic) {
        toDeviceRate = Unknown.orRounded(traffic == null ? null : traffic.toDeviceRate());
        fromDeviceRate = Unknown.orRounded(traffic == null ? null : traffic.fromDeviceRate());
        bytesToDevice = Unknown.orWhole(traffic == null ? null : traffic.bytesToDevice());
        bytesFromDevice = Unknown.orWhole(traffic == null ? null : traffic.bytesFromDevice());
        bytesPerWord = traffic == null ? Unknown.NUMBER : traffic.bytesPerWord();
    }

    private void fillEnergy(@Nullable Energy sum) {
        boolean isKnown = sum != null && sum.seconds() > 0;
        energy = sum != null && isKnown ? sum.joules() : Double.NaN;
        energyTime = sum == null ? Unknown.NUMBER : Math.round(sum.seconds() * 1e9);
        energyGap = sum == null ? Unknown.NUMBER : Math.round(sum.gapSeconds() * 1e9);
    }

    private static int count(Telemetry telemetry, Sensor sensor) {
        return Unknown.orCount(telemetry.reading(sensor).whole());
    }
}
