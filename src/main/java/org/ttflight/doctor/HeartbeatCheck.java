package org.ttflight.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.TelemetryState;

/**
 * Whether the firmware of each device lives. A daemon has watched for longer than we can, so its
 * word counts; where none runs, the counter is read again until it has moved, or for a while.
 */
final class HeartbeatCheck {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final Findings findings;
    private final Witnesses witnesses;
    private final Duration patience;

    /**
     * @param patience how long a heartbeat may stand still
     */
    HeartbeatCheck(Findings findings, Witnesses witnesses, Duration patience) {
        this.findings = findings;
        this.witnesses = witnesses;
        this.patience = patience;
    }

    /**
     * @param daemon what the daemon knows; null if none runs
     */
    void run(SnapshotDocument host, @Nullable SnapshotDocument daemon) {
        Map<Integer, Double> still = new HashMap<>();
        List<String> stalled = new ArrayList<>();
        int beating = 0;
        for (DeviceState device : host.devices()) {
            Double beat = beat(device);
            if (beat == null) {
                continue;
            }
            TelemetryState watched = watched(device, daemon);
            if (watched == null) {
                still.put(device.device(), beat);
            } else if (watched.heartbeatStalled()) {
                Double age = watched.heartbeatAgeSeconds();
                String since = age == null ? "" : " for " + age.longValue() + " s";
                stalled.add(DeviceCheck.name(device) + since);
            } else {
                beating++;
            }
        }
        beating += awaitBeats(still);
        report(host, beating, stalled, still);
    }

    private void report(
            SnapshotDocument host, int beating, List<String> stalled, Map<Integer, Double> still) {
        if (!stalled.isEmpty()) {
            findings.error(
                    "heartbeat",
                    Words.count(stalled.size(), "heartbeat stands", "heartbeats stand") + " still",
                    "as the daemon has seen: " + Words.some(stalled, ", "),
                    "the firmware hangs: end the programs that use the device and reset it (tt-smi"
                            + " -r, the vendor's tool)");
        }
        if (!still.isEmpty()) {
            List<String> names = new ArrayList<>();
            for (DeviceState device : host.devices()) {
                if (still.containsKey(device.device())) {
                    names.add(DeviceCheck.name(device));
                }
            }
            findings.warning(
                    "heartbeat",
                    Words.count(still.size(), "heartbeat", "heartbeats") + " did not move",
                    Words.some(names, ", ") + ": the same for " + patience.toMillis() + " ms",
                    "run this again; if it still stands, the firmware hangs and the device needs a"
                            + " reset. A daemon (tt-flight serve) watches it all the time");
        }
        if (beating > 0) {
            findings.ok(
                    "heartbeat",
                    "The firmware of " + Words.count(beating, "device", "devices") + " lives",
                    "the heartbeat moves");
        }
    }

    private static @Nullable Double beat(DeviceState device) {
        HardwareState hardware = device.hardware();
        TelemetryState telemetry = hardware == null ? null : hardware.telemetry();
        return telemetry == null ? null : telemetry.value("heartbeat");
    }

    /** Returns what the daemon knows of the same chip; null if it knows nothing. */
    private static @Nullable TelemetryState watched(
            DeviceState device, @Nullable SnapshotDocument daemon) {
        if (daemon == null || device.asicId() == null) {
            return null;
        }
        for (DeviceState known : daemon.devices()) {
            HardwareState hardware = known.hardware();
            TelemetryState telemetry = hardware == null ? null : hardware.telemetry();
            if (device.asicId().equals(known.asicId())
                    && telemetry != null
                    && telemetry.heartbeatAgeSeconds() != null) {
                return telemetry;
            }
        }
        return null;
    }

    /** Removes those that move from the map; returns how many they are. */
    private int awaitBeats(Map<Integer, Double> still) {
        if (still.isEmpty()) {
            return 0;
        }
        int all = still.size();
        long pause = Math.min(BETWEEN.toNanos(), patience.toNanos());
        long end = System.nanoTime() + patience.toNanos();
        do {
            LockSupport.parkNanos(pause);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            for (DeviceState device : witnesses.host().devices()) {
                Double before = still.get(device.device());
                Double now = beat(device);
                if (before != null && now != null && !now.equals(before)) {
                    still.remove(device.device());
                }
            }
        } while (!still.isEmpty() && System.nanoTime() - end < 0);
        return all - still.size();
    }
}
