package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.inprocess.TrainingProgram;

/** A program with the monitor inside: its own beans and the daemon's say the same. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InProcessIT extends EndToEnd {
    @Test
    void shouldShowTheSameInsideAndInTheDaemon() throws Exception {
        DaemonProcess daemon = daemon("--simulate", "n150");
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TrainingProgram.class.getName(),
                                "2",
                                "wait"));
        builder.environment().put("TT_ALLOC_TRACKING_ENABLED", "1");
        builder.environment().put("TT_ALLOC_SERVER_SOCKET", daemon.socket().toString());
        builder.redirectErrorStream(true);
        Process program = builder.start();
        keep(program::destroyForcibly);
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("held 8388608", out.readLine());
        try (Beans ofDaemon = Beans.attach(daemon.pid());
                Beans ofProgram = Beans.attach(program.pid())) {
            Await.passes(
                    Await.LONG,
                    () -> {
                        var inside = ofProgram.processes(program.pid());
                        assertFalse(inside.isEmpty());
                        assertEquals(inside, ofDaemon.processes(program.pid()));
                    });
        }
    }
}
