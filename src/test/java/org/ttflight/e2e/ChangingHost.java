package org.ttflight.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeFile;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.FakeProcess;
import org.ttflight.fakehost.FakeSharedMemory;
import org.ttflight.fakehost.FakeUsage;
import org.ttflight.fakehost.Obstacle;

/**
 * A made-up host whose files change, vanish, block and hold garbage at random, and which remembers
 * what each of them held when. Not thread-safe, but its timelines are.
 */
final class ChangingHost implements AutoCloseable {
    /**
     * Files that are read in every pass: the name in documents, and how many of it make its unit.
     */
    static final Map<String, Double> SENSORS =
            Map.of(
                    "temperature", 1e3,
                    "voltage", 1e3,
                    "current", 1e3,
                    "power", 1e6,
                    "aiclk", 1.0,
                    "axiclk", 1.0,
                    "arcclk", 1.0,
                    "heartbeat", 1.0);

    /** Stands for what is no number and must not be published. */
    private static final long GARBAGE = -1;

    private static final int FIRST_PID = 100_000;
    private static final int SLOTS = 20;
    private static final long LONGEST_BLOCK_MILLIS = 6_000;
    private static final long LONGEST_ABSENCE_MILLIS = 8_000;

    /** What is known of one device, wherever it is. */
    static final class Chip {
        final FakeDevice device;
        final Timeline<Integer> ordinal = new Timeline<>();
        final Timeline<Boolean> blocked = new Timeline<>();
        final Map<String, Timeline<Long>> sensors = new HashMap<>();
        final Map<Integer, Timeline<Long>> slots = new HashMap<>();
        final List<Integer> pids = new ArrayList<>();
        final FakeSharedMemory memory;
        private long heartbeat = 1000;
        private long backMillis;
        private long releaseMillis;
        private @Nullable Obstacle obstacle;

        Chip(FakeDevice device) throws IOException {
            this.device = device;
            this.memory = device.sharedMemory(4);
            ordinal.put(device.ordinal());
            blocked.put(false);
        }

        String asicId() {
            return String.format("%016X", device.asicId());
        }

        private boolean isQuiet() {
            return device.isPresent() && obstacle == null;
        }
    }

    /** What is known of one process. */
    static final class Program {
        final FakeProcess process;
        final Timeline<Long> residentPages = new Timeline<>();

        Program(FakeProcess process) {
            this.process = process;
        }
    }

    final FakeHost host;
    final List<Chip> chips = new ArrayList<>();
    final Map<Integer, Program> programs = new HashMap<>();
    private final Random random;

    ChangingHost(Path root, int devices, int processes, long seed) throws IOException {
        this.random = new Random(seed);
        this.host = FakeHost.create(root);
        for (int at = 0; at < devices; at++) {
            FakeDevice device =
                    host.addDevice(at, at % 2 == 0 ? FakeCard.P150A : FakeCard.GALAXY_WORMHOLE);
            chips.add(new Chip(device));
        }
        for (int at = 0; at < processes; at++) {
            int pid = FIRST_PID + at;
            Program program = new Program(host.process(pid));
            programs.put(pid, program);
            chips.get(at % devices).pids.add(pid);
            start(program);
        }
        for (Chip chip : chips) {
            for (String sensor : SENSORS.keySet()) {
                chip.sensors.put(sensor, new Timeline<>());
                change(chip, sensor);
            }
            for (int slot = 0; slot < Math.min(SLOTS, chip.pids.size()); slot++) {
                chip.slots.put(chip.pids.get(slot), new Timeline<>());
                changeSlot(chip, slot);
            }
            openAll(chip);
        }
    }

    /** Lets many small things happen. */
    void step() throws IOException {
        for (Chip chip : chips) {
            if (chip.device.isPresent()) {
                chip.heartbeat++;
                write(chip, "heartbeat", chip.heartbeat);
            }
            settle(chip);
        }
        for (int at = 0; at < 40; at++) {
            Chip chip = chips.get(random.nextInt(chips.size()));
            int dice = random.nextInt(100);
            if (dice < 60) {
                changeAny(chip);
            } else if (dice < 95) {
                changeProcess(chip);
            } else if (random.nextInt(10) == 0) {
                disturb(chip);
            }
        }
    }

    private void changeAny(Chip chip) throws IOException {
        if (!chip.device.isPresent()) {
            return;
        }
        List<String> names = new ArrayList<>(SENSORS.keySet());
        names.remove("heartbeat");
        change(chip, names.get(random.nextInt(names.size())));
        if (!chip.slots.isEmpty()) {
            changeSlot(chip, random.nextInt(Math.min(SLOTS, chip.pids.size())));
        }
    }

    private void change(Chip chip, String sensor) throws IOException {
        write(chip, sensor, random.nextInt(50) == 0 ? GARBAGE : any(chip, sensor));
    }

    private long any(Chip chip, String sensor) {
        return switch (sensor) {
            case "temperature" -> 20_000 + random.nextInt(50_000);
            case "voltage" -> 600 + random.nextInt(400);
            case "current" -> 1000L * (5 + random.nextInt(100));
            case "power" -> 1_000_000L * (10 + random.nextInt(100));
            case "heartbeat" -> chip.heartbeat;
            default -> 500 + random.nextInt(800);
        };
    }

    private void write(Chip chip, String sensor, long value) throws IOException {
        Timeline<Long> timeline = chip.sensors.get(sensor);
        if (timeline == null || (sensor.equals("temperature") && chip.obstacle != null)) {
            return;
        }
        FakeFile file = file(chip, sensor);
        boolean isGood = value != GARBAGE;
        timeline.put(isGood ? value : null);
        if (isGood) {
            file.set(value);
        } else {
            file.raw(random.nextBoolean() ? "" : "garbage");
        }
        timeline.put(isGood ? value : null);
    }

    private static FakeFile file(Chip chip, String sensor) {
        return switch (sensor) {
            case "temperature" -> chip.device.hwmon("temp1_input");
            case "voltage" -> chip.device.hwmon("in0_input");
            case "current" -> chip.device.hwmon("curr1_input");
            case "power" -> chip.device.hwmon("power1_input");
            default -> chip.device.file("tt_" + sensor);
        };
    }

    private void changeSlot(Chip chip, int slot) throws IOException {
        int pid = chip.pids.get(slot);
        Timeline<Long> timeline = chip.slots.get(pid);
        if (timeline == null) {
            return;
        }
        long dram = 4096L * (1 + random.nextInt(1 << 20));
        long now = System.currentTimeMillis() * 1_000_000;
        timeline.put(dram);
        chip.memory
                .slot(slot, pid, "python3", new FakeUsage(dram, 0, 0, 0, 0), now)
                .sum()
                .lastUpdate(now)
                .write();
        timeline.put(dram);
    }

    private void changeProcess(Chip chip) throws IOException {
        Program program = programs.get(chip.pids.get(random.nextInt(chip.pids.size())));
        if (program == null) {
            return;
        }
        if (program.residentPages.now() == null) {
            start(program);
        } else if (random.nextInt(4) == 0) {
            program.residentPages.put(null);
            program.process.remove();
            program.residentPages.put(null);
        } else {
            long pages = 1000L + random.nextInt(100_000);
            program.residentPages.put(pages);
            program.process.residentPages(pages).write();
            program.residentPages.put(pages);
        }
    }

    /** Starts it anew, at another time, so that it is another process. */
    private void start(Program program) throws IOException {
        long pages = 1000L + random.nextInt(100_000);
        program.residentPages.put(pages);
        program.process
                .commandLine("python3", "serve.py", "--port", Integer.toString(random.nextInt()))
                .startTicks(1000 + random.nextInt(1_000_000))
                .residentPages(pages)
                .write();
        program.residentPages.put(pages);
    }

    private void openAll(Chip chip) throws IOException {
        chip.device.openBy(chip.pids.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Takes a device away, or lets it block. */
    private void disturb(Chip chip) throws IOException {
        long now = System.currentTimeMillis();
        if (!chip.isQuiet()) {
            return;
        }
        if (random.nextBoolean()) {
            chip.backMillis = now + random.nextLong(LONGEST_ABSENCE_MILLIS);
            leave(chip);
        } else {
            chip.releaseMillis = now + random.nextLong(LONGEST_BLOCK_MILLIS);
            chip.blocked.put(true);
            put(chip, "temperature", null);
            chip.obstacle = Obstacle.fifo(file(chip, "temperature"));
        }
    }

    private static void leave(Chip chip) throws IOException {
        chip.ordinal.put(null);
        chip.device.remove();
        chip.ordinal.put(null);
    }

    private static void put(Chip chip, String sensor, @Nullable Long value) {
        Timeline<Long> timeline = chip.sensors.get(sensor);
        if (timeline != null) {
            timeline.put(value);
        }
    }

    /** Ends what has lasted long enough. */
    private void settle(Chip chip) throws IOException {
        long now = System.currentTimeMillis();
        if (!chip.device.isPresent() && now >= chip.backMillis) {
            comeBack(chip);
        }
        Obstacle obstacle = chip.obstacle;
        if (obstacle != null && now >= chip.releaseMillis) {
            long value = 30_000L + random.nextInt(9_000);
            put(chip, "temperature", value);
            obstacle.release(value + "\n");
            put(chip, "temperature", value);
            chip.obstacle = null;
            chip.blocked.put(false);
        }
    }

    /** Two that are away at the same time may swap their numbers, as after a reset. */
    private void comeBack(Chip chip) throws IOException {
        List<Integer> free = new ArrayList<>();
        for (int at = 0; at < chips.size(); at++) {
            free.add(at);
        }
        for (Iterator<Chip> others = chips.iterator(); others.hasNext(); ) {
            FakeDevice other = others.next().device;
            if (other.isPresent()) {
                free.remove(Integer.valueOf(other.ordinal()));
            }
        }
        int ordinal = free.get(random.nextInt(free.size()));
        chip.ordinal.put(ordinal);
        chip.device.returnAs(ordinal);
        openAll(chip);
        chip.ordinal.put(ordinal);
    }

    /** Ends all disturbances: every device is there, every process runs, nothing blocks. */
    void calm() throws IOException {
        for (Chip chip : chips) {
            chip.backMillis = 0;
            chip.releaseMillis = 0;
            settle(chip);
            for (String sensor : SENSORS.keySet()) {
                write(chip, sensor, any(chip, sensor));
            }
        }
        for (Program program : programs.values()) {
            if (program.residentPages.now() == null) {
                start(program);
            }
        }
    }

    /** Nobody must be left waiting behind a pipe. */
    @Override
    public void close() throws IOException {
        for (Chip chip : chips) {
            chip.releaseMillis = 0;
            settle(chip);
        }
    }
}
