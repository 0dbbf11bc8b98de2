package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostProcess;
import org.ttflight.host.HostState;
import org.ttflight.host.LostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BeanPublisherTest {
    @Test
    void shouldFollowTheLedgerOnItsOwnThread() throws Exception {
        try (Fixture fixture = new Fixture()) {
            fixture.catalog.replace(List.of(Fixture.n150(0)));
            fixture.publisher.start();
            assertEquals(9, fixture.count("*"), "registered when start returns");

            CountDownLatch attached = new CountDownLatch(1);
            CountDownLatch exited = new CountDownLatch(1);
            fixture.server.addNotificationListener(
                    Names.SERVER,
                    (notification, handback) ->
                            (notification.getType().endsWith("attached") ? attached : exited)
                                    .countDown(),
                    null,
                    null);
            LedgerProcess process = fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 64);
            fixture.ledger.publish();
            assertTrue(attached.await(20, TimeUnit.SECONDS));
            fixture.ledger.release(process, ExitReason.DEAD);
            fixture.ledger.publish();
            assertTrue(exited.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldLeaveNothingRegisteredWhenClosed() throws JMException {
        Fixture fixture = new Fixture();
        fixture.publisher.start();
        fixture.allocate(10, 4, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        assertEquals(10, fixture.count("*"));
        fixture.close();
        assertEquals(0, fixture.count("*"));
        fixture.allocate(11, 5, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        assertEquals(0, fixture.count("*"), "and nothing comes back");
        fixture.close();
    }

    @Test
    void shouldDoNoWorkWhenOnlyUsageChanges() throws JMException {
        try (Fixture fixture = new Fixture()) {
            LedgerProcess process = fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 64);
            fixture.sync();
            ObjectName bean = Names.process(process.identity());
            fixture.server.unregisterMBean(bean);
            fixture.allocate(10, 0, MemoryType.DRAM, 0x20, 64);
            fixture.sync();
            assertFalse(fixture.server.isRegistered(bean), "nobody looked");
            fixture.ledger.release(process, ExitReason.DEAD);
            fixture.sync();
            assertEquals(0, fixture.count("type=Process,*"));
        }
    }

    @Test
    void shouldObserveOnceASecondUnlessAProcessCameOrWent() throws JMException {
        try (Fixture fixture = new Fixture()) {
            LedgerProcess process = fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 64);
            fixture.ledger.publish();
            fixture.publisher.round();
            assertEquals(1, fixture.observed.get());
            for (int round = 0; round < 3; round++) {
                fixture.allocate(10, 0, MemoryType.DRAM, 0x20 + round, 64);
                fixture.ledger.publish();
                fixture.publisher.round();
            }
            assertEquals(1, fixture.observed.get(), "usage alone is no reason");
            fixture.publisher.round();
            assertEquals(2, fixture.observed.get(), "a second is over");
            fixture.ledger.release(process, ExitReason.DEAD);
            fixture.ledger.publish();
            List<Notification> heard = fixture.listen(Names.SERVER);
            fixture.publisher.round();
            assertEquals(3, fixture.observed.get());
            assertEquals(0, fixture.count("type=Process,*"));
            assertEquals(1, heard.size());
            fixture.queue.deviceBlocked(Fixture.n150(0));
            fixture.publisher.round();
            assertEquals(4, fixture.observed.get(), "who is told may look");
            assertEquals(2, heard.size());
        }
    }

    /** The join is the real one here: a slot in shared memory and a holder of a device. */
    @Test
    void shouldFollowTheHostAndSharedMemory() throws JMException {
        try (Fixture fixture = new Fixture()) {
            fixture.sync();
            assertEquals(0, fixture.count("type=Device,*"));
            HostDevice chip = Scene.chip(0, Scene.ASIC);
            HostProcess holder = new HostProcess(11, 78, ProcessDescription.UNKNOWN, 1L, 0.5, 2L);
            fixture.host =
                    new HostState(
                            Scene.NOW_MILLIS,
                            "2.10.0",
                            "1 device",
                            List.of(Scene.sample(chip, Scene.telemetry(Scene.readings()))),
                            List.of(),
                            List.of(holder));
            fixture.sync();
            assertEquals(1.5, fixture.get(Names.device(0), "Temperature"));
            assertEquals(1, fixture.count("type=Process,pid=11"));
            fixture.host =
                    new HostState(
                            Scene.NOW_MILLIS + 1000,
                            "2.10.0",
                            "no devices",
                            List.of(),
                            List.of(new LostDevice(chip, Scene.NOW_MILLIS)),
                            List.of());
            fixture.sync();
            assertEquals(0, fixture.count("type=Device,*"));
            assertEquals(0, fixture.count("type=Process,*"));
        }
    }

    @Test
    void shouldLeaveTheBeansOfOthersAlone() throws JMException {
        try (Fixture fixture = new Fixture()) {
            ObjectName taken = Names.process(Fixture.identity(10));
            fixture.server.registerMBean(new StandardMBean(() -> {}, Runnable.class), taken);
            LedgerProcess process = fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 64);
            fixture.allocate(11, 0, MemoryType.DRAM, 0x10, 64);
            fixture.sync();
            assertTrue(fixture.server.isRegistered(Names.process(Fixture.identity(11))));
            fixture.ledger.release(process, ExitReason.DEAD);
            fixture.sync();
            assertTrue(fixture.server.isRegistered(taken));
        }
    }

    @Test
    void shouldGoOnAfterAListenerThatThrows() throws JMException {
        try (Fixture fixture = new Fixture()) {
            fixture.sync();
            fixture.server.addNotificationListener(
                    Names.SERVER,
                    (notification, handback) -> {
                        throw new IllegalStateException("not my day");
                    },
                    null,
                    null);
            List<Notification> heard = fixture.listen(Names.SERVER);
            fixture.allocate(10, 0, MemoryType.DRAM, 0x10, 64);
            fixture.allocate(11, 0, MemoryType.DRAM, 0x10, 64);
            fixture.sync();
            assertEquals(2, heard.size());
        }
    }

    @Test
    void shouldRefuseAQueueWithoutRoom() {
        assertThrows(IllegalArgumentException.class, () -> new NotificationQueue(0));
    }
}
