package org.ttflight.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ttflight.e2e.ChangingHost.Chip;
import org.ttflight.e2e.ChangingHost.Program;

/**
 * Compares a published document with what the host's files held while it was made. What cannot be
 * blamed on the time that a reading takes is a mistake.
 */
final class HostAudit {
    /** How old something in a document may be: one period, one pass, and a machine that is busy. */
    private static final long OLDEST_MILLIS = 5_000;

    /** Clocks are read before and after the files. */
    private static final long SLACK_MILLIS = 100;

    private final ChangingHost host;
    private final Map<String, Chip> chips = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, Integer> compared = new TreeMap<>();

    HostAudit(ChangingHost host) {
        this.host = host;
        for (Chip chip : host.chips) {
            chips.put(chip.asicId(), chip);
        }
    }

    /** Returns what was wrong so far, a line each. */
    List<String> mistakes() {
        return mistakes;
    }

    /** Returns how many values of each kind were compared. */
    Map<String, Integer> compared() {
        return compared;
    }

    void check(JsonObject document) {
        long made = millis(document.get("time"));
        Set<String> seen = new HashSet<>();
        for (JsonElement element : document.getAsJsonArray("devices")) {
            JsonObject device = element.getAsJsonObject();
            if (isUnknown(device, "asicId")) {
                continue; // only remembered by those who hold memory there
            }
            String asicId = device.get("asicId").getAsString();
            seen.add(asicId);
            Chip chip = chips.get(asicId);
            if (chip == null) {
                mistakes.add("a device that never was: " + asicId);
            } else {
                checkDevice(chip, device, made);
            }
        }
        for (Chip chip : host.chips) {
            boolean wasAway = chip.ordinal.held(null, made - OLDEST_MILLIS, made + SLACK_MILLIS);
            if (!seen.contains(chip.asicId()) && !wasAway) {
                mistakes.add(chip.device + " is missing: " + chip.ordinal);
            }
        }
        checkProcesses(document, made);
    }

    private void checkDevice(Chip chip, JsonObject device, long made) {
        int ordinal = device.get("device").getAsInt();
        count("ordinal");
        if (!chip.ordinal.held(ordinal, made - OLDEST_MILLIS, made + SLACK_MILLIS)) {
            mistakes.add(chip.device + " published as " + ordinal + " but " + chip.ordinal);
        }
        if (isUnknown(device, "hardware")) {
            mistakes.add(chip.device + " is published without hardware");
            return;
        }
        JsonObject hardware = device.getAsJsonObject("hardware");
        if (isUnknown(hardware, "telemetry")) {
            return; // new, and not read yet
        }
        JsonObject telemetry = hardware.getAsJsonObject("telemetry");
        long read = millis(telemetry.get("time"));
        boolean isBlocked = hardware.get("status").getAsString().equals("blocked");
        if (isBlocked && !chip.blocked.held(true, made - OLDEST_MILLIS, made)) {
            mistakes.add(chip.device + " published as blocked but " + chip.blocked);
        }
        for (Map.Entry<String, Double> sensor : ChangingHost.SENSORS.entrySet()) {
            JsonObject reading =
                    telemetry.getAsJsonObject("readings").getAsJsonObject(sensor.getKey());
            checkReading(chip, sensor.getKey(), sensor.getValue(), reading, read, made);
        }
    }

    private void checkReading(
            Chip chip, String sensor, double scale, JsonObject reading, long read, long made) {
        Timeline<Long> timeline = chip.sensors.get(sensor);
        if (timeline == null) {
            throw new AssertionError(sensor);
        }
        String quality = reading.get("quality").getAsString();
        if (isUnknown(reading, "value")) {
            count("no value");
            boolean isExcused =
                    timeline.held(null, made - OLDEST_MILLIS, made)
                            || chip.ordinal.held(null, made - 2 * OLDEST_MILLIS, made)
                            || chip.blocked.held(true, made - 2 * OLDEST_MILLIS, made);
            if (!isExcused) {
                mistakes.add(chip.device + " " + sensor + " is " + reading + " but " + timeline);
            }
            return;
        }
        count(sensor);
        long raw = Math.round(reading.get("value").getAsDouble() * scale);
        if (!quality.equals("ok")
                || !timeline.held(raw, read - SLACK_MILLIS, made + SLACK_MILLIS)) {
            mistakes.add(
                    chip.device
                            + " "
                            + sensor
                            + " is "
                            + reading
                            + ", read at "
                            + read
                            + ", published at "
                            + made
                            + ", but "
                            + timeline);
        }
    }

    private void checkProcesses(JsonObject document, long made) {
        long from = made - OLDEST_MILLIS;
        Set<Integer> seen = new HashSet<>();
        for (JsonElement element : document.getAsJsonArray("processes")) {
            JsonObject process = element.getAsJsonObject();
            int pid = process.get("pid").getAsInt();
            seen.add(pid);
            Program program = host.programs.get(pid);
            if (program == null) {
                mistakes.add("a process that never was: " + pid);
                continue;
            }
            count("residentBytes");
            Long pages =
                    isUnknown(process, "residentBytes")
                            ? null
                            : Long.valueOf(process.get("residentBytes").getAsLong() / 4096);
            if (!program.residentPages.held(pages, from, made + SLACK_MILLIS)) {
                mistakes.add("process " + pid + " has " + pages + " but " + program.residentPages);
            }
            for (JsonElement held : process.getAsJsonArray("devices")) {
                checkHolding(pid, held.getAsJsonObject(), from, made);
            }
        }
        for (Map.Entry<Integer, Program> program : host.programs.entrySet()) {
            if (seen.contains(program.getKey())) {
                continue;
            }
            boolean isExcused =
                    program.getValue().residentPages.held(null, from, made)
                            || chipOf(program.getKey()).ordinal.held(null, from, made);
            if (!isExcused) {
                mistakes.add("process " + program.getKey() + " is missing");
            }
        }
    }

    private Chip chipOf(int pid) {
        for (Chip chip : host.chips) {
            if (chip.pids.contains(pid)) {
                return chip;
            }
        }
        throw new AssertionError("pid " + pid);
    }

    /** A slot outlives its device and its process, but must then not be counted as held. */
    private void checkHolding(int pid, JsonObject holding, long from, long made) {
        JsonObject memory = holding.getAsJsonObject("memory");
        if (isUnknown(memory, "DRAM") || isUnknown(memory.getAsJsonObject("DRAM"), "used")) {
            return;
        }
        long used = memory.getAsJsonObject("DRAM").get("used").getAsLong();
        Timeline<Long> slot = chipOf(pid).slots.get(pid);
        count("held in shared memory");
        if (slot == null || !slot.held(used, from, made + SLACK_MILLIS)) {
            mistakes.add("process " + pid + " holds " + holding + " but " + slot);
        }
    }

    private static boolean isUnknown(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull();
    }

    private void count(String kind) {
        compared.merge(kind, 1, Integer::sum);
    }

    private static long millis(JsonElement time) {
        return Instant.parse(time.getAsString()).toEpochMilli();
    }
}
