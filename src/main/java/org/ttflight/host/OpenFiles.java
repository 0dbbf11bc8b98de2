package org.ttflight.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which processes have which device open, by the links in {@code /proc/PID/fd}. The links are read,
 * never followed. Where a link by id was opened, the kernel shows the device itself.
 *
 * <p>Looks at every open file of the host, so only once in a while; until then it gives the same
 * answer. A container that was given a device under another number shows that number. Not
 * thread-safe.
 */
final class OpenFiles {
    private static final String DEVICE = "/dev/tenstorrent/";
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final Path proc;
    private final ProcFs procFs;
    private final LongSupplier nanoTime;
    private Map<Integer, TreeSet<Integer>> pidsByOrdinal = Map.of();
    private int forbidden;
    private boolean isListed;
    private boolean wasRead;
    private long readNanos;

    OpenFiles(Path proc, ProcFs procFs, LongSupplier nanoTime) {
        this.proc = proc;
        this.procFs = procFs;
        this.nanoTime = nanoTime;
    }

    /** Returns who has this device open, without ourselves. */
    Holders holders(int ordinal, int ourPid) {
        long now = nanoTime.getAsLong();
        if (!wasRead || now - readNanos >= FRESH_NANOS) {
            readAll(ourPid);
            wasRead = true;
            readNanos = now;
        }
        if (!isListed) {
            return new Holders(List.of(), 0, Holders.Source.UNKNOWN, proc + " lists no processes");
        }
        TreeSet<Integer> pids = pidsByOrdinal.getOrDefault(ordinal, new TreeSet<>());
        return new Holders(new ArrayList<>(pids), 0, Holders.Source.OPEN_FILES, detail(forbidden));
    }

    static @Nullable String detail(int forbidden) {
        return forbidden == 0
                ? null
                : "the open files of "
                        + forbidden
                        + (forbidden == 1 ? " process" : " processes")
                        + " may not be looked at: run as root, or load driver 2.5 or newer";
    }

    private void readAll(int ourPid) {
        pidsByOrdinal = new TreeMap<>();
        forbidden = 0;
        List<Integer> pids = procFs.pids();
        isListed = !pids.isEmpty();
        for (int pid : pids) {
            if (pid != ourPid) {
                readOne(pid);
            }
        }
    }

    private void readOne(int pid) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
            for (Path link : links) {
                int ordinal = ordinal(link);
                if (ordinal >= 0) {
                    pidsByOrdinal.computeIfAbsent(ordinal, key -> new TreeSet<>()).add(pid);
                }
            }
        } catch (AccessDeniedException e) {
            forbidden++;
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended, or ends while we look.
        }
    }

    /** Returns the device behind an open file, or -1 if it is none, or was closed meanwhile. */
    private static int ordinal(Path link) {
        String target;
        try {
            target = Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return -1;
        }
        int digits = target.length() - DEVICE.length();
        if (!target.startsWith(DEVICE) || digits < 1 || digits > 6) {
            return -1;
        }
        for (int i = DEVICE.length(); i < target.length(); i++) {
            if (target.charAt(i) < '0' || target.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(target.substring(DEVICE.length()));
    }
}
