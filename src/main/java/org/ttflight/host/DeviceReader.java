package org.ttflight.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads all files of one device. {@link #read} is for the device's own thread, as any read may
 * block; {@link #latest} is for anybody.
 */
final class DeviceReader {
    private static final SensorFile[] SENSORS = SensorFile.values();
    private static final int GROUPS = 5;

    private final IdentityReader identityReader;
    private final DeviceFiles files;
    private final SmallFileReader reader = new SmallFileReader();
    private final long slowNanos;
    private final long identityNanos;

    /** So that not all devices are slow in the same second. */
    private final long firstLead;

    private final @Nullable Reading[] sensorReadings = new @Nullable Reading[SENSORS.length];
    private final @Nullable Reading[] counterReadings =
            new @Nullable Reading[PcieCounter.values().length * PcieCounter.NOCS];
    private long passes;
    private long slowDue = System.nanoTime();
    private long identityDue = slowDue;
    private @Nullable HostDevice device;
    private volatile @Nullable DevicePass latest;

    /**
     * @param classDirectory {@code /sys/class/tenstorrent/tenstorrent!N}
     * @param slowNanos how old a reading may get that hardly ever changes
     * @param identityNanos how old the rest of the identity may get while the chip is the same
     */
    DeviceReader(int ordinal, Path classDirectory, long slowNanos, long identityNanos) {
        this.files = new DeviceFiles(classDirectory, reader);
        this.identityReader = new IdentityReader(ordinal, files, reader);
        this.slowNanos = slowNanos;
        this.identityNanos = identityNanos;
        this.firstLead = slowNanos / GROUPS * (ordinal % GROUPS);
    }

    /** Returns what the last complete pass found; null before the first. */
    @Nullable DevicePass latest() {
        return latest;
    }

    /** Makes one pass. What a pass finds while the device goes away is nothing. */
    void read() {
        long epochMillis = System.currentTimeMillis();
        long now = System.nanoTime();
        HostDevice identified = identify(now);
        boolean isSlowDue = now - slowDue >= 0;
        if (isSlowDue) {
            slowDue = now + slowNanos - (passes == 0 ? firstLead : 0);
            if (!files.hasHwmon()) {
                files.find();
            }
        }
        Map<PcieCounter, List<Reading>> words = readCounters(isSlowDue);
        long wordsNanos = System.nanoTime();
        Map<Sensor, Reading> readings = readSensors(isSlowDue);
        if (!Files.isDirectory(files.classDirectory())) {
            identityDue = now;
            return;
        }
        passes++;
        latest =
                new DevicePass(
                        passes,
                        identified,
                        epochMillis,
                        wordsNanos,
                        System.nanoTime(),
                        readings,
                        words);
    }

    private HostDevice identify(long now) {
        HostDevice known = device;
        String asicId = identityReader.asicIdOnce();
        boolean isNews = known == null || (asicId != null && !asicId.equals(known.asicId()));
        if (known != null && !isNews && now - identityDue < 0) {
            return known;
        }
        HostDevice read = identityReader.read();
        identityDue = now + identityNanos;
        if (known != null && !areDifferentChips(known, read)) {
            read = IdentityReader.merged(known, read);
        } else {
            Arrays.fill(sensorReadings, null);
            Arrays.fill(counterReadings, null);
            slowDue = now;
        }
        device = read;
        return read;
    }

    /** Returns whether both chips are known, and are not the same. */
    static boolean areDifferentChips(HostDevice one, HostDevice other) {
        return one.asicId() != null
                && other.asicId() != null
                && !one.asicId().equals(other.asicId());
    }

    private Map<Sensor, Reading> readSensors(boolean isSlowDue) {
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        for (int at = 0; at < SENSORS.length; at++) {
            SensorFile file = SENSORS[at];
            Reading reading = sensorReadings[at];
            if (isSlowDue || isDue(reading, file.isSlow())) {
                Path path = files.sensor(file);
                reading = path == null ? Reading.ABSENT : file.decode(reader.read(path));
                sensorReadings[at] = reading;
            }
            readings.put(file.sensor(), reading == null ? Reading.ABSENT : reading);
        }
        return readings;
    }

    private Map<PcieCounter, List<Reading>> readCounters(boolean isSlowDue) {
        Map<PcieCounter, List<Reading>> words = new EnumMap<>(PcieCounter.class);
        for (PcieCounter counter : PcieCounter.values()) {
            Reading[] readings = new Reading[PcieCounter.NOCS];
            for (int noc = 0; noc < PcieCounter.NOCS; noc++) {
                int at = counter.ordinal() * PcieCounter.NOCS + noc;
                Reading reading = counterReadings[at];
                if (reading == null || isSlowDue || isDue(reading, false)) {
                    reading = reader.read(files.counter(counter, noc)).decode(Decoding::counter);
                    counterReadings[at] = reading;
                }
                readings[noc] = reading;
            }
            words.put(counter, List.of(readings));
        }
        return words;
    }

    /** A file that was not there is looked for only as often as the slow ones are read. */
    private static boolean isDue(@Nullable Reading last, boolean isSlow) {
        return last == null || (!isSlow && last.quality() != Quality.ABSENT);
    }
}
