package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a process holds, as daemons of several versions tell it. */
class HoldingsReadTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    /** Has the daemon's shape, not its class. */
    public record Holding(
            int pid,
            boolean verified,
            int device,
            String memory,
            @Nullable Long used,
            @Nullable Long peak,
            @Nullable Long buffers,
            String source) {}

    /** A list of numbers, which comes as an array of objects. */
    public record Tenant(int pid, boolean verified, String tracking, List<Integer> devices) {}

    /** What was there before holdings were listed. */
    public interface OlderMXBean {
        /** Returns none. */
        default Holding[] listDevices() {
            return new Holding[0];
        }

        /** Returns none. */
        default Holding[] listMemory() {
            return new Holding[0];
        }

        /** Returns one. */
        default Tenant[] listProcesses() {
            return new Tenant[] {new Tenant(7, true, "Connected", List.of(3, 5))};
        }
    }

    /** What there is now. */
    public interface NewerMXBean extends OlderMXBean {
        /** Returns one of which not all is known. */
        default Holding[] listHoldings() {
            return new Holding[] {new Holding(7, true, 3, "L1", 5L, null, null, "shared memory")};
        }
    }

    @Test
    void shouldReadHoldings() throws Exception {
        server.registerMBean(
                new StandardMBean(new NewerMXBean() {}, NewerMXBean.class, true),
                DaemonBeans.SERVER);
        Readout readout = new DaemonBeans(server).read();
        assertEquals(
                List.of(new HoldingReading(7, true, 3, "L1", 5L, null, null, "shared memory")),
                readout.holdings());
        assertEquals(List.of(3, 5), readout.processes().get(0).devices());
    }

    @Test
    void shouldReadADaemonThatDoesNotListThem() throws Exception {
        server.registerMBean(
                new StandardMBean(new OlderMXBean() {}, OlderMXBean.class, true),
                DaemonBeans.SERVER);
        Readout readout = new DaemonBeans(server).read();
        assertEquals(List.of(), readout.holdings());
        assertEquals(1, readout.processes().size());
    }
}
