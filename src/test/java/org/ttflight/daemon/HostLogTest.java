package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ttflight.host.CardType;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.host.HostListeners;

/** What the operator reads of the devices, and that nobody misses what happens. */
class HostLogTest {
    private static final HostDevice DEVICE =
            new HostDevice(3, CardType.P150A, "5EED00000000B001", false);
    private static final String NAME = "device 3 (p150a) ASIC 5EED00000000B001";

    private final Logger logger = Logger.getLogger(HostLog.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    lines.add(new SimpleFormatter().formatMessage(record));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    private void assertLine(String line, Consumer<HostListener> event) {
        lines.clear();
        event.accept(new HostLog());
        assertEquals(List.of(NAME + line), lines);
    }

    @Test
    void shouldWriteNumbersWithoutGroups() {
        assertLine(" returned after 4321 s", to -> to.deviceReturned(DEVICE, 3, 4_321_000));
        assertLine(
                ", which was device 1234 returned after 0 s",
                to -> to.deviceReturned(DEVICE, 1234, 1));
        assertLine(" answers again after 61234 ms", to -> to.deviceUnblocked(DEVICE, 61_234));
        assertLine(
                ": the firmware's heartbeat has stood still for 3600 s",
                to -> to.heartbeatStalled(DEVICE, 7, 3_600_000));
        assertLine(
                ": the firmware's heartbeat goes on after 7200 s",
                to -> to.heartbeatResumed(DEVICE, 7_200_000));
        assertLine(
                " was shut down by heat, 1234 times since power came",
                to -> to.thermalTrip(DEVICE, 1, 1234));
        assertLine(
                " was shut down by heat, once since power came",
                to -> to.thermalTrip(DEVICE, 1, 1));
    }

    @Test
    void shouldTakeBracesOfOthersAsTheyAre() {
        assertLine(" lost: it's {0} gone", to -> to.deviceLost(DEVICE, "it's {0} gone"));
    }

    @Test
    void shouldTellAllThoughOneFails() {
        List<String> heard = new ArrayList<>();
        HostListener failing =
                new HostListener() {
                    @Override
                    public void deviceBlocked(HostDevice device) {
                        throw new IllegalStateException("for the test");
                    }
                };
        HostListener last =
                new HostListener() {
                    @Override
                    public void deviceBlocked(HostDevice device) {
                        heard.add("blocked " + device.ordinal());
                    }
                };
        HostListeners all = new HostListeners(List.of(failing, last));
        RuntimeException thrown = null;
        try {
            all.deviceBlocked(DEVICE);
        } catch (IllegalStateException e) {
            thrown = e;
        }
        assertEquals(List.of("blocked 3"), heard);
        assertEquals("for the test", thrown == null ? "" : thrown.getMessage());
    }
}
