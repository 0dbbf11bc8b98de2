package org.ttflight.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Tells who has which device open.
 *
 * <p>Since driver 2.5, {@code /proc/driver/tenstorrent/N/pids} has a line for every open file: the
 * pid in the reader's pid namespace, or 0 for a process that is not visible there. Pids of the dead
 * are passed on as the driver gives them. A driver without that file is asked about through {@link
 * OpenFiles}.
 *
 * <p>Not thread-safe.
 */
final class HolderReader {
    /** Enough for a hundred thousand open files. */
    private static final int LIMIT = 1 << 20;

    private static final int MAX_PID = 1 << 30;

    private final Path driver;
    private final OpenFiles openFiles;
    private final int ourPid = (int) ProcessHandle.current().pid();
    private ByteBuffer buffer = ByteBuffer.allocate(8192);
    private int[] pids = new int[64];

    HolderReader(HostRoots roots, ProcFs procFs) {
        this(roots, procFs, System::nanoTime);
    }

    HolderReader(HostRoots roots, ProcFs procFs, LongSupplier nanoTime) {
        this.driver = roots.driver();
        this.openFiles = new OpenFiles(roots.proc(), procFs, nanoTime);
    }

    /** Returns the holders of each of these devices. */
    Map<Integer, Holders> read(Collection<Integer> ordinals) {
        Map<Integer, Holders> holders = new TreeMap<>();
        for (int ordinal : ordinals) {
            holders.put(ordinal, read(ordinal));
        }
        return holders;
    }

    /** Returns the holders of one device. */
    Holders read(int ordinal) {
        Path file = driver.resolve(ordinal + "/pids");
        try {
            readWhole(file);
        } catch (NoSuchFileException e) {
            return openFiles.holders(ordinal, ourPid);
        } catch (IOException e) {
            return new Holders(List.of(), 0, Holders.Source.UNKNOWN, file + ": " + words(e));
        }
        return parse();
    }

    private static String words(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void readWhole(Path file) throws IOException {
        buffer.clear();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0 && buffer.position() < LIMIT) {
                if (!buffer.hasRemaining()) {
                    ByteBuffer bigger = ByteBuffer.allocate(buffer.capacity() * 2);
                    buffer = bigger.put(buffer.flip());
                }
            }
        }
        buffer.flip();
    }

    private Holders parse() {
        int count = 0;
        int elsewhere = 0;
        int strange = 0;
        String firstStrange = null;
        byte[] bytes = buffer.array();
        int length = buffer.limit();
        for (int start = 0, end; start < length; start = end + 1) {
            end = start;
            while (end < length && bytes[end] != '\n') {
                end++;
            }
            int pid = pid(bytes, start, end);
            if (pid == 0) {
                elsewhere++;
            } else if (pid > 0) {
                if (count == pids.length) {
                    pids = Arrays.copyOf(pids, count * 2);
                }
                pids[count++] = pid;
            } else if (end > start) {
                strange++;
                firstStrange = firstStrange == null ? text(bytes, start, end) : firstStrange;
            }
        }
        String detail = firstStrange == null ? null : strangeLines(strange, firstStrange);
        if (length >= LIMIT) {
            String cut = "only the first " + LIMIT + " bytes were read";
            detail = detail == null ? cut : cut + "; " + detail;
        }
        return new Holders(distinct(count), elsewhere, Holders.Source.DRIVER, detail);
    }

    private List<Integer> distinct(int count) {
        Arrays.sort(pids, 0, count);
        List<Integer> distinct = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (pids[i] != ourPid && (i == 0 || pids[i] != pids[i - 1])) {
                distinct.add(pids[i]);
            }
        }
        return distinct;
    }

    private static String strangeLines(int count, String first) {
        return count == 1
                ? "a line is no pid: '" + first + "'"
                : count + " lines are no pids, the first is '" + first + "'";
    }

    /** Returns -1 for what is no pid; blanks around it do not matter. */
    private static int pid(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && bytes[from] <= ' ' && bytes[from] > 0) {
            from++;
        }
        while (to > from && bytes[to - 1] <= ' ' && bytes[to - 1] > 0) {
            to--;
        }
        long pid = from == to ? -1 : 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || pid > MAX_PID) {
                return -1;
            }
            pid = pid * 10 + digit;
        }
        return pid > MAX_PID ? -1 : (int) pid;
    }

    private static String text(byte[] bytes, int start, int end) {
        String line = new String(bytes, start, Math.min(end - start, 40), StandardCharsets.UTF_8);
        return line.replaceAll("\\p{Cntrl}", "?");
    }
}
