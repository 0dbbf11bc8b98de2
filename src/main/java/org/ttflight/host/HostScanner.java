package org.ttflight.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the whole host, once for each {@link #scan}. For one thread, except {@link #close}.
 *
 * <p>This thread lists directories, which the driver never blocks. Each device has a thread of its
 * own for its files, one for each ordinal at most: while that of a device that has vanished still
 * hangs, the next device with its number waits.
 */
final class HostScanner {
    private final HostWatch.Options options;
    private final ClassDirectory classDirectory;
    private final Events events;
    private final LostDevices lost;
    private final HolderPolls holders;
    private final SortedMap<Integer, TrackedDevice> tracked = new TreeMap<>();

    /** Threads of devices that vanished while they were read. */
    private final Map<Integer, Worker> hanging = new HashMap<>();

    HostScanner(
            HostRoots roots,
            HostWatch.Options options,
            HostListener listener,
            Supplier<? extends Collection<Integer>> followed) {
        this.options = options;
        this.classDirectory = new ClassDirectory(roots);
        this.events = new Events(listener);
        this.lost = new LostDevices(options.lostFor().toNanos(), options.mostLost());
        this.holders = new HolderPolls(roots, followed, options.deadline().toNanos());
    }

    /**
     * Reads everything once.
     *
     * @param patienceNanos how long to wait for those that are slow; what they find later is taken
     *     by the next scan
     */
    HostState scan(long patienceNanos) throws InterruptedException {
        String driver;
        try {
            SortedMap<Integer, ClassDirectory.Place> places = classDirectory.list();
            loseThoseNotIn(places);
            trackThoseIn(places);
            driver = classDirectory.describe(places.size());
        } catch (IOException e) {
            driver = classDirectory.describe(e);
        }
        String version = classDirectory.driverVersion();
        hireForThoseWithout();
        letAllRead(patienceNanos);
        takePasses();
        blockThoseThatHang();
        lost.forgetOld(System.nanoTime());
        return state(driver, version);
    }

    private void loseThoseNotIn(SortedMap<Integer, ClassDirectory.Place> places) {
        for (Iterator<TrackedDevice> each = tracked.values().iterator(); each.hasNext(); ) {
            TrackedDevice device = each.next();
            ClassDirectory.Place now = places.get(device.device().ordinal());
            if (!device.place().equals(now)) {
                each.remove();
                lose(device, now == null ? "its files are gone" : "the driver made it anew");
                dismiss(device);
            }
        }
    }

    private void lose(TrackedDevice device, String reason) {
        if (device.isAnnounced()) {
            HostDevice last = device.device();
            device.meters().interrupted();
            lost.add(
                    new LostDevice(last, System.currentTimeMillis()),
                    System.nanoTime(),
                    device.meters());
            events.tell(to -> to.deviceLost(last, reason));
        }
    }

    private void dismiss(TrackedDevice device) {
        Worker worker = device.worker();
        if (worker != null) {
            worker.dismiss();
            if (worker.isAlive()) {
                hanging.put(device.device().ordinal(), worker);
            }
        }
    }

    private void trackThoseIn(SortedMap<Integer, ClassDirectory.Place> places) {
        places.forEach(
                (ordinal, place) -> {
                    if (!tracked.containsKey(ordinal)) {
                        tracked.put(ordinal, newDevice(ordinal, place));
                    }
                });
    }

    private TrackedDevice newDevice(int ordinal, ClassDirectory.Place place) {
        Path directory = classDirectory.of(ordinal);
        Path pci = DeviceFiles.pciDirectory(directory);
        String address = pci == null ? null : DeviceFiles.address(pci);
        DeviceIdentity identity = new DeviceIdentity(null, null, address, null, null, Map.of());
        return new TrackedDevice(
                options,
                place,
                IdentityReader.device(ordinal, null, identity),
                new DeviceReader(
                        ordinal,
                        directory,
                        options.slowAfter().toNanos(),
                        options.identityAfter().toNanos()));
    }

    private void hireForThoseWithout() {
        hanging.values().removeIf(worker -> !worker.isAlive());
        tracked.forEach(
                (ordinal, device) -> {
                    if (device.worker() == null && !hanging.containsKey(ordinal)) {
                        device.hire();
                    }
                });
    }

    private void letAllRead(long patienceNanos) throws InterruptedException {
        List<Worker> idle = new ArrayList<>(tracked.size() + 1);
        for (TrackedDevice device : tracked.values()) {
            addIfIdle(idle, device.worker());
        }
        addIfIdle(idle, holders.worker(tracked.keySet()));
        CountDownLatch finished = new CountDownLatch(idle.size());
        for (Worker worker : idle) {
            if (!worker.begin(finished)) {
                finished.countDown();
            }
        }
        finished.await(patienceNanos, TimeUnit.NANOSECONDS);
    }

    private static void addIfIdle(List<Worker> idle, @Nullable Worker worker) {
        if (worker != null && worker.busyNanos() < 0) {
            idle.add(worker);
        }
    }

    /** Those that are lost come first, as one may be found again at another ordinal. */
    private void takePasses() {
        Map<TrackedDevice, DevicePass> passes = new HashMap<>();
        for (TrackedDevice device : tracked.values()) {
            DevicePass pass = device.newPass();
            if (pass != null) {
                passes.put(device, pass);
                if (DeviceReader.areDifferentChips(device.device(), pass.device())) {
                    lose(device, "another chip has its ordinal");
                    device.becomes(pass.device());
                }
            }
        }
        for (TrackedDevice device : tracked.values()) {
            DevicePass pass = passes.get(device);
            if (pass != null) {
                boolean isNamed =
                        device.device().asicId() == null && pass.device().asicId() != null;
                if (!device.isAnnounced() || isNamed) {
                    announce(device, pass.device());
                }
                device.take(pass, events);
            }
        }
    }

    /** Tells of a device, or that one that was found without its id turns out to be a lost one. */
    private void announce(TrackedDevice device, HostDevice as) {
        LostDevices.Entry before = lost.take(as);
        boolean isKnown = device.isAnnounced();
        device.announced(as);
        if (before != null) {
            device.resume(before.meters());
            long away = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before.nanos());
            int lastOrdinal = before.lost().device().ordinal();
            events.tell(to -> to.deviceReturned(as, lastOrdinal, away));
        } else if (!isKnown) {
            events.tell(to -> to.deviceFound(as));
        }
    }

    private void blockThoseThatHang() {
        for (TrackedDevice device : tracked.values()) {
            if (device.isNewlyBlocked()) {
                if (!device.isAnnounced()) {
                    announce(device, device.device());
                }
                device.block();
                HostDevice blocked = device.device();
                events.tell(to -> to.deviceBlocked(blocked));
            }
        }
    }

    private HostState state(String driver, @Nullable String version) {
        HolderPoll.Result held = holders.latest();
        if (System.nanoTime() - held.nanos() > options.staleAfter().toNanos()) {
            held = held.tooOld();
        }
        List<DeviceSample> samples = new ArrayList<>(tracked.size());
        for (TrackedDevice device : tracked.values()) {
            samples.add(device.sample(held.of(device.device().ordinal())));
        }
        return new HostState(
                System.currentTimeMillis(),
                version,
                driver,
                samples,
                lost.devices(),
                held.processes());
    }

    /** Ends all threads but those that hang, which end when they come back. */
    void close() {
        for (TrackedDevice device : tracked.values()) {
            dismiss(device);
        }
        tracked.clear();
        holders.close();
    }
}
