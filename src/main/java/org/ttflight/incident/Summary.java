package org.ttflight.incident;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.HostDevice;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.MemoryType;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedMemory;
import org.ttflight.snapshot.ObservedProcess;

/** What people read of an incident. The circumstances are written down once, when it happens. */
final class Summary {
    static final long MINUTE = 60_000;
    private static final int MOST_PROCESSES = 10;
    private static final int MOST_DEVICES = 64;
    private static final int MOST_HAPPENINGS = 40;
    private static final Pattern RECORDING = Pattern.compile("(?m)^Recording  .*$");
    private static final Pattern COMMANDS =
            Pattern.compile("(?m)^  (?:tt-flight report|jfr summary|jfr print) .*\\n");

    private Summary() {}

    /** Returns the whole text. */
    static String of(Incident incident, String circumstances, Path directory, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        line(text, "Incident   " + incident.kind());
        IncidentKind kind = IncidentKind.ofLabel(incident.kind());
        if (kind != null) {
            line(text, "           " + kind.description());
        }
        line(text, "What       " + Words.clean(incident.message()));
        line(
                text,
                "When       "
                        + Words.time(incident.time(), zone)
                        + " ("
                        + seconds(incident.time())
                        + ")");
        if (incident.more() > 0) {
            Instant last = incident.lastTime();
            line(
                    text,
                    "More       "
                            + incident.more()
                            + " more of this kind"
                            + (last == null ? "" : ", the last at " + Words.time(last, zone)));
            for (Incident.Occurrence one : incident.further()) {
                line(
                        text,
                        "  " + Words.clock(one.time(), zone) + "  " + Words.clean(one.message()));
            }
            long rest = incident.more() - incident.further().size();
            if (rest > 0) {
                line(text, "  and " + rest + " more that are not listed");
            }
        }
        line(text, recording(incident));
        text.append('\n').append(circumstances);
        commands(text, incident, directory);
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String recording(Incident incident) {
        Incident.RecordingState state = incident.recording();
        if (state.file() == null) {
            return "Recording  " + (state.why() == null ? state.state() : state.why());
        }
        return "Recording  "
                + state.file()
                + ", "
                + Words.bytes(state.bytes())
                + ", from "
                + seconds(state.from())
                + " to "
                + seconds(state.to());
    }

    private static String seconds(@Nullable Instant time) {
        return time == null ? Words.UNKNOWN : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns a summary that was written before with what became of the recording. */
    static String withRecording(String text, Incident incident) {
        String replaced =
                RECORDING.matcher(text).replaceFirst(Matcher.quoteReplacement(recording(incident)));
        return incident.recording().file() == null
                ? COMMANDS.matcher(replaced).replaceAll("")
                : replaced;
    }

    private static void commands(StringBuilder text, Incident incident, Path directory) {
        line(text, "Next");
        String file = incident.recording().file();
        if (!incident.recording().state().equals(Incident.RecordingState.NONE)) {
            Path path =
                    directory.resolve(file == null ? incident.name() + FileName.RECORDING : file);
            line(text, "  tt-flight report " + path);
            line(text, "  jfr summary " + path);
            line(text, "  jfr print --events 'tenstorrent.*' " + path);
        }
        line(
                text,
                switch (String.valueOf(incident.kind())) {
                    case "process-died-with-memory" -> "  tt-flight leaks --only orphan";
                    case "memory-threshold" -> "  tt-flight leaks --only growth";
                    case "daemon-error" -> "  tt-flight doctor";
                    default -> "  tt-smi";
                });
    }

    /** Returns what was known when it happened. */
    static String circumstances(Cause cause, Views views, Happenings happenings, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        if (!cause.details().isEmpty()) {
            line(text, "Details");
            cause.details().forEach(detail -> line(text, "  " + detail));
            text.append('\n');
        }
        Observation observation = cause.observation();
        String then = Words.clock(cause.before().moment().time(), zone);
        HostDevice subject = cause.device();
        List<ObservedDevice> devices = concerned(observation, subject);
        line(text, "Device memory at " + then);
        if (devices.isEmpty()) {
            line(text, "  no device was known");
        }
        devices.forEach(device -> memory(text, device));
        text.append('\n');
        holders(text, observation, subject, then);
        if (!devices.isEmpty()) {
            line(text, "Health and telemetry at " + then);
            devices.forEach(device -> telemetry(text, device));
            text.append('\n');
        }
        line(text, "In the minute before");
        List<String> happened = minuteBefore(cause, devices, views, happenings, zone);
        happened.forEach(one -> line(text, "  " + one));
        if (happened.isEmpty()) {
            line(text, "  nothing else was noticed");
        }
        text.append('\n');
        return text.toString();
    }

    /** Returns the device that it is about, or all. */
    private static List<ObservedDevice> concerned(
            Observation observation, @Nullable HostDevice subject) {
        if (subject != null) {
            ObservedDevice device = observation.device(subject.ordinal());
            return device == null ? List.of() : List.of(device);
        }
        List<ObservedDevice> all = observation.devices();
        return all.subList(0, Math.min(MOST_DEVICES, all.size()));
    }

    private static void memory(StringBuilder text, ObservedDevice device) {
        line(text, "  " + Words.title(device.device()));
        line(
                text,
                "    DRAM in use (DRAM + TRACE)         "
                        + Words.of(
                                device.dramInUse(),
                                device.memory(MemoryType.DRAM).capacity().bytes()));
        line(
                text,
                "    L1 in use (L1 + L1_SMALL + CB)     "
                        + Words.of(
                                device.l1InUse(), device.memory(MemoryType.L1).capacity().bytes()));
        for (MemoryType type : MemoryType.values()) {
            ObservedMemory memory = device.memory(type);
            Long peak = memory.peak();
            if (peak != null && peak > 0) {
                line(
                        text,
                        String.format(
                                Locale.ROOT,
                                "    %-14s %10s, highest %s, source %s",
                                type.label(),
                                Words.bytes(memory.used()),
                                Words.bytes(peak),
                                memory.source().label()));
            }
        }
    }

    private record Holder(ObservedProcess process, long bytes) {}

    private static void holders(
            StringBuilder text,
            Observation observation,
            @Nullable HostDevice subject,
            String then) {
        List<Holder> holders = new ArrayList<>();
        int unknown = 0;
        for (ObservedProcess process : observation.processes()) {
            Long bytes = held(process, subject == null ? null : subject.ordinal());
            if (bytes == null) {
                unknown += isOn(process, subject) ? 1 : 0;
            } else if (bytes > 0) {
                holders.add(new Holder(process, bytes));
            }
        }
        holders.sort(Comparator.comparingLong(Holder::bytes).reversed());
        String where = subject == null ? "of all devices" : "of device " + subject.ordinal();
        line(text, "Who held most " + where + " at " + then);
        for (Holder holder : holders.subList(0, Math.min(MOST_PROCESSES, holders.size()))) {
            ObservedProcess process = holder.process();
            String name = process.description().name();
            String user = process.description().user();
            line(
                    text,
                    String.format(
                            Locale.ROOT,
                            "  %10s  %s, user %s",
                            Words.bytes(holder.bytes()),
                            Words.process(process.pid(), Words.cleanOrNull(name)),
                            user == null ? Words.UNKNOWN : Words.clean(user)));
        }
        if (holders.size() > MOST_PROCESSES) {
            line(text, "  and " + (holders.size() - MOST_PROCESSES) + " more");
        } else if (holders.isEmpty()) {
            line(text, "  nobody that is known");
        }
        if (unknown > 0) {
            line(
                    text,
                    "  unknown of "
                            + Words.count(unknown, "process", "processes")
                            + " with a device open");
        }
        text.append('\n');
    }

    private static boolean isOn(ObservedProcess process, @Nullable HostDevice subject) {
        for (ObservedHolding holding : process.devices()) {
            if (subject == null || holding.device() == subject.ordinal()) {
                return true;
            }
        }
        return false;
    }

    /** Returns what it holds on a device, or on all; null if that is unknown. */
    private static @Nullable Long held(ObservedProcess process, @Nullable Integer device) {
        Long sum = null;
        for (ObservedHolding holding : process.devices()) {
            if (device != null && holding.device() != device) {
                continue;
            }
            for (MemoryType type : MemoryType.values()) {
                Long used = type == MemoryType.SYSTEM_MEMORY ? null : holding.used(type);
                if (used != null) {
                    sum = Long.valueOf((sum == null ? 0 : sum) + used);
                }
            }
        }
        return sum;
    }

    private static void telemetry(StringBuilder text, ObservedDevice device) {
        line(text, "  " + Words.title(device.device()) + ": " + Words.clean(device.health()));
        DeviceSample sample = device.sample();
        Telemetry telemetry = sample == null ? null : sample.telemetry();
        if (telemetry == null) {
            return;
        }
        StringJoiner known = new StringJoiner(", ");
        StringJoiner unknown = new StringJoiner(", ");
        for (Map.Entry<Sensor, Reading> entry : telemetry.readings().entrySet()) {
            Sensor sensor = entry.getKey();
            Double value = entry.getValue().value();
            if (value != null) {
                String unit = sensor.unit().equals("count") ? "" : " " + sensor.unit();
                known.add(sensor.label() + " " + Words.number(value) + unit);
            } else {
                unknown.add(sensor.label() + " " + entry.getValue().quality().label());
            }
        }
        if (known.length() > 0) {
            line(text, "    " + known);
        }
        if (unknown.length() > 0) {
            line(text, "    unknown: " + unknown);
        }
    }

    private static List<String> minuteBefore(
            Cause cause,
            List<ObservedDevice> devices,
            Views views,
            Happenings happenings,
            ZoneId zone) {
        List<String> lines = new ArrayList<>();
        for (ObservedDevice device : devices) {
            Views.Before then = views.inUse(device.ordinal(), cause.moment(), MINUTE);
            if (then != null) {
                String when = " " + then.seconds() + " s before";
                changed(lines, device, "DRAM", then.inUse().dram(), when, device.dramInUse());
                changed(lines, device, "L1", then.inUse().l1(), when, device.l1InUse());
            }
        }
        List<Happenings.Happening> happened = happenings.before(cause.moment(), MINUTE);
        int skipped = Math.max(0, happened.size() - MOST_HAPPENINGS);
        if (skipped > 0) {
            lines.add("and before that, " + skipped + " more");
        }
        for (Happenings.Happening one : happened.subList(skipped, happened.size())) {
            lines.add(Words.clock(one.moment().time(), zone) + "  " + Words.clean(one.text()));
        }
        return lines;
    }

    private static void changed(
            List<String> lines,
            ObservedDevice device,
            String what,
            @Nullable Long before,
            String when,
            @Nullable Long now) {
        if (before != null && now != null && !Words.bytes(before).equals(Words.bytes(now))) {
            lines.add(
                    what
                            + " in use of device "
                            + device.ordinal()
                            + " went from "
                            + Words.bytes(before)
                            + when
                            + " to "
                            + Words.bytes(now));
        }
    }
}
