package org.ttflight.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.BankState;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.LostDeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.MemoryUse;
import org.ttflight.snapshot.ReadingState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.TelemetryState;

/** What is to be said of devices below their table. Every method returns clean text. */
final class DeviceNotes {
    private static final Map<String, String> SHOWN_SENSORS = new LinkedHashMap<>();

    static {
        SHOWN_SENSORS.put("temperature", "temperature");
        SHOWN_SENSORS.put("power", "power");
        SHOWN_SENSORS.put("aiclk", "AICLK");
    }

    private final View view;
    private final Instant now;

    DeviceNotes(View view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /** Writes all. */
    void write(SnapshotDocument document, Notes notes) {
        List<DeviceState> devices = document.devices();
        for (DeviceState device : devices) {
            say(notes, device, health(device));
        }
        notes.end();
        writeLost(document, notes);
        for (DeviceState device : devices) {
            for (String reason : unknownReadings(device)) {
                notes.device(device.device(), reason);
            }
        }
        notes.end();
        writeMemory(devices, notes);
        for (DeviceState device : devices) {
            for (String line : openings(device)) {
                notes.device(device.device(), line);
            }
        }
        notes.end();
        for (DeviceState device : devices) {
            say(notes, device, banks(device));
        }
        notes.end();
    }

    /** Writes which devices are gone, and since when. */
    void writeLost(SnapshotDocument document, Notes notes) {
        for (LostDeviceState lost : document.host().lost()) {
            notes.say(lost(lost));
        }
        notes.end();
    }

    private void writeMemory(List<DeviceState> devices, Notes notes) {
        for (DeviceState device : devices) {
            say(notes, device, untracked(device));
        }
        notes.end();
        for (DeviceState device : devices) {
            say(notes, device, unknownMemory(device));
        }
        notes.end();
        for (DeviceState device : devices) {
            say(notes, device, unknownCapacity(device));
        }
        notes.end();
        for (DeviceState device : devices) {
            say(notes, device, unattributed(device));
        }
        notes.end();
        for (DeviceState device : devices) {
            say(notes, device, unexplainedL1(device));
        }
        notes.end();
    }

    private static void say(Notes notes, DeviceState device, @Nullable String text) {
        if (text != null) {
            notes.device(device.device(), text);
        }
    }

    /** Returns what is wrong with the device; null if nothing is, or other notes say it. */
    @Nullable String health(DeviceState device) {
        HardwareState hardware = device.hardware();
        String health = device.health();
        if (hardware != null && hardware.status().equals("blocked")) {
            return "blocked since "
                    + since(hardware.statusTime())
                    + ": a read of its files does not return. It is being reset, or hangs.";
        }
        boolean isTold =
                health.equals("unknown")
                        || health.equals("simulated")
                        || health.startsWith("lost ")
                        || health.equals("ok")
                        || (health.startsWith("ok, ")
                                && hardware != null
                                && hardware.telemetry() != null);
        Gauges gauges = Gauges.of(device, view.glyphs());
        String link =
                gauges.isLinkReduced() && !health.contains("PCIe link")
                        ? "PCIe link reduced: " + gauges.reducedLink()
                        : "";
        if (isTold) {
            return link.isEmpty() ? null : link + ".";
        }
        return view.glyphs().clean(view.glyphs().units(health))
                + (link.isEmpty() ? "" : "; " + link)
                + ".";
    }

    private String since(Instant time) {
        return view.time(time) + " (" + age(time) + ")";
    }

    private String age(Instant time) {
        long seconds = Duration.between(time, now).toSeconds();
        return Amount.duration(Math.max(0, seconds)) + " ago";
    }

    private String lost(LostDeviceState lost) {
        String card = lost.card() == null ? "" : ", " + view.glyphs().clean(lost.card());
        String chip = lost.asicId() == null ? "" : ", chip " + view.glyphs().clean(lost.asicId());
        return "Lost: device "
                + lost.device()
                + card
                + chip
                + ", since "
                + since(lost.lostTime())
                + ".";
    }

    /** Returns why the readings that have a column are N/A; a blocked device says it itself. */
    List<String> unknownReadings(DeviceState device) {
        HardwareState hardware = device.hardware();
        TelemetryState telemetry = hardware == null ? null : hardware.telemetry();
        Groups<String> byReason = new Groups<>();
        if (telemetry != null) {
            for (Map.Entry<String, String> sensor : SHOWN_SENSORS.entrySet()) {
                ReadingState reading = telemetry.readings().get(sensor.getKey());
                String why = reading == null ? "" : why(reading.quality());
                if (!why.isEmpty()) {
                    byReason.add(why, sensor.getValue());
                }
            }
        }
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<String, List<String>> reason : byReason.all()) {
            String sensors = String.join(", ", reason.getValue());
            reasons.add("no " + sensors + ": " + reason.getKey() + ".");
        }
        return reasons;
    }

    private static String why(String quality) {
        return switch (quality) {
            case "absent" -> "not offered by this driver or firmware";
            case "stale" -> "not read for too long";
            case "implausible" -> "what was read is outside of what any device can have";
            case "sentinel" -> "all bits are set, so the chip does not answer";
            case "unreadable" -> "there, but cannot be read";
            default -> ""; // ok; or blocked, which the device's status tells
        };
    }

    /** Returns why the figures may be too small, or null. */
    @Nullable String untracked(DeviceState device) {
        return device.untracked() == 0
                ? null
                : (device.memory().dramInUse() == null && device.memory().l1InUse() == null
                                ? ""
                                : view.glyphs().atLeast() + " means at least: ")
                        + untrackedProcesses(device.untracked())
                        + ".";
    }

    /** Returns that so many processes do not tell what they hold. */
    static String untrackedProcesses(int count) {
        return Amount.count(
                count,
                "process has it open and does not tell what it holds",
                "processes have it open and do not tell what they hold");
    }

    /** Returns why nobody knows what is in use, unless other notes say it; null if it is known. */
    static @Nullable String unknownMemory(DeviceState device) {
        MemoryByType memory = device.memory();
        return memory.dramInUse() != null || memory.l1InUse() != null || device.untracked() > 0
                ? null
                : "memory in use is unknown: no shared memory that can be read counts it, and no"
                        + " program reports it.";
    }

    /** Returns why it is not known how much there is, or null. */
    private static @Nullable String unknownCapacity(DeviceState device) {
        MemoryByType memory = device.memory();
        boolean lacksDram = memory.capacity("DRAM") == null;
        boolean lacksL1 = memory.capacity("L1") == null;
        if (device.hardware() == null || (!lacksDram && !lacksL1)) {
            return null;
        }
        String what = lacksDram && lacksL1 ? "DRAM and L1" : lacksDram ? "DRAM" : "L1";
        return "capacity of "
                + what
                + " is unknown: "
                + (device.card() == null ? "so is the card" : "not known for this card")
                + ", and no report tells it.";
    }

    /** Returns what shared memory counts but no live process holds, or null. */
    @Nullable String unattributed(DeviceState device) {
        String amounts = amounts(device);
        return amounts.isEmpty()
                ? null
                : amounts
                        + " in shared memory that no live process holds: left behind by those that"
                        + " are gone, or of some without a slot. Not in the figures.";
    }

    /** Returns the same where it is in the figures, or null. */
    @Nullable String unattributedIncluded(DeviceState device) {
        String amounts = amounts(device);
        return amounts.isEmpty()
                ? null
                : amounts
                        + " of these are held by no live process: left behind by those that are"
                        + " gone, or of some without a slot.";
    }

    private static String amounts(DeviceState device) {
        StringBuilder amounts = new StringBuilder();
        for (Map.Entry<String, MemoryUse> type : device.memory().types().entrySet()) {
            Long bytes = type.getValue().unattributed();
            if (bytes != null && bytes > 0) {
                amounts.append(amounts.isEmpty() ? "" : ", ");
                amounts.append(Amount.bytes(bytes)).append(" of ").append(type.getKey());
            }
        }
        return amounts.toString();
    }

    /** Returns L1 that no buffer explains, or null. */
    @Nullable String unexplainedL1(DeviceState device) {
        Long bytes = device.unexplainedL1();
        if (bytes == null || bytes == 0) {
            return null;
        }
        String basis = device.unexplainedL1Basis();
        return Amount.bytes(bytes)
                + " of L1 that no buffer explains"
                + (basis == null ? "" : ": " + view.glyphs().clean(basis))
                + ". Not in the figures.";
    }

    /** Returns why it is not fully known who has the device open. */
    private List<String> openings(DeviceState device) {
        HardwareState hardware = device.hardware();
        List<String> lines = new ArrayList<>();
        if (hardware != null && hardware.openElsewhere() > 0) {
            lines.add(
                    "opened "
                            + Amount.count(hardware.openElsewhere(), "time", "times")
                            + " in other pid namespaces, by processes that cannot be seen here.");
        }
        if (hardware != null && hardware.openDetail() != null) {
            lines.add("who has it open: " + view.glyphs().clean(hardware.openDetail()) + ".");
        }
        return lines;
    }

    /** Returns what the last report says of the banks, and how old it is; null without one. */
    @Nullable String banks(DeviceState device) {
        Instant time = device.reportTime();
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, MemoryUse> type : device.memory().types().entrySet()) {
            BankState bank = type.getValue().banks();
            if (bank != null) {
                text.append(text.isEmpty() ? "" : "; ").append(type.getKey()).append(' ');
                text.append(bank(bank));
            }
        }
        if (text.isEmpty()) {
            return null;
        }
        String age = time == null ? "of unknown age" : "of " + age(time);
        return "report " + age + ", largest free block of a bank: " + text + ".";
    }

    private static String bank(BankState bank) {
        if (bank.free() == 0) {
            return "nothing free";
        }
        Double fragmentation = bank.fragmentation();
        return Amount.bytes(bank.largestFree())
                + " of "
                + Amount.bytes(bank.free())
                + " free"
                + (bank.banks() == null
                        ? ""
                        : " in each of " + Amount.count(bank.banks(), "bank", "banks"))
                + (fragmentation == null
                        ? ""
                        : ", " + Math.round(fragmentation * 100) + "% fragmented");
    }
}
