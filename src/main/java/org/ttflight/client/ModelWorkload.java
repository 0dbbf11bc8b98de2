package org.ttflight.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.ttflight.wire.QueryResponse;

/**
 * A program that loads a language model and serves it, as far as a memory monitor can tell.
 *
 * <p>Loading puts 32 layers of weights, a key-value cache, a trace, small buffers and the system's
 * kernels on every device: 10.7 GB if the program has the device for itself. Serving churns L1
 * activations, circular buffers, kernels and pages of the cache. At the end all is freed in order.
 * The reports depend on the seed and nothing else; how many there are depends on the clock. Not
 * thread-safe.
 */
public final class ModelWorkload {
    private static final int LAYERS = 32;
    private static final long PAGE = 2048;
    private static final long FABRIC_KERNEL = 57_344;
    private static final long DISPATCH_KERNEL = 47_104;
    private static final long LEAKED = 256 << 10;

    /** Loading is this fast at least, in messages a second: nobody wants to watch it for long. */
    private static final int LOADING_RATE = 2000;

    private static final int LEAK_EVERY = 200;

    /**
     * One layer of eight-bit weights: attention, output, three feed-forward matrices, two norms.
     */
    private static final long[] LAYER = {
        25_165_824, 16_777_216, 58_720_256, 58_720_256, 58_720_256, 16_384, 16_384
    };

    private static final long EMBEDDING = 1_050_673_152;
    private static final long CACHE_OF_LAYER = 67_108_864;
    private static final long TRACE = 23_068_672;
    private static final long[] ACTIVATIONS = {131_072, 262_144, 524_288, 1_048_576, 2_097_152};

    private record Buffer(BufferType type, long id, long size) {}

    /** What the workload holds on one device. */
    private static final class Device {
        final int id;
        final Map<BufferType, Addresses> addresses = new EnumMap<>(BufferType.class);
        final List<Buffer> resident = new ArrayList<>();
        final ArrayDeque<Buffer> activations = new ArrayDeque<>();
        final ArrayDeque<Buffer> pages = new ArrayDeque<>();
        final ArrayDeque<long[]> circularBuffers = new ArrayDeque<>();
        final ArrayDeque<long[]> kernels = new ArrayDeque<>();
        final long[] bytes = new long[BufferType.values().length];
        long circularBufferBytes;
        long kernelBytes;

        Device(int id) {
            this.id = id;
            addresses.put(BufferType.L1, new Addresses(0x2_0000));
            addresses.put(BufferType.L1_SMALL, new Addresses(0x1000_0000));
            addresses.put(BufferType.DRAM, new Addresses(0x4000_0000L));
            addresses.put(BufferType.TRACE, new Addresses(0x10_0000_0000L));
        }

        Addresses addresses(BufferType type) {
            Addresses known = addresses.get(type);
            if (known == null) {
                throw new IllegalArgumentException("no " + type + " in this workload");
            }
            return known;
        }
    }

    private final AllocationReporter reporter;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final Random random;
    private final int share;
    private final boolean leaks;
    private final List<Device> devices = new ArrayList<>();
    private final Addresses circularBufferIds = new Addresses(0x2_0000);
    private long nextKernel = 1;
    private long messages;

    /**
     * @param devices the devices to use, at least one
     * @param share how many programs share a device; everything is that much smaller
     * @param leaks whether to lose a buffer of 256 KiB on the first device every 200 messages
     */
    public ModelWorkload(
            AllocationReporter reporter,
            List<Integer> devices,
            int share,
            boolean leaks,
            long seed) {
        this(reporter, devices, share, leaks, seed, System::nanoTime, Sleeper.REAL);
    }

    ModelWorkload(
            AllocationReporter reporter,
            List<Integer> devices,
            int share,
            boolean leaks,
            long seed,
            LongSupplier nanoTime,
            Sleeper sleeper) {
        if (devices.isEmpty() || share < 1) {
            throw new IllegalArgumentException(devices.size() + " devices, share " + share);
        }
        this.reporter = reporter;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.random = new Random(seed);
        this.share = share;
        this.leaks = leaks;
        for (int device : devices) {
            this.devices.add(new Device(device));
        }
    }

    /**
     * Loads and serves. Everything is still there afterwards: see {@link #freeAll}.
     *
     * @param rate messages a second while serving
     * @param duration from now on, loading included
     * @param isStopped asked before each message
     */
    public void run(int rate, Duration duration, BooleanSupplier isStopped)
            throws InterruptedException {
        long start = nanoTime.getAsLong();
        long nanos = duration.toNanos();
        BooleanSupplier isOver =
                () -> isStopped.getAsBoolean() || nanoTime.getAsLong() - start >= nanos;
        Pacer pacer = new Pacer(nanoTime, sleeper);
        for (Device device : devices) {
            for (Runnable step : loading(device)) {
                if (isOver.getAsBoolean()) {
                    return;
                }
                step.run();
                pacer.pace(Math.max(rate, LOADING_RATE));
            }
        }
        while (!isOver.getAsBoolean()) {
            serve();
            pacer.pace(rate);
        }
    }

    private List<Runnable> loading(Device device) {
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> load(device, KernelType.FABRIC, FABRIC_KERNEL));
        steps.add(() -> load(device, KernelType.DISPATCH, DISPATCH_KERNEL));
        resident(steps, device, BufferType.L1_SMALL, 16_384);
        resident(steps, device, BufferType.L1_SMALL, 32_768);
        resident(steps, device, BufferType.DRAM, EMBEDDING);
        for (int layer = 0; layer < LAYERS; layer++) {
            for (long size : LAYER) {
                resident(steps, device, BufferType.DRAM, size);
            }
            resident(steps, device, BufferType.DRAM, CACHE_OF_LAYER);
        }
        resident(steps, device, BufferType.DRAM, EMBEDDING / 2);
        resident(steps, device, BufferType.TRACE, TRACE);
        return steps;
    }

    private void resident(List<Runnable> steps, Device device, BufferType type, long size) {
        steps.add(() -> device.resident.add(allocate(device, type, size)));
    }

    /** One message of a program that serves. */
    private void serve() {
        Device device = devices.get(random.nextInt(devices.size()));
        if (leaks && messages % LEAK_EVERY == 0) {
            Device first = devices.get(0);
            first.resident.add(allocate(first, BufferType.DRAM, LEAKED));
            return;
        }
        int choice = random.nextInt(100);
        if (choice < 70) {
            if (device.activations.size() < 24
                    && random.nextInt(24) >= device.activations.size() / 2) {
                long size = ACTIVATIONS[random.nextInt(ACTIVATIONS.length)];
                device.activations.add(allocate(device, BufferType.L1, size));
            } else {
                free(device, device.activations.remove());
            }
        } else if (choice < 92) {
            if (device.circularBuffers.size() < 12) {
                allocateCircularBuffer(device, 1_048_576L << random.nextInt(2));
            } else {
                freeCircularBuffer(device);
            }
        } else if (choice < 97) {
            if (device.kernels.size() < 40) {
                load(device, KernelType.APPLICATION, 8192 + 1024L * random.nextInt(32));
            } else {
                unload(device);
            }
        } else if (device.pages.size() < 16) {
            device.pages.add(allocate(device, BufferType.DRAM, 4 << 20));
        } else {
            free(device, device.pages.remove());
        }
    }

    /** Frees everything, newest residents first, without pacing. */
    public void freeAll() {
        for (Device device : devices) {
            while (!device.activations.isEmpty()) {
                free(device, device.activations.remove());
            }
            while (!device.pages.isEmpty()) {
                free(device, device.pages.remove());
            }
            while (!device.circularBuffers.isEmpty()) {
                freeCircularBuffer(device);
            }
            for (int i = device.resident.size() - 1; i >= 0; i--) {
                free(device, device.resident.remove(i));
            }
            while (!device.kernels.isEmpty()) {
                unload(device);
            }
        }
    }

    private Buffer allocate(Device device, BufferType type, long whole) {
        long size = slice(whole);
        Buffer buffer = new Buffer(type, device.addresses(type).take(size), size);
        reporter.allocated(device.id, type, buffer.id, size);
        device.bytes[type.code()] += size;
        messages++;
        return buffer;
    }

    private void free(Device device, Buffer buffer) {
        reporter.freed(device.id, buffer.id);
        device.addresses(buffer.type).giveBack(buffer.id, buffer.size);
        device.bytes[buffer.type.code()] -= buffer.size;
        messages++;
    }

    private void allocateCircularBuffer(Device device, long whole) {
        long size = slice(whole);
        long id = circularBufferIds.take(size);
        reporter.circularBufferAllocated(device.id, id, size);
        device.circularBuffers.add(new long[] {id, size});
        device.circularBufferBytes += size;
        messages++;
    }

    private void freeCircularBuffer(Device device) {
        long[] idAndSize = device.circularBuffers.remove();
        reporter.circularBufferFreed(device.id, idAndSize[0], idAndSize[1]);
        circularBufferIds.giveBack(idAndSize[0], idAndSize[1]);
        device.circularBufferBytes -= idAndSize[1];
        messages++;
    }

    private void load(Device device, KernelType type, long size) {
        long id = nextKernel++;
        reporter.kernelLoaded(device.id, type, id, size);
        // The system's kernels are the first to be loaded, and stay until the end.
        if (type == KernelType.APPLICATION) {
            device.kernels.addFirst(new long[] {id, size});
        } else {
            device.kernels.addLast(new long[] {id, size});
        }
        device.kernelBytes += size;
        messages++;
    }

    private void unload(Device device) {
        long[] idAndSize = device.kernels.removeFirst();
        reporter.kernelUnloaded(device.id, idAndSize[0], idAndSize[1]);
        device.kernelBytes -= idAndSize[1];
        messages++;
    }

    private long slice(long whole) {
        return (whole / share + PAGE - 1) / PAGE * PAGE;
    }

    /** Returns the messages reported so far. */
    public long messages() {
        return messages;
    }

    /** Returns what this workload holds on a device, as a server that serves it alone would. */
    public QueryResponse account(int deviceId) {
        for (Device device : devices) {
            if (device.id == deviceId) {
                return new QueryResponse(
                        deviceId,
                        device.bytes[BufferType.DRAM.code()],
                        device.bytes[BufferType.L1.code()],
                        device.bytes[BufferType.L1_SMALL.code()],
                        device.bytes[BufferType.TRACE.code()],
                        device.circularBufferBytes,
                        device.kernelBytes);
            }
        }
        return new QueryResponse(deviceId, 0, 0, 0, 0, 0, 0);
    }
}
