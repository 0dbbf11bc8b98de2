package org.ttflight.jmx;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

/** What the beans are called. */
public final class Names {
    /** The domain of all our beans. */
    public static final String DOMAIN = "tenstorrent";

    /** The one {@link ServerMXBean}. */
    public static final ObjectName SERVER = name("type=Server");

    private Names() {}

    /** Returns the name of a {@link DeviceMXBean}. */
    public static ObjectName device(int device) {
        return name("type=Device,device=" + device);
    }

    /** Returns the name of a {@link DeviceMemoryMXBean}. */
    public static ObjectName deviceMemory(int device, MemoryType type) {
        return name("type=DeviceMemory,device=" + device + ",memory=" + type.label());
    }

    /**
     * Returns the name of a {@link ProcessMXBean}. A pid that is only claimed need not be unique:
     * what makes it so is the number of the connection, or, of a process that only shared memory
     * tells of, minus the negative number that stands for its slot.
     */
    public static ObjectName process(ProcessIdentity process) {
        String name = "type=Process,pid=" + process.pid();
        long connection = process.connection();
        if (connection == 0) {
            return name(name);
        }
        return name(
                connection > 0
                        ? name + ",connection=" + connection
                        : name + ",slot=" + Long.toUnsignedString(-connection));
    }

    /** Returns the pattern that fits all our beans and no others. */
    public static ObjectName all() {
        return name("*");
    }

    private static ObjectName name(String properties) {
        try {
            return ObjectName.getInstance(DOMAIN + ":" + properties);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(properties, e);
        }
    }
}
