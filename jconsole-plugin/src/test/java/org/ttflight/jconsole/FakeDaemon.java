package org.ttflight.jconsole;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** The Server bean of a daemon: its shape, not its class. */
final class FakeDaemon {
    final MBeanServer server = MBeanServerFactory.newMBeanServer();
    final List<Device> devices = new ArrayList<>();
    final List<Memory> memory = new ArrayList<>();
    final List<Past> past = new ArrayList<>();
    final AtomicInteger histories = new AtomicInteger();

    /** A row of {@code listDevices}. */
    public record Device(
            int device,
            @Nullable String cardType,
            String health,
            String healthState,
            @Nullable Double temperature,
            @Nullable Double temperatureLimit,
            @Nullable Double power,
            @Nullable Double powerLimit,
            @Nullable Long aiClock,
            @Nullable Long dramInUse,
            @Nullable Long dramCapacity,
            @Nullable Long l1InUse,
            @Nullable Long l1Capacity,
            int processes,
            int untracked) {}

    /** A row of {@code listMemory}. */
    public record Memory(
            int device,
            String memory,
            @Nullable Long used,
            @Nullable Long peak,
            @Nullable Long buffers,
            @Nullable Long capacity) {}

    /** A row of {@code listProcesses}. */
    public record Program(int pid, boolean verified, String name) {}

    /** A row of {@code listHistory}. */
    public record Past(
            long time,
            long millis,
            @Nullable Long dramInUse,
            @Nullable Long l1InUse,
            @Nullable Double temperature,
            @Nullable Double power,
            @Nullable Double aiClock) {}

    /** What a daemon has that remembers nothing. */
    public interface OldMXBean {
        /** Returns what the test wants. */
        Device[] listDevices();

        /** Returns what the test wants. */
        Memory[] listMemory();

        /** Returns nothing. */
        Program[] listProcesses();
    }

    /** What a daemon of today has. */
    public interface NewMXBean extends OldMXBean {
        /** Returns what the test wants. */
        Past[] listHistory(int device, int windowSeconds, int steps);
    }

    private class Old implements OldMXBean {
        @Override
        public Device[] listDevices() {
            return devices.toArray(Device[]::new);
        }

        @Override
        public Memory[] listMemory() {
            return memory.toArray(Memory[]::new);
        }

        @Override
        public Program[] listProcesses() {
            return new Program[0];
        }
    }

    private final class New extends Old implements NewMXBean {
        @Override
        public Past[] listHistory(int device, int windowSeconds, int steps) {
            histories.incrementAndGet();
            int from = Math.max(0, past.size() - (windowSeconds == 1 ? 1 : steps * 10));
            return past.subList(from, past.size()).toArray(Past[]::new);
        }
    }

    void register() throws JMException {
        server.registerMBean(
                new StandardMBean(new New(), NewMXBean.class, true), DaemonBeans.SERVER);
    }

    void registerOld() throws JMException {
        server.registerMBean(
                new StandardMBean(new Old(), OldMXBean.class, true), DaemonBeans.SERVER);
    }

    static Device device(int ordinal, @Nullable Long dramInUse, @Nullable Long dramCapacity) {
        return new Device(
                ordinal,
                "n300",
                "ok",
                "ok",
                43.0,
                75.0,
                30.0,
                85.0,
                1000L,
                dramInUse,
                dramCapacity,
                5L << 20,
                80L << 20,
                2,
                0);
    }

    static Memory dram(int ordinal, @Nullable Long used) {
        return new Memory(ordinal, "DRAM", used, used, 1L, 12L << 30);
    }

    /** Adds so many devices with some memory. */
    FakeDaemon with(int count) {
        for (int device = 0; device < count; device++) {
            devices.add(device(device, 3L << 30, 12L << 30));
            memory.add(dram(device, 3L << 30));
        }
        return this;
    }
}
