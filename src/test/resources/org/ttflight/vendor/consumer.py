"""Reads a snapshot of tt-smi the way programs in public do, and fails on what would break them."""

import json
import sys

PRESENT = {
    "smbus_telem": [
        "BOARD_ID_HIGH", "BOARD_ID_LOW", "ETH_FW_VERSION", "DDR_STATUS", "FAN_SPEED", "AICLK",
        "AXICLK", "ARCCLK", "VCORE", "ASIC_TEMPERATURE", "VREG_TEMPERATURE", "BOARD_TEMPERATURE",
        "TDP", "TDC", "VDD_LIMITS", "TT_FLASH_VERSION",
    ],
    "board_info": [
        "bus_id", "board_type", "board_id", "coords", "dram_status", "dram_speed", "pcie_speed",
        "pcie_width",
    ],
    "telemetry": [
        "voltage", "current", "power", "aiclk", "asic_temperature", "fan_speed", "heartbeat",
    ],
    "firmwares": [
        "fw_bundle_version", "tt_flash_version", "cm_fw", "cm_fw_date", "eth_fw", "dm_bl_fw",
        "dm_app_fw",
    ],
    "limits": [
        "vdd_min", "vdd_max", "tdp_limit", "tdc_limit", "asic_fmax", "therm_trip_l1_limit",
        "thm_limit", "bus_peak_limit",
    ],
}
HOST = ["OS", "Distro", "Kernel", "Hostname", "Platform", "Python", "Memory", "Driver"]


def number(value):
    return None if value in ("N/A", None) else float(value)


def shown(value):
    return "?" if value is None else "%.1f" % value


with open(sys.argv[1], encoding="utf-8") as file:
    snapshot = json.load(file)

for key in ("time", "host_info", "host_sw_vers", "device_info", "processes"):
    assert key in snapshot, key
for key in HOST:
    assert isinstance(snapshot["host_info"][key], str), key
for device in snapshot["device_info"]:
    for group, keys in PRESENT.items():
        for key in keys:
            assert key in device[group], (group, key)
    words = device["smbus_telem"]
    assert "THM_LIMITS" in words or "THM_LIMIT_SHUTDOWN" in words
    assert all(word is None or int(word, 16) >= 0 for word in words.values())
    board = device["board_info"]
    readings = {key: number(value) for key, value in device["telemetry"].items()}
    assert readings["voltage"] is None or 0.5 < readings["voltage"] < 1.5, readings
    assert board["pcie_speed"] == "N/A" or isinstance(board["pcie_speed"], int)
    assert isinstance(board["pcie_width"], str)
    limit = number(device["limits"]["tdp_limit"])
    high, low = words["BOARD_ID_HIGH"], words["BOARD_ID_LOW"]
    serial = "?"
    if high is not None and low is not None:
        serial = hex(int(high, 16) << 32 | int(low, 16))
        assert board["board_id"] == "%016x" % int(serial, 16)
    print(
        board["bus_id"], board["board_type"], "board", serial,
        shown(readings["asic_temperature"]), "C", shown(readings["power"]), "W of",
        "?" if limit is None else int(limit),
    )
for process in snapshot["processes"]:
    assert set(process) == {"pid", "user", "device", "cmdline"}
    print(process["pid"], "on", str(process["device"]) + ":", process["cmdline"])
