package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import javax.management.Notification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTest {
    private static Notification notification(String type, String message) {
        return new Notification(type, "source", 1, Readings.NOW.toEpochMilli(), message);
    }

    @ParameterizedTest
    @CsvSource({
        "tenstorrent.memory.threshold.exceeded, WARNING,  Memory threshold exceeded",
        "tenstorrent.device.lost,               CRITICAL, Device lost",
        "tenstorrent.device.returned,           INFO,     Device returned",
        "tenstorrent.device.found,              INFO,     Device found",
        "tenstorrent.device.blocked,            WARNING,  Device blocked",
        "tenstorrent.device.unblocked,          INFO,     Device unblocked",
        "tenstorrent.device.heartbeat.stalled,  CRITICAL, Device heartbeat stalled",
        "tenstorrent.device.heartbeat.resumed,  INFO,     Device heartbeat resumed",
        "tenstorrent.device.thermal.trip,       CRITICAL, Device thermal trip",
        "tenstorrent.process.attached,          INFO,     Process attached",
        "tenstorrent.process.exited,            WARNING,  Process exited",
        "tenstorrent.incident,                  CRITICAL, Incident",
        "tenstorrent.of.tomorrow,               WARNING,  Of tomorrow",
        "tenstorrent.,                          WARNING,  Alert",
    })
    void shouldJudgeEachType(String type, Severity severity, String what) {
        Alert alert = Alert.of(notification(type, " something "));
        assertEquals(new Alert(Readings.NOW, severity, what, "something"), alert);
    }

    @ParameterizedTest
    @CsvSource({"0, INFO", "1, WARNING"})
    void shouldMindOnlyProcessesThatLeaveSomethingBehind(long orphaned, Severity severity) {
        Notification exited = notification("tenstorrent.process.exited", "gone");
        exited.setUserData(FakeEmitter.composite(Map.of("orphanedBytes", orphaned)));
        assertEquals(severity, Alert.of(exited).severity());
    }

    @Test
    void shouldFindSomethingToSay() {
        Notification notification = notification("tenstorrent.x", "");
        assertEquals("tenstorrent.x", Alert.of(notification).message());
        notification.setUserData(FakeEmitter.composite(Map.of("message", "in the data")));
        assertEquals("in the data", Alert.of(notification).message());
        notification.setUserData("of another kind");
        assertEquals("tenstorrent.x", Alert.of(notification).message());
    }
}
