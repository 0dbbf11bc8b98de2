package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A host of 32 devices and 1,000 processes whose files change, vanish and block at random: every
 * number is one that the file held, and nothing leaks. Twenty seconds by default; {@code
 * -Dttflight.soak.seconds=600} makes it the soak that bench/README.md tells of.
 */
@Timeout(value = 1200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostSoakIT extends EndToEnd {
    private static final int DEVICES = 32;
    private static final int PROCESSES = 1000;
    private static final int BEANS_OF_A_DEVICE = 8;
    private static final long SECONDS = Long.getLong("ttflight.soak.seconds", 20);
    private static final long SEED = Long.getLong("ttflight.soak.seed", System.nanoTime());
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long AUDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    /** What a daemon that is fully at work has. */
    private record Footprint(long threads, long descriptors, long beans) {}

    @Test
    void shouldPublishWhatTheFilesHoldAndLeakNothing() throws Exception {
        ChangingHost host =
                keep(new ChangingHost(directory.resolve("host"), DEVICES, PROCESSES, SEED));
        DaemonProcess daemon = daemon("--host-root", host.host.root().toString());
        HostAudit audit = new HostAudit(host);
        Beans beans = keep(Beans.attach(daemon.pid()));
        Await.passes(Await.LONG, () -> checkComplete(beans));
        Footprint before = footprint(beans);
        Duration cpuBefore = daemon.cpu();
        long began = System.nanoTime();

        soak(host, daemon, audit);

        Duration cpu = daemon.cpu().minus(cpuBefore);
        double seconds = (System.nanoTime() - began) / 1e9;
        host.calm();
        Await.passes(
                Duration.ofSeconds(30),
                () -> {
                    checkComplete(beans);
                    Footprint after = footprint(beans);
                    assertEquals(before.beans(), after.beans());
                    assertTrue(after.threads() <= before.threads() + 2, before + " " + after);
                    assertTrue(
                            after.descriptors() <= before.descriptors() + 2, before + " " + after);
                });
        System.out.printf(
                "soak of %.0f s, seed %d: %.1f ms of CPU a second, compared %s%n",
                seconds, SEED, cpu.toMillis() / seconds, audit.compared());
        assertEquals(List.of(), audit.mistakes(), "seed " + SEED);
        assertTrue(audit.compared().getOrDefault("temperature", 0) > 100, "compared too little");
        assertTrue(audit.compared().getOrDefault("held in shared memory", 0) > 100, "no slots");
    }

    private void soak(ChangingHost host, DaemonProcess daemon, HostAudit audit) throws Exception {
        long start = System.nanoTime();
        long nextAudit = start;
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
            long stepped = System.nanoTime();
            host.step();
            if (System.nanoTime() - nextAudit >= 0) {
                nextAudit = System.nanoTime() + AUDIT_NANOS;
                String answer = Asking.text(daemon.socket(), "snapshot");
                JsonObject document = JsonParser.parseString(answer).getAsJsonObject();
                audit.check(document);
            }
            LockSupport.parkNanos(STEP_NANOS - (System.nanoTime() - stepped));
        }
    }

    private static void checkComplete(Beans beans) throws Exception {
        assertEquals(DEVICES, beans.names("tenstorrent:type=Device,*"));
        assertEquals(PROCESSES, beans.names("tenstorrent:type=Process,*"));
        assertEquals(1 + DEVICES * BEANS_OF_A_DEVICE + PROCESSES, beans.names("tenstorrent:*"));
    }

    private static Footprint footprint(Beans beans) throws Exception {
        return new Footprint(
                beans.number("java.lang:type=Threading", "ThreadCount"),
                beans.number("java.lang:type=OperatingSystem", "OpenFileDescriptorCount"),
                beans.names("tenstorrent:*"));
    }
}
