package org.ttflight.jmx;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link DeviceMXBean} that the driver's files tell, read about once a second. Only a
 * good reading is a number; why another is none stands in {@link #getQualities}.
 */
public interface DeviceTelemetry {
    /** Returns how it answers, or null if the driver has no such device. */
    @Doc("How it answers: readable, blocked or new; null if the driver has no such device")
    @Nullable String getStatus();

    /** Returns since when, in milliseconds since the epoch, or null. */
    @Doc(
            "Since when it answers like that, since 1970-01-01 UTC; null if the driver has no "
                    + "such device")
    @Doc.Units("milliseconds")
    @Nullable Long getStatusTime();

    /** Returns whether all that it offers can be read, or null if it has nothing to read. */
    @Doc(
            "Whether it is readable and every reading it offers is good; null if the driver has "
                    + "no such device")
    @Nullable Boolean getUp();

    /** Returns when its files were last read, in milliseconds since the epoch, or null. */
    @Doc("When its files were last read, since 1970-01-01 UTC; null if never")
    @Doc.Units("milliseconds")
    @Nullable Long getTelemetryTime();

    /** Returns what each reading is worth, by sensor; empty if it was never read. */
    @Doc(
            "What each reading is worth, by sensor: ok, absent, stale, implausible, sentinel, "
                    + "blocked or unreadable, with the reason in parentheses; empty if never read")
    Map<String, String> getQualities();

    /** Returns temperature of the chip, or null if unknown. */
    @Doc("Temperature of the chip; null if unknown")
    @Doc.Units("degrees Celsius")
    @Nullable Double getTemperature();

    /** Returns temperature at which the firmware throttles, or null if unknown. */
    @Doc("Temperature at which the firmware throttles; null if unknown")
    @Doc.Units("degrees Celsius")
    @Nullable Double getTemperatureLimit();

    /** Returns core voltage, or null if unknown. */
    @Doc("Core voltage; null if unknown")
    @Doc.Units("volts")
    @Nullable Double getVoltage();

    /** Returns highest core voltage, or null if unknown. */
    @Doc("Highest core voltage; null if unknown")
    @Doc.Units("volts")
    @Nullable Double getVoltageLimit();

    /** Returns core current, or null if unknown. */
    @Doc("Core current; null if unknown")
    @Doc.Units("amperes")
    @Nullable Double getCurrent();

    /** Returns highest core current (TDC limit), or null if unknown. */
    @Doc("Highest core current (TDC limit); null if unknown")
    @Doc.Units("amperes")
    @Nullable Double getCurrentLimit();

    /** Returns power of the chip, not of the board, or null if unknown. */
    @Doc("Power of the chip, not of the board; null if unknown")
    @Doc.Units("watts")
    @Nullable Double getPower();

    /** Returns highest power of the chip (TDP limit), or null if unknown. */
    @Doc("Highest power of the chip (TDP limit); null if unknown")
    @Doc.Units("watts")
    @Nullable Double getPowerLimit();

    /** Returns the energy used in {@link #getEnergySeconds}, in joules, or null. */
    @Doc("What the chip has used in EnergySeconds; null if nothing was measured")
    @Doc.Units("joules")
    @Nullable Double getEnergy();

    /** Returns the time over which energy was measured, in seconds, or null. */
    @Doc("Time over which Energy was measured, without gaps; null if the device was never read")
    @Doc.Units("seconds")
    @Nullable Double getEnergySeconds();

    /** Returns the time over which energy was not measured, in seconds, or null. */
    @Doc("Time over which it could not be measured; null if the device was never read")
    @Doc.Units("seconds")
    @Nullable Double getEnergyGapSeconds();

    /** Returns fan speed, or null if unknown. */
    @Doc("Fan speed; null if unknown")
    @Doc.Units("RPM")
    @Nullable Long getFanSpeed();

    /** Returns AICLK, the clock of the Tensix cores, or null if unknown. */
    @Doc("AICLK, the clock of the Tensix cores; null if unknown")
    @Doc.Units("MHz")
    @Nullable Long getAiClock();

    /** Returns AXICLK, the clock of the AXI buses, or null if unknown. */
    @Doc("AXICLK, the clock of the AXI buses; null if unknown")
    @Doc.Units("MHz")
    @Nullable Long getAxiClock();

    /** Returns ARCCLK, the clock of the management processor, or null if unknown. */
    @Doc("ARCCLK, the clock of the management processor; null if unknown")
    @Doc.Units("MHz")
    @Nullable Long getArcClock();

    /** Returns firmware heartbeat, a counter of 32 bits that wraps, or null if unknown. */
    @Doc("Firmware heartbeat, a counter of 32 bits that wraps; null if unknown")
    @Doc.Units("beats")
    @Nullable Long getHeartbeat();

    /** Returns how long the heartbeat has not changed, in milliseconds, or null. */
    @Doc("How long the heartbeat has not changed; null if there is none")
    @Doc.Units("milliseconds")
    @Nullable Long getHeartbeatAge();

    /** Returns when the heartbeat last changed, in milliseconds since the epoch, or null. */
    @Doc("When the heartbeat last changed, since 1970-01-01 UTC; null if there is none")
    @Doc.Units("milliseconds")
    @Nullable Long getHeartbeatTime();

    /** Returns whether that is longer than a living firmware takes, or null. */
    @Doc(
            "Whether HeartbeatAge is longer than a living firmware takes; null if there is no "
                    + "heartbeat")
    @Nullable Boolean getHeartbeatStalled();

    /** Returns how often the heartbeat of this chip stopped. */
    @Doc("How often the heartbeat of this chip stopped")
    @Doc.Units("stalls")
    long getHeartbeatStalls();

    /** Returns thermal shutdowns since power came, or null if unknown. */
    @Doc("Thermal shutdowns since power came; null if unknown")
    @Doc.Units("trips")
    @Nullable Long getThermalTrips();

    /** Returns PCIe transfer rate of a lane now, or null if unknown. */
    @Doc("PCIe transfer rate of a lane now; null if unknown")
    @Doc.Units("GT/s")
    @Nullable Double getLinkSpeed();

    /** Returns highest PCIe transfer rate of a lane, or null if unknown. */
    @Doc("Highest PCIe transfer rate of a lane; null if unknown")
    @Doc.Units("GT/s")
    @Nullable Double getLinkSpeedMax();

    /** Returns PCIe lanes in use, or null if unknown. */
    @Doc("PCIe lanes in use; null if unknown")
    @Doc.Units("lanes")
    @Nullable Long getLinkWidth();

    /** Returns most PCIe lanes, or null if unknown. */
    @Doc("Most PCIe lanes; null if unknown")
    @Doc.Units("lanes")
    @Nullable Long getLinkWidthMax();

    /** Returns PCIe errors that were corrected, or null if unknown. */
    @Doc("PCIe errors that were corrected; null if unknown")
    @Doc.Units("errors")
    @Nullable Long getAerCorrectable();

    /** Returns PCIe errors that lost a transaction, or null if unknown. */
    @Doc("PCIe errors that lost a transaction; null if unknown")
    @Doc.Units("errors")
    @Nullable Long getAerNonfatal();

    /** Returns PCIe errors that broke the link, or null if unknown. */
    @Doc("PCIe errors that broke the link; null if unknown")
    @Doc.Units("errors")
    @Nullable Long getAerFatal();

    /** Returns the driver's raw counters by file, without those that could not be read. */
    @Doc(
            "The driver's PCIe counters as they are, 32 bits that wrap, by file; the last digit "
                    + "is the NOC; what could not be read is left out")
    @Doc.Units("words")
    Map<String, Long> getPcieWords();

    /** Returns for how many bytes a word is taken, or null. */
    @Doc("What a word of PcieWords is taken for; null if the device was never read")
    @Doc.Units("bytes")
    @Nullable Integer getPcieBytesPerWord();

    /** Returns the bytes sent to the device since it was first seen, or null if unknown. */
    @Doc("Sent from the host to the device since it was first seen; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getPcieBytesToDevice();

    /** Returns the bytes that came from the device since it was first seen, or null if unknown. */
    @Doc("Sent from the device to the host since it was first seen; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getPcieBytesFromDevice();

    /** Returns the bytes a second to the device over the last interval, or null if unknown. */
    @Doc("Rate of PcieBytesToDevice over the last interval; null if unknown")
    @Doc.Units("bytes per second")
    @Nullable Double getPcieToDeviceRate();

    /** Returns the bytes a second from the device over the last interval, or null if unknown. */
    @Doc("Rate of PcieBytesFromDevice over the last interval; null if unknown")
    @Doc.Units("bytes per second")
    @Nullable Double getPcieFromDeviceRate();
}
