package org.ttflight.host;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A device that is there, from its appearance until it vanishes; another chip may take its place
 * meanwhile. For the scanning thread.
 */
final class TrackedDevice {
    private final HostWatch.Options options;
    private final ClassDirectory.Place place;
    private final DeviceReader reader;
    private final long seenNanos = System.nanoTime();
    private @Nullable Worker worker;
    private HostDevice device;
    private DeviceMeters meters;
    private boolean isAnnounced;
    private long passesTaken;
    private long passNanos;
    private @Nullable Telemetry telemetry;
    private @Nullable Telemetry replaced;
    private DeviceStatus status = DeviceStatus.NEW;
    private long statusSinceMillis = System.currentTimeMillis();
    private long blockedSinceNanos;

    /**
     * @param device what is known of it before it is read
     */
    TrackedDevice(
            HostWatch.Options options,
            ClassDirectory.Place place,
            HostDevice device,
            DeviceReader reader) {
        this.options = options;
        this.place = place;
        this.device = device;
        this.reader = reader;
        this.meters = new DeviceMeters(options);
    }

    ClassDirectory.Place place() {
        return place;
    }

    HostDevice device() {
        return device;
    }

    DeviceMeters meters() {
        return meters;
    }

    boolean isAnnounced() {
        return isAnnounced;
    }

    @Nullable Worker worker() {
        return worker;
    }

    /** Gives it the thread it is read on. */
    void hire() {
        worker = new Worker("tt-flight device " + device.ordinal(), reader::read);
    }

    /** Returns the pass that nobody has taken yet; null if there is none. */
    @Nullable DevicePass newPass() {
        DevicePass pass = reader.latest();
        return pass == null || pass.number() == passesTaken ? null : pass;
    }

    /** Another chip is in its place: what is known is of the one before. */
    void becomes(HostDevice other) {
        device = other;
        isAnnounced = false;
        meters = new DeviceMeters(options);
        telemetry = null;
        enter(DeviceStatus.NEW, System.currentTimeMillis());
    }

    /** Goes on with the meters of a time before. */
    void resume(DeviceMeters earlier) {
        meters = earlier;
    }

    /** The listener knows it from now on. */
    void announced(HostDevice as) {
        device = as;
        isAnnounced = true;
    }

    /** Takes what a pass found. */
    void take(DevicePass pass, Events events) {
        passesTaken = pass.number();
        passNanos = pass.nanos();
        device = pass.device();
        if (status == DeviceStatus.BLOCKED) {
            long blocked = millis(System.nanoTime() - blockedSinceNanos);
            events.tell(to -> to.deviceUnblocked(device, blocked));
        }
        if (status != DeviceStatus.READABLE) {
            enter(DeviceStatus.READABLE, System.currentTimeMillis());
        }
        telemetry = meters.add(pass, events);
        replaced = null;
    }

    /** Returns whether it has not answered for too long, and was not known for that. */
    boolean isNewlyBlocked() {
        return status != DeviceStatus.BLOCKED && waitingNanos() >= options.deadline().toNanos();
    }

    /** Without a thread it waits for the one of the device that was here before. */
    private long waitingNanos() {
        return worker == null ? System.nanoTime() - seenNanos : worker.busyNanos();
    }

    void block() {
        long waiting = waitingNanos();
        blockedSinceNanos = System.nanoTime() - waiting;
        enter(DeviceStatus.BLOCKED, System.currentTimeMillis() - millis(waiting));
    }

    private void enter(DeviceStatus now, long sinceMillis) {
        status = now;
        statusSinceMillis = sinceMillis;
        replaced = null;
    }

    /** Returns what is to be shown of it. */
    DeviceSample sample(Holders holders) {
        return new DeviceSample(device, status, statusSinceMillis, shown(), holders);
    }

    private @Nullable Telemetry shown() {
        if (telemetry == null || replaced != null) {
            return replaced;
        }
        if (status == DeviceStatus.BLOCKED) {
            replaced = DeviceMeters.blocked(telemetry);
        } else if (System.nanoTime() - passNanos > options.staleAfter().toNanos()) {
            replaced = DeviceMeters.stale(telemetry);
        }
        return replaced == null ? telemetry : replaced;
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
