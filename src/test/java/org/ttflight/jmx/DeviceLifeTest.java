package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.host.LostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.UsageSource;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedMemory;
import org.ttflight.snapshot.ObservedProcess;
import org.ttflight.snapshot.Tracking;

/** Devices that vanish, return and change places, and what is told of it. */
class DeviceLifeTest {
    private static final String OTHER = "5EED00000000A002";

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void show(ObservedDevice... devices) {
        Scene scene = new Scene(null);
        scene.devices.addAll(List.of(devices));
        fixture.show(scene.observation());
    }

    private static ObservedDevice gone(int ordinal) {
        return Scene.device(HostDevice.unknown(ordinal), null, Map.of());
    }

    private int beans() throws JMException {
        return fixture.count("type=Device,*");
    }

    /** A listener on the bean hears as long as it is the same one. */
    private List<Notification> listen(int ordinal) throws JMException {
        return fixture.listen(Names.deviceMemory(ordinal, MemoryType.DRAM));
    }

    private boolean stillHears(List<Notification> heard, int ordinal) {
        int before = heard.size();
        fixture.queue.thresholdReached(ordinal, MemoryType.DRAM, 7, 7);
        fixture.sync();
        return heard.size() > before;
    }

    @Test
    void shouldFollowADeviceThatVanishesAndReturns() throws JMException {
        show(Scene.healthy(0, Scene.ASIC), Scene.healthy(1, OTHER));
        assertEquals(2, beans());
        assertEquals(14, fixture.count("type=DeviceMemory,*"));
        show(Scene.healthy(1, OTHER));
        assertEquals(1, beans(), "nobody knows it");
        assertEquals(7, fixture.count("type=DeviceMemory,*"));
        show(gone(0), Scene.healthy(1, OTHER));
        assertEquals(1, beans(), "known of old, but nothing is held there");
        show(Scene.healthy(0, Scene.ASIC), Scene.healthy(1, OTHER));
        assertEquals(2, beans());
    }

    @Test
    void shouldKeepTheBeansWhileSomethingIsHeldThere() throws JMException {
        show(Scene.healthy(0, Scene.ASIC));
        List<Notification> heard = listen(0);
        Map<MemoryType, ObservedMemory> held =
                Map.of(MemoryType.DRAM, Scene.used(64, UsageSource.SOCKET));
        show(Scene.device(HostDevice.unknown(0), null, held));
        assertEquals(1, beans());
        assertNull(fixture.get(Names.device(0), "Temperature"));
        assertEquals(64L, fixture.get(Names.device(0), "DramInUse"));
        show(Scene.healthy(0, Scene.ASIC));
        assertEquals(true, stillHears(heard, 0), "the same chip is back");
        show(gone(0));
        assertEquals(0, beans());
    }

    @Test
    void shouldNotKeepTheBeansBecauseTheLostDeviceIsRemembered() throws JMException {
        HostDevice chip = Scene.chip(0, Scene.ASIC);
        show(Scene.healthy(0, Scene.ASIC));
        showLost(chip, Map.of(MemoryType.DRAM, Scene.used(64, UsageSource.SOCKET)));
        assertEquals(1, beans(), "something is held there");
        assertEquals("lost", fixture.get(Names.device(0), "HealthState"));
        showLost(chip, Map.of(MemoryType.DRAM, Scene.used(0, UsageSource.SOCKET)));
        assertEquals(0, beans());
    }

    private void showLost(HostDevice chip, Map<MemoryType, ObservedMemory> memory) {
        Scene scene = new Scene(null);
        scene.lost.add(new LostDevice(chip, Scene.NOW_MILLIS));
        scene.devices.add(Scene.device(chip, null, memory));
        fixture.show(scene.observation());
    }

    @Test
    void shouldKeepTheBeansWhileAProcessStillRefersToIt() throws JMException {
        show(Scene.healthy(0, Scene.ASIC));
        Scene scene = new Scene(null);
        scene.devices.add(gone(0));
        scene.processes.add(
                new ObservedProcess(
                        new ProcessIdentity(10, 77, -1, -1, 0),
                        ProcessDescription.UNKNOWN,
                        null,
                        null,
                        Tracking.DISABLED,
                        List.of(new ObservedHolding(0, true, null, null, false))));
        fixture.show(scene.observation());
        assertEquals(1, beans());
    }

    @Test
    void shouldRegisterAnewWhenTwoChipsChangePlaces() throws JMException {
        show(Scene.healthy(0, Scene.ASIC), Scene.healthy(1, OTHER));
        List<Notification> heard = listen(0);
        assertEquals(true, stillHears(heard, 0));
        show(Scene.healthy(0, OTHER), Scene.healthy(1, Scene.ASIC));
        assertEquals(false, stillHears(heard, 0));
        assertEquals(OTHER, fixture.get(Names.device(0), "AsicId"));
        assertEquals(Scene.ASIC, fixture.get(Names.device(1), "AsicId"));
        assertEquals(2, beans());
    }

    @Test
    void shouldKeepTheBeansOfAChipThatTellsItsNumberLate() throws JMException {
        show(Scene.healthy(0, null));
        List<Notification> heard = listen(0);
        show(Scene.healthy(0, Scene.ASIC));
        assertEquals(true, stillHears(heard, 0));
        show(Scene.healthy(0, null));
        assertEquals(true, stillHears(heard, 0));
        show(Scene.healthy(0, OTHER));
        assertEquals(false, stillHears(heard, 0), "the number it had told is remembered");
    }

    @Test
    void shouldLeaveNothingBehindAfterAThousandRounds() throws JMException {
        fixture.sync();
        int before = fixture.server.getMBeanCount();
        for (int round = 0; round < 1000; round++) {
            show(Scene.healthy(round % 8, Scene.ASIC), Scene.healthy(8 + round % 2, OTHER));
            assertEquals(before + 16, fixture.server.getMBeanCount());
        }
        show();
        assertEquals(before, fixture.server.getMBeanCount());
    }

    @Test
    void shouldTellOfEveryIncident() throws JMException {
        fixture.sync();
        List<Notification> heard = fixture.listen(Names.SERVER);
        HostListener watcher = fixture.queue;
        HostDevice chip = Scene.chip(2, Scene.ASIC);
        watcher.deviceFound(chip);
        watcher.deviceBlocked(chip);
        watcher.deviceUnblocked(chip, 4000);
        watcher.heartbeatStalled(chip, 4711, 30_000);
        watcher.heartbeatResumed(chip, 40_000);
        watcher.thermalTrip(chip, 1, 5);
        watcher.deviceLost(chip, "its files vanished");
        watcher.deviceReturned(Scene.chip(3, Scene.ASIC), 2, 9000);
        fixture.sync();
        assertEquals(
                List.of(
                        "tenstorrent.device.found: device 2 (n300) found",
                        "tenstorrent.device.blocked: device 2 (n300) does not answer: a reset, or"
                                + " a hang",
                        "tenstorrent.device.unblocked: device 2 (n300) answers again after 4000 ms",
                        "tenstorrent.device.heartbeat.stalled: device 2 (n300) has had no"
                                + " heartbeat for 30000 ms; it stands at 4711",
                        "tenstorrent.device.heartbeat.resumed: device 2 (n300) has a heartbeat"
                                + " again after 40000 ms",
                        "tenstorrent.device.thermal.trip: device 2 (n300) was shut down because of"
                                + " heat, 5 times since power came",
                        "tenstorrent.device.lost: device 2 (n300) lost: its files vanished",
                        "tenstorrent.device.returned: device 3 (n300) is back after 9000 ms; it"
                                + " was device 2"),
                heard.stream().map(each -> each.getType() + ": " + each.getMessage()).toList());
        assertData(heard.get(3), 2, null, null, 30_000L, 4711L);
        assertData(heard.get(5), 2, null, null, null, 1L);
        assertData(heard.get(6), 2, "its files vanished", null, null, null);
        assertData(heard.get(7), 3, null, 2L, 9000L, null);
    }

    private static void assertData(
            Notification notification,
            int device,
            @Nullable String reason,
            @Nullable Long lastDevice,
            @Nullable Long millis,
            @Nullable Long count) {
        CompositeData data = (CompositeData) notification.getUserData();
        assertEquals(Names.SERVER, notification.getSource());
        assertEquals(device, data.get("device"));
        assertEquals("n300", data.get("cardType"));
        assertEquals(Scene.ASIC, data.get("asicId"));
        assertEquals("0000:41:00.0", data.get("pciAddress"));
        assertEquals(reason, data.get("reason"));
        assertEquals(lastDevice, data.get("lastDevice"));
        assertEquals(millis, data.get("millis"));
        assertEquals(count, data.get("count"));
        assertEquals(notification.getMessage(), data.get("message"));
    }

    @Test
    void shouldCountIncidentsByChip() throws JMException {
        HostDevice chip = Scene.chip(0, Scene.ASIC);
        repeat(3, queue -> queue.deviceLost(chip, "vanished"));
        repeat(2, queue -> queue.deviceBlocked(chip));
        repeat(4, queue -> queue.heartbeatStalled(chip, 1, 1));
        fixture.queue.deviceReturned(chip, 0, 1);
        fixture.queue.deviceReturned(Scene.chip(1, Scene.ASIC), 0, 1);
        fixture.queue.deviceLost(HostDevice.unknown(0), "a chip without a number");
        show(Scene.healthy(0, OTHER), Scene.healthy(1, Scene.ASIC), Scene.healthy(2, null));
        assertEquals(3L, fixture.get(Names.device(1), "Disappearances"));
        assertEquals(2L, fixture.get(Names.device(1), "Blockings"));
        assertEquals(4L, fixture.get(Names.device(1), "HeartbeatStalls"));
        assertEquals(1L, fixture.get(Names.device(1), "OrdinalChanges"));
        for (int ordinal : new int[] {0, 2}) {
            assertEquals(0L, fixture.get(Names.device(ordinal), "Disappearances"));
            assertEquals(0L, fixture.get(Names.device(ordinal), "OrdinalChanges"));
        }
        show(Scene.healthy(0, null));
        assertEquals(1L, fixture.get(Names.device(0), "Disappearances"), "of the ordinal");
    }

    private void repeat(int times, Consumer<NotificationQueue> incident) {
        for (int at = 0; at < times; at++) {
            incident.accept(fixture.queue);
        }
    }
}
