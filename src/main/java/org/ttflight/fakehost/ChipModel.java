package org.ttflight.fakehost;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * How one chip's values move: it works for a while and rests for a while; clock and power follow
 * the work at once, temperature and fan slowly, and the counters count. Not thread-safe.
 */
final class ChipModel {
    private static final long U32 = 0xFFFF_FFFFL;

    /** PCIe words a second of a chip at full load, in the order of {@link DeviceFiles#COUNTERS}. */
    private static final double[] WORDS = {6e6, 2e3, 8e6, 4e3, 2.4e7, 5e6};

    private static final double WORK_SECONDS = 1.5;
    private static final double HEAT_SECONDS = 15;
    private static final double ERRORS_PER_SECOND = 1 / 200.0;

    private final FakeDevice device;
    private final Random random;
    private final Map<String, Long> written = new HashMap<>();
    private final double[] words = new double[DeviceFiles.COUNTERS.size() * 2];
    private double phaseSeconds;
    private boolean isBusy;
    private double wanted;
    private double load;
    private double celsius;
    private double fan = 2068;
    private double heartbeat;
    private long errors;

    ChipModel(FakeDevice device, long seed) throws IOException {
        this.device = device;
        this.random = new Random(seed * 31 + device.asicId());
        celsius = device.hwmon("temp1_input").number() / 1000.0;
        heartbeat = device.file("tt_heartbeat").number();
        for (int at = 0; at < words.length; at++) {
            words[at] = device.counter(counter(at)).number();
        }
    }

    private static String counter(int at) {
        return DeviceFiles.COUNTERS.get(at / 2) + at % 2;
    }

    /** Returns how hard it works, 0 to 1. */
    double load() {
        return load;
    }

    /** Starts the counters anew, as a reset of the chip does. */
    void reset() {
        heartbeat = 0;
        Arrays.fill(words, 0);
        load = 0;
        written.clear();
    }

    /** Lets the next {@link #write} write everything. */
    void forgetWritten() {
        written.clear();
    }

    /** Lets time pass. */
    void pass(double seconds) {
        phaseSeconds -= seconds;
        if (phaseSeconds <= 0) {
            isBusy = !isBusy;
            phaseSeconds = isBusy ? 10 + random.nextInt(20) : 3 + random.nextInt(6);
            wanted = isBusy ? 0.55 + 0.45 * random.nextDouble() : 0;
        }
        load += (wanted - load) * (1 - Math.exp(-seconds / WORK_SECONDS));
        double cool = device.card().isWormhole() ? 35 : 41;
        double hot = device.card().isWormhole() ? 62 : 74;
        celsius += (cool + load * (hot - cool) - celsius) * (1 - Math.exp(-seconds / HEAT_SECONDS));
        fan += (2068 + (celsius - cool) * 60 - fan) * (1 - Math.exp(-seconds / HEAT_SECONDS));
        // About 12 a second; it is not known whether a Wormhole counts as fast.
        heartbeat = (heartbeat + seconds * 12) % (U32 + 1.0);
        for (int at = 0; at < words.length; at++) {
            double perSecond = WORDS[at / 2] * load * (at % 2 == 0 ? 1 : 0.4) + 50;
            double jitter = 0.9 + 0.2 * random.nextDouble();
            words[at] = (words[at] + perSecond * jitter * seconds) % (U32 + 1.0);
        }
        if (random.nextDouble() < ERRORS_PER_SECOND * seconds) {
            errors++;
        }
    }

    /** Writes what has changed since it was last written. */
    void write() throws IOException {
        FakeCard card = device.card();
        boolean isClockUp = load > 0.1;
        double power =
                card.idlePower()
                        + load * (0.8 * card.powerLimit() - card.idlePower())
                        + (isClockUp ? random.nextInt(3) - 1 : 0);
        double idleVolts = card.isWormhole() ? 0.795 : 0.742;
        double volts = idleVolts + load * 0.1;
        put("tt_aiclk", isClockUp ? card.busyClock() : card.idleClock());
        put("tt_heartbeat", (long) heartbeat);
        for (int at = 0; at < words.length; at++) {
            put("pcie_perf_counters/" + counter(at), (long) words[at]);
        }
        putSensor("temp1_input", Math.round(celsius * 1000));
        putSensor("in0_input", Math.round(volts * 1000));
        putSensor("power1_input", Math.round(power) * 1_000_000);
        putSensor("curr1_input", Math.round(power / volts) * 1000);
        if (!card.isWormhole()) {
            putSensor("fan1_input", Math.round(fan));
        }
        if (isNew("aer", errors)) {
            device.correctableErrors(errors);
        }
    }

    private void put(String name, long value) throws IOException {
        if (isNew(name, value)) {
            device.set(name, value);
        }
    }

    private void putSensor(String name, long value) throws IOException {
        if (isNew(name, value)) {
            device.hwmon(name).set(value);
        }
    }

    private boolean isNew(String name, long value) {
        Long before = written.put(name, value);
        return before == null || before != value;
    }
}
