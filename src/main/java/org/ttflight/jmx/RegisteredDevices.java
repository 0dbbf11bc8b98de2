package org.ttflight.jmx;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.host.LostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/**
 * The beans of devices and their memory. Confined to the publisher, which guards it.
 *
 * <p>A device that the host had and has no more keeps its beans only as long as a process still
 * holds something there. One that only programs ever told of keeps them: nobody can say that it is
 * gone.
 */
final class RegisteredDevices {
    private final Registrations registrations;
    private final ObservationReader reader;
    private final UsageThresholds thresholds;
    private final NotificationQueue queue;
    private final Map<Integer, Beans> devices = new TreeMap<>();
    private final Set<Integer> everOfHost = new HashSet<>();

    RegisteredDevices(
            Registrations registrations,
            ObservationReader reader,
            UsageThresholds thresholds,
            NotificationQueue queue) {
        this.registrations = registrations;
        this.reader = reader;
        this.thresholds = thresholds;
        this.queue = queue;
    }

    /** Makes the beans those of the devices that are there. */
    void sync(Observation observation) {
        Set<Integer> present = new HashSet<>();
        for (ObservedDevice device : observation.devices()) {
            if (isThere(device, observation)) {
                present.add(device.ordinal());
            }
        }
        for (Beans beans : new ArrayList<>(devices.values())) {
            ObservedDevice device = observation.device(beans.ordinal);
            if (!present.contains(beans.ordinal) || (device != null && beans.isOther(device))) {
                devices.remove(beans.ordinal);
                beans.unregister();
            }
        }
        for (int ordinal : present) {
            Beans beans = publish(ordinal);
            ObservedDevice device = observation.device(ordinal);
            if (device != null && device.device().asicId() != null) {
                beans.asicId = device.device().asicId();
            }
        }
    }

    private boolean isThere(ObservedDevice device, Observation observation) {
        int ordinal = device.ordinal();
        boolean isKnown = !device.device().equals(HostDevice.unknown(ordinal));
        if (device.sample() != null || isKnown) {
            everOfHost.add(ordinal);
        }
        if (device.sample() != null || (isKnown && !isLost(device, observation))) {
            return true;
        }
        return !everOfHost.contains(ordinal) || isHeld(device, observation);
    }

    /** Whether all that is known of it is remembered from before it was lost. */
    private static boolean isLost(ObservedDevice device, Observation observation) {
        for (LostDevice lost : observation.host().lost()) {
            if (lost.device().ordinal() == device.ordinal()) {
                return !device.device().simulated();
            }
        }
        return false;
    }

    private static boolean isHeld(ObservedDevice device, Observation observation) {
        for (MemoryType type : MemoryType.values()) {
            Long used = device.memory(type).used();
            if (used != null && used > 0) {
                return true;
            }
        }
        for (ObservedProcess process : observation.processes()) {
            for (ObservedHolding held : process.devices()) {
                if (held.device() == device.ordinal()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Beans publish(int ordinal) {
        return devices.computeIfAbsent(ordinal, Beans::new);
    }

    /** Returns the bean of a memory; a device new to us gets its beans first. */
    DeviceMemoryBean memory(DeviceMemoryKey key) {
        return publish(key.device()).memory(key.type());
    }

    void clear() {
        devices.clear();
    }

    /** The beans of one device. */
    private final class Beans {
        private final int ordinal;
        private final Map<MemoryType, DeviceMemoryBean> memory = new EnumMap<>(MemoryType.class);
        private @Nullable String asicId;

        Beans(int ordinal) {
            this.ordinal = ordinal;
            registrations.register(
                    new DeviceBean(ordinal, reader, queue.incidents()), Names.device(ordinal));
            for (MemoryType type : MemoryType.values()) {
                DeviceMemoryBean bean =
                        new DeviceMemoryBean(ordinal, type, reader, thresholds, queue);
                memory.put(type, bean);
                registrations.register(bean, Names.deviceMemory(ordinal, type));
            }
        }

        DeviceMemoryBean memory(MemoryType type) {
            return Objects.requireNonNull(memory.get(type));
        }

        /**
         * Whether another chip has the place; one that does not tell its number may be the same.
         */
        boolean isOther(ObservedDevice device) {
            String now = device.device().asicId();
            return asicId != null && now != null && !asicId.equals(now);
        }

        void unregister() {
            registrations.unregister(Names.device(ordinal));
            for (MemoryType type : MemoryType.values()) {
                registrations.unregister(Names.deviceMemory(ordinal, type));
            }
        }
    }
}
