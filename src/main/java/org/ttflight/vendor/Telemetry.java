package org.ttflight.vendor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.TelemetryState;

/**
 * The firmware's telemetry words, by the vendor's names for them. The driver gives values that it
 * has decoded; here they are encoded again as the firmware has them.
 *
 * <p>Wormhole packs a limit into the upper half of some words. Where the driver does not tell the
 * limit, that half is 0.
 */
final class Telemetry {
    private static final List<String> WORMHOLE =
            List.of(
                    "ENUM_VERSION",
                    "DEVICE_ID",
                    "ASIC_RO",
                    "ASIC_IDD",
                    "BOARD_ID_HIGH",
                    "BOARD_ID_LOW",
                    "ARC0_FW_VERSION",
                    "ARC1_FW_VERSION",
                    "ARC2_FW_VERSION",
                    "ARC3_FW_VERSION",
                    "SPIBOOTROM_FW_VERSION",
                    "ETH_FW_VERSION",
                    "DM_BL_FW_VERSION",
                    "DM_APP_FW_VERSION",
                    "DDR_STATUS",
                    "ETH_STATUS0",
                    "ETH_STATUS1",
                    "PCIE_STATUS",
                    "FAULTS",
                    "ARC0_HEALTH",
                    "ARC1_HEALTH",
                    "ARC2_HEALTH",
                    "ARC3_HEALTH",
                    "FAN_SPEED",
                    "AICLK",
                    "AXICLK",
                    "ARCCLK",
                    "THROTTLER",
                    "VCORE",
                    "ASIC_TEMPERATURE",
                    "VREG_TEMPERATURE",
                    "BOARD_TEMPERATURE",
                    "TDP",
                    "TDC",
                    "VDD_LIMITS",
                    "THM_LIMITS",
                    "WH_FW_DATE",
                    "ASIC_TMON0",
                    "ASIC_TMON1",
                    "MVDDQ_POWER",
                    "GDDR_TRAIN_TEMP0",
                    "GDDR_TRAIN_TEMP1",
                    "BOOT_DATE",
                    "RT_SECONDS",
                    "ETH_DEBUG_STATUS0",
                    "ETH_DEBUG_STATUS1",
                    "TT_FLASH_VERSION",
                    "ETH_LOOPBACK_STATUS",
                    "ETH_LIVE_STATUS",
                    "FW_BUNDLE_VERSION");

    private static final List<String> BLACKHOLE =
            List.of(
                    "BOARD_ID_HIGH",
                    "BOARD_ID_LOW",
                    "ASIC_ID",
                    "HARVESTING_STATE",
                    "UPDATE_TELEM_SPEED",
                    "VCORE",
                    "TDP",
                    "TDC",
                    "VDD_LIMITS",
                    "THM_LIMIT_SHUTDOWN",
                    "ASIC_TEMPERATURE",
                    "VREG_TEMPERATURE",
                    "BOARD_TEMPERATURE",
                    "AICLK",
                    "AXICLK",
                    "ARCCLK",
                    "L2CPUCLK0",
                    "L2CPUCLK1",
                    "L2CPUCLK2",
                    "L2CPUCLK3",
                    "ETH_LIVE_STATUS",
                    "DDR_STATUS",
                    "DDR_SPEED",
                    "ETH_FW_VERSION",
                    "GDDR_FW_VERSION",
                    "DM_APP_FW_VERSION",
                    "DM_BL_FW_VERSION",
                    "FLASH_BUNDLE_VERSION",
                    "CM_FW_VERSION",
                    "L2CPU_FW_VERSION",
                    "FAN_SPEED",
                    "TIMER_HEARTBEAT",
                    "TELEMETRY_ENUM_COUNT",
                    "ENABLED_TENSIX_COL",
                    "ENABLED_ETH",
                    "ENABLED_GDDR",
                    "ENABLED_L2CPU",
                    "PCIE_USAGE",
                    "NOC_TRANSLATION",
                    "FAN_RPM",
                    "GDDR_0_1_TEMP",
                    "GDDR_2_3_TEMP",
                    "GDDR_4_5_TEMP",
                    "GDDR_6_7_TEMP",
                    "GDDR_0_1_CORR_ERRS",
                    "GDDR_2_3_CORR_ERRS",
                    "GDDR_4_5_CORR_ERRS",
                    "GDDR_6_7_CORR_ERRS",
                    "GDDR_UNCORR_ERRS",
                    "MAX_GDDR_TEMP",
                    "ASIC_LOCATION",
                    "BOARD_POWER_LIMIT",
                    "INPUT_POWER",
                    "TDC_LIMIT_MAX",
                    "THM_LIMIT_THROTTLE",
                    "TT_FLASH_VERSION",
                    "THERM_TRIP_COUNT",
                    "ASIC_ID_HIGH",
                    "ASIC_ID_LOW",
                    "AICLK_LIMIT_MAX",
                    "TDP_LIMIT_MAX");

    private final Map<String, @Nullable String> words = new LinkedHashMap<>();
    private final @Nullable TelemetryState readings;

    private Telemetry(List<String> names, @Nullable TelemetryState readings) {
        this.readings = readings;
        for (String name : names) {
            words.put(name, null);
        }
    }

    /** Returns all words that the device's architecture has; those that are unknown are null. */
    static Map<String, @Nullable String> of(DeviceState device, HardwareState hardware) {
        boolean isWormhole = isWormhole(device);
        Telemetry telemetry =
                new Telemetry(isWormhole ? WORMHOLE : BLACKHOLE, hardware.telemetry());
        telemetry.putId("BOARD_ID", hardware.serial());
        if (isWormhole) {
            telemetry.putWormhole(hardware.firmware());
        } else {
            telemetry.putId("ASIC_ID", device.asicId());
            telemetry.putBlackhole(hardware.firmware());
        }
        telemetry.put("VCORE", telemetry.scaled("voltage", 1000));
        telemetry.put("AICLK", telemetry.scaled("aiclk", 1));
        telemetry.put("AXICLK", telemetry.scaled("axiclk", 1));
        telemetry.put("ARCCLK", telemetry.scaled("arcclk", 1));
        return telemetry.words;
    }

    static boolean isWormhole(DeviceState device) {
        return "Wormhole_B0".equals(device.architecture());
    }

    private void putWormhole(Map<String, String> firmware) {
        put("TDP", withLimit(scaled("power", 1), scaled("powerLimit", 1)));
        put("TDC", withLimit(scaled("current", 1), scaled("currentLimit", 1)));
        Long temperature = scaled("temperature", 16);
        put("ASIC_TEMPERATURE", temperature == null ? null : temperature & 0xFFFF);
        put("ARC0_FW_VERSION", version(firmware.get("arc")));
        put("ETH_FW_VERSION", ethernetVersion(firmware.get("eth")));
        put("DM_BL_FW_VERSION", version(firmware.get("m3bl")));
        put("DM_APP_FW_VERSION", version(firmware.get("m3app")));
        put("TT_FLASH_VERSION", version(firmware.get("ttflash")));
        put("FW_BUNDLE_VERSION", version(firmware.get("bundle")));
    }

    private void putBlackhole(Map<String, String> firmware) {
        put("TDP", scaled("power", 1));
        put("TDC", scaled("current", 1));
        Long temperature = scaled("temperature", 65_536);
        put("ASIC_TEMPERATURE", temperature == null ? null : temperature & 0xFFFF_FFFFL);
        put("DM_APP_FW_VERSION", version(firmware.get("m3app")));
        put("FLASH_BUNDLE_VERSION", version(firmware.get("bundle")));
        put("TIMER_HEARTBEAT", scaled("heartbeat", 1));
        put("FAN_RPM", scaled("fan", 1));
        put("TDC_LIMIT_MAX", scaled("currentLimit", 1));
        put("THM_LIMIT_THROTTLE", scaled("temperatureLimit", 1));
        put("THERM_TRIP_COUNT", scaled("thermalTrips", 1));
        put("TDP_LIMIT_MAX", scaled("powerLimit", 1));
    }

    private void put(String name, @Nullable Long value) {
        if (!words.containsKey(name)) {
            throw new IllegalArgumentException(name);
        }
        words.put(name, value == null ? null : PythonNumbers.hex(value));
    }

    private void putId(String name, @Nullable String id) {
        if (id != null && id.matches("[0-9A-Fa-f]{16}")) {
            put(name + "_HIGH", Long.valueOf(id.substring(0, 8), 16));
            put(name + "_LOW", Long.valueOf(id.substring(8), 16));
        }
    }

    private @Nullable Long scaled(String sensor, int factor) {
        Double value = readings == null ? null : readings.value(sensor);
        return value == null ? null : Long.valueOf(Math.round(value * factor));
    }

    private static @Nullable Long withLimit(@Nullable Long value, @Nullable Long limit) {
        return value == null ? null : Long.valueOf((limit == null ? 0 : limit << 16) | value);
    }

    /** Returns {@code a.b.c.d} as one byte each; null if it is not that. */
    private static @Nullable Long version(@Nullable String version) {
        return packed(version, 8, 8, 8, 8);
    }

    /** Returns {@code a.b.c} as the ethernet firmware packs it: 8, 4 and 12 bits. */
    private static @Nullable Long ethernetVersion(@Nullable String version) {
        return packed(version, 8, 4, 12);
    }

    private static @Nullable Long packed(@Nullable String version, int... bits) {
        if (version == null || !version.matches("\\d{1,5}(\\.\\d{1,5})*")) {
            return null;
        }
        String[] parts = version.split("\\.", -1);
        if (parts.length != bits.length) {
            return null;
        }
        long packed = 0;
        for (int at = 0; at < parts.length; at++) {
            int part = Integer.parseInt(parts[at]);
            if (part >> bits[at] != 0) {
                return null;
            }
            packed = packed << bits[at] | part;
        }
        return packed;
    }
}
