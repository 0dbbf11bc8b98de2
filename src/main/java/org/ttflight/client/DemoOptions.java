package org.ttflight.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a demo workload does.
 *
 * @param socket where the daemon listens
 * @param processes how many processes, 1 to 64
 * @param devices how many devices, 1 to 32, numbered from 0. Each process uses its share of them;
 *     with more processes than devices, several processes share one
 * @param rate messages a second of each process, 1 to 1,000,000
 * @param duration how long; zero is until the handle is closed
 * @param leak whether the first process loses a little memory all the time
 * @param abandon whether the processes end without freeing anything
 * @param seed makes a run repeatable
 */
public record DemoOptions(
        Path socket,
        int processes,
        int devices,
        int rate,
        Duration duration,
        boolean leak,
        boolean abandon,
        long seed) {

    /** Checks the ranges. */
    public DemoOptions {
        require("processes", processes, 1, 64);
        require("devices", devices, 1, 32);
        require("rate", rate, 1, 1_000_000);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration " + duration + ": zero or more");
        }
    }

    /** Returns two processes on one device, 200 messages a second each, until closed. */
    public static DemoOptions defaults(Path socket) {
        return new DemoOptions(socket, 2, 1, 200, Duration.ZERO, false, false, 1);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + ": " + least + " to " + most);
        }
    }

    /** Returns the devices of a process, from 0. */
    public List<Integer> devicesOf(int process) {
        List<Integer> own = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            if (processes >= devices
                    ? process % devices == device
                    : device % processes == process) {
                own.add(device);
            }
        }
        return own;
    }

    /** Returns how many processes share one device, at most. */
    int share() {
        return Math.max(1, (processes + devices - 1) / devices);
    }
}
