package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ttflight.client.DemoOptions;
import org.ttflight.client.DemoWorkload;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.MovingHost;

/**
 * Keeps the made-up host of the demo alive: values move, and the driver's lists name the demo's
 * real processes. Two more processes show what is seen of programs that do not report: one has its
 * counters in shared memory, the other just has a device open. They do nothing, and end with us.
 */
final class DemoHost implements AutoCloseable {
    /** How many processes there are besides those that report. */
    static final int SILENT = 2;

    private static final long STEP_MILLIS = 500;
    private static final String STOCK = "stock-model";
    private static final String UNTRACKED = "untracked-model";

    /** A device that a process has open, by how many descriptors. */
    private record Opening(ProcessHandle process, FakeDevice device, int descriptors) {}

    private final FakeHost host;
    private final MovingHost moving;
    private final PrintStream out;
    private final List<Process> idlers = new ArrayList<>();
    private final List<Opening> openings = new ArrayList<>();
    private final Map<FakeDevice, List<Integer>> shown = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "demo-host");
    private final Thread hook = new Thread(this::end, "demo-host-end");

    private DemoHost(FakeHost host, long seed, PrintStream out) throws IOException {
        this.host = host;
        this.moving = new MovingHost(host, seed, System::currentTimeMillis);
        this.out = out;
    }

    /**
     * Makes a host with that many devices, of several cards; one that an earlier demo left there is
     * replaced.
     */
    static FakeHost create(Path directory, int devices) throws IOException {
        FakeHost.delete(directory);
        if (Files.exists(directory)) {
            throw new IOException(directory + " is in the way; remove it");
        }
        FakeHost host = FakeHost.create(directory);
        for (int ordinal = 0; ordinal < devices; ordinal++) {
            host.addDevice(ordinal, ordinal % 2 == 0 ? FakeCard.P150A : FakeCard.N300);
        }
        return host;
    }

    /**
     * Returns the options that let the daemon see this host, with the processes of the real one.
     */
    static List<String> daemonOptions(FakeHost host) {
        return List.of(
                "--root-sys",
                host.sys().toString(),
                "--root-driver",
                host.driver().toString(),
                "--root-dev-shm",
                host.devShm().toString(),
                "--reports",
                host.reports().toString());
    }

    /** Returns what there is, in a sentence without a full stop. */
    static String describe(FakeHost host) {
        Map<String, Integer> cards = new LinkedHashMap<>();
        for (FakeDevice device : host.devices()) {
            cards.merge(device.card().label(), 1, Integer::sum);
        }
        List<String> words = new ArrayList<>();
        cards.forEach((card, count) -> words.add(count + " " + card));
        return "The host is made up: "
                + String.join(", ", words)
                + "; its files are in "
                + host.root();
    }

    /**
     * Starts to move a host that is there.
     *
     * @param pids the demo's processes, in the order in which they share the devices
     */
    static DemoHost start(Path directory, DemoOptions options, List<Long> pids, PrintStream out)
            throws IOException {
        DemoHost demo = new DemoHost(FakeHost.open(directory), options.seed(), out);
        try {
            demo.openDevices(options, pids);
            demo.startIdlers();
            demo.step();
        } catch (IOException e) {
            demo.end();
            throw e;
        }
        out.println(describe(demo.host));
        Runtime.getRuntime().addShutdownHook(demo.hook);
        demo.thread.setDaemon(true);
        demo.thread.start();
        return demo;
    }

    /** Moves until the workload has ended; returns what it does. */
    int await(DemoWorkload workload) throws InterruptedException {
        return workload.await();
    }

    private void openDevices(DemoOptions options, List<Long> pids) {
        for (int at = 0; at < pids.size(); at++) {
            ProcessHandle process = ProcessHandle.of(pids.get(at)).orElse(null);
            for (int ordinal : options.devicesOf(at)) {
                FakeDevice device = device(ordinal);
                if (process != null && device != null) {
                    // Programs have a device open more than once.
                    openings.add(new Opening(process, device, 2));
                }
            }
        }
    }

    private void startIdlers() throws IOException {
        List<FakeDevice> devices = host.devices();
        if (devices.isEmpty()) {
            return;
        }
        Process stock = idler(STOCK);
        for (FakeDevice device : devices.subList(0, Math.min(2, devices.size()))) {
            moving.addStockProgram(device, (int) stock.pid(), STOCK);
            openings.add(new Opening(stock.toHandle(), device, 1));
        }
        FakeDevice last = devices.get(devices.size() - 1);
        openings.add(new Opening(idler(UNTRACKED).toHandle(), last, 1));
    }

    /** Starts a process of this name that waits for the end of its input, so at most for ours. */
    private Process idler(String name) throws IOException {
        Process process =
                new ProcessBuilder("bash", "-c", "exec -a " + name + " bash -c 'read -r line'")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        idlers.add(process);
        return process;
    }

    private @Nullable FakeDevice device(int ordinal) {
        for (FakeDevice device : host.devices()) {
            if (device.ordinal() == ordinal) {
                return device;
            }
        }
        return null;
    }

    private void run() {
        try {
            while (!stop.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                step();
            }
        } catch (IOException | UncheckedIOException e) {
            if (stop.getCount() > 0) {
                out.println("The made-up host stands still: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void step() throws IOException {
        if (stop.getCount() > 0) {
            moving.step();
            showOpenings();
        }
    }

    /** Says who has the devices open: those who still run. */
    private void showOpenings() throws IOException {
        for (FakeDevice device : host.devices()) {
            List<Integer> pids = new ArrayList<>();
            for (Opening opening : openings) {
                if (opening.device() == device && opening.process().isAlive()) {
                    for (int at = 0; at < opening.descriptors(); at++) {
                        pids.add((int) opening.process().pid());
                    }
                }
            }
            if (!pids.equals(shown.put(device, pids))) {
                device.openBy(pids.stream().mapToInt(Integer::intValue).toArray());
            }
        }
    }

    /** Stands still; nobody has the devices open any more. */
    private void end() {
        stop.countDown();
        synchronized (this) {
            for (Process idler : idlers) {
                idler.destroy();
            }
            for (FakeDevice device : host.devices()) {
                try {
                    device.openBy();
                } catch (IOException e) {
                    // The host was removed before.
                }
            }
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }
}
