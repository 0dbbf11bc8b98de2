package org.ttflight.cli;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.replay.Replay;
import org.ttflight.screen.Amount;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;

/** What a replay without a screen prints: where to look, where it is, and what happens. */
final class ReplayLines implements LedgerListener, HostListener {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Surroundings surroundings;
    private final ReadingProgress reading;
    private @Nullable Replay replay;
    private @Nullable Instant last;
    private boolean isRead;

    ReplayLines(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.reading = new ReadingProgress(surroundings.err(), surroundings.isTerminal());
    }

    /** Tells on the terminal how far reading is, if that takes a while. */
    synchronized void progress(double done) {
        if (!isRead) {
            reading.at(done, "");
        }
    }

    /** Takes the line away again. */
    synchronized void endProgress() {
        isRead = true;
        reading.close();
    }

    /** Says where to look. */
    synchronized void greet(Replay started) {
        replay = started;
        for (String problem : started.problems()) {
            surroundings.complain(problem);
        }
        String path = started.socket().toString();
        String start = time(started.recordingStart());
        print("Replaying from " + start + " to " + time(started.recordingEnd()));
        print("  on a terminal:  tt-smi -w --socket " + path);
        print("  as a document:  tt-smi --json --socket " + path);
        print("  in JConsole:    jconsole " + ProcessHandle.current().pid());
        print("Ctrl-C ends it.");
    }

    private String time(Instant time) {
        return TIME.format(time.atZone(surroundings.wallZone()));
    }

    private void print(String line) {
        surroundings.out().println(surroundings.view(null, false).glyphs().clean(line));
        surroundings.out().flush();
    }

    /** Says where it is, unless that is where it was. */
    synchronized void moment(Replay playing) {
        Instant now = playing.time();
        if (now.equals(last)) {
            return;
        }
        last = now;
        Observation known = playing.observation();
        int processes = known.processes().size();
        print(
                time(now)
                        + "  "
                        + playing.pace()
                        + "  "
                        + Amount.count(known.devices().size(), "device", "devices")
                        + ", "
                        + Amount.count(processes, "process", "processes")
                        + ", DRAM "
                        + dram(known));
    }

    private static String dram(Observation known) {
        Long sum = null;
        for (ObservedDevice device : known.devices()) {
            Long used = device.dramInUse();
            if (used != null) {
                sum = Long.valueOf((sum == null ? 0 : sum) + used);
            }
        }
        return sum == null ? Amount.UNKNOWN : Amount.bytes(sum);
    }

    /** Says that it is at the end and does not end. */
    synchronized void stays() {
        print("At the end. Ctrl-C ends it.");
    }

    private synchronized void happened(String what) {
        Replay playing = replay;
        if (playing != null) {
            print(time(playing.time()) + "  " + what);
        }
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        happened("process " + process.pid() + " attached");
    }

    @Override
    public void processExited(ProcessUsage gone, ExitReason reason) {
        long bytes = gone.total().deviceBytes();
        String left = bytes == 0 ? "nothing" : Amount.bytes(bytes);
        happened(
                "process "
                        + gone.identity().pid()
                        + " exited: "
                        + reason.description()
                        + "; it left "
                        + left);
    }

    @Override
    public void thresholdReached(int device, MemoryType type, long used, long threshold) {
        happened(
                type.label()
                        + " of device "
                        + device
                        + " reached its threshold of "
                        + Amount.bytes(threshold)
                        + " with "
                        + Amount.bytes(used));
    }

    private void happened(HostDevice device, String what) {
        happened("device " + device.ordinal() + " " + what);
    }

    @Override
    public void deviceFound(HostDevice device) {
        happened(device, "found");
    }

    @Override
    public void deviceLost(HostDevice device, String reason) {
        happened(device, "lost: " + reason);
    }

    @Override
    public void deviceReturned(HostDevice device, int lastOrdinal, long awayMillis) {
        happened(device, "is back after " + awayMillis / 1000 + " s");
    }

    @Override
    public void deviceBlocked(HostDevice device) {
        happened(device, "does not answer");
    }

    @Override
    public void deviceUnblocked(HostDevice device, long blockedMillis) {
        happened(device, "answers again");
    }

    @Override
    public void heartbeatStalled(HostDevice device, long value, long ageMillis) {
        happened(device, "has no heartbeat");
    }

    @Override
    public void heartbeatResumed(HostDevice device, long stalledMillis) {
        happened(device, "has a heartbeat again");
    }

    @Override
    public void thermalTrip(HostDevice device, long trips, long total) {
        happened(device, "was shut down because of heat");
    }
}
