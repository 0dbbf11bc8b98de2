package org.ttflight.fakehost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Lets the values of a made-up host move as time passes: call {@link #step} once or twice a second.
 * With the same host, seed and times it does the same. Between two steps nothing changes, so a test
 * can compare. Not thread-safe.
 */
public final class MovingHost {
    private static final double LONGEST_SECONDS = 5;
    private static final int DUMP_SECONDS = 15;

    private final long seed;
    private final LongSupplier epochMillis;
    private final Random random;
    private final Map<FakeDevice, ChipModel> chips = new LinkedHashMap<>();
    private final Map<FakeDevice, BankModel> banks = new LinkedHashMap<>();
    private final List<StockProgram> programs = new ArrayList<>();
    private final Set<FakeDevice> held = new HashSet<>();
    private long lastMillis;
    private double untilDumpSeconds;

    /**
     * @param epochMillis the clock
     */
    public MovingHost(FakeHost host, long seed, LongSupplier epochMillis) throws IOException {
        this.seed = seed;
        this.epochMillis = epochMillis;
        this.random = new Random(seed);
        this.lastMillis = epochMillis.getAsLong();
        for (FakeDevice device : host.devices()) {
            chips.put(device, new ChipModel(device, seed));
            banks.put(device, new BankModel(host, device, seed));
        }
    }

    /**
     * Adds a program that only shared memory shows, and makes that file, in version 4.
     *
     * @return the file
     */
    public FakeSharedMemory addStockProgram(FakeDevice device, int pid, String name)
            throws IOException {
        FakeSharedMemory memory = device.sharedMemory(4);
        programs.add(new StockProgram(device, memory, pid, name, seed));
        return memory;
    }

    /**
     * Moves everything to the present. Devices that are away or held do not move; a gap of more
     * than 5 seconds (a suspended host, a busy machine) counts as 5.
     */
    public void step() throws IOException {
        long now = epochMillis.getAsLong();
        double seconds = Math.min(LONGEST_SECONDS, Math.max(0, (now - lastMillis) / 1000.0));
        lastMillis = now;
        for (Map.Entry<FakeDevice, ChipModel> entry : chips.entrySet()) {
            FakeDevice device = entry.getKey();
            if (device.isPresent() && !held.contains(device)) {
                entry.getValue().pass(seconds);
                entry.getValue().write();
            }
        }
        for (StockProgram program : programs) {
            program.pass(seconds, now);
        }
        untilDumpSeconds -= seconds;
        if (untilDumpSeconds <= 0) {
            untilDumpSeconds = DUMP_SECONDS * (0.5 + random.nextDouble());
            dump();
        }
    }

    private void dump() throws IOException {
        for (Map.Entry<FakeDevice, BankModel> entry : banks.entrySet()) {
            ChipModel chip = chips.get(entry.getKey());
            if (entry.getKey().isPresent() && chip != null) {
                entry.getValue().dump(chip.load());
            }
        }
    }

    /** Leaves the files of a device alone, until {@link #letGo}. */
    public void hold(FakeDevice device) {
        held.add(device);
    }

    /** Moves a device again; all of its moving files are written at the next step. */
    public void letGo(FakeDevice device) {
        held.remove(device);
        ChipModel chip = chips.get(device);
        if (chip != null) {
            chip.forgetWritten();
        }
    }

    /** Starts the counters of a device anew, as a reset does. */
    public void reset(FakeDevice device) {
        ChipModel chip = chips.get(device);
        if (chip != null) {
            chip.reset();
        }
    }

    /** Returns how hard a device works, 0 to 1. */
    public double load(FakeDevice device) {
        ChipModel chip = chips.get(device);
        return chip == null ? 0 : chip.load();
    }
}
