package org.ttflight.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads processes from procfs under a root that a test may choose. Thread-safe; every answer is as
 * fresh as the call, but for the time of boot and the page size, which do not change.
 */
public final class ProcFs {
    /** Linux has had 100 clock ticks a second for user space on every platform we run on. */
    static final long MILLIS_PER_TICK = 10;

    /** The page size in {@code /proc/self/auxv}: pairs of words, a type and a value. */
    private static final long AT_PAGESZ = 6;

    private static final int USUAL_PAGE_SIZE = 4096;

    /**
     * The time of boot is read again now and then, as it follows the wall clock when that is set.
     */
    private static final long BOOT_NANOS = 10_000_000_000L;

    private final Path root;
    private volatile @Nullable Boot boot;

    private record Boot(long epochMillis, long readNanos) {}

    /**
     * @param root where procfs is mounted, {@code /proc}
     */
    public ProcFs(Path root) {
        this.root = root;
    }

    /** Returns the process's start in clock ticks since boot, or -1 if there is none to be read. */
    public long startTicks(int pid) {
        ProcessStat stat = new ProcessStat();
        try {
            return stat(pid, stat) ? stat.startTicks() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    /**
     * Judges whether the process that had this pid and start time still runs. A zombie does not,
     * unless only its first thread has ended. What we may not read, runs.
     *
     * @param startTicks as {@link #startTicks} once returned; -1 accepts any process
     */
    public Liveness liveness(int pid, long startTicks) {
        ProcessStat stat = new ProcessStat();
        try {
            if (!stat(pid, stat)) {
                return Liveness.UNKNOWN;
            }
            if (stat.isDead()) {
                return Liveness.DEAD;
            }
            return startTicks >= 0 && stat.startTicks() != startTicks
                    ? Liveness.PID_REUSED
                    : Liveness.ALIVE;
        } catch (AccessDeniedException e) {
            return Liveness.ALIVE;
        } catch (NoSuchFileException e) {
            return hidesProcesses() ? Liveness.UNKNOWN : Liveness.DEAD;
        } catch (IOException e) {
            // ESRCH: it went away between open and read.
            return Files.exists(root.resolve(Integer.toString(pid)))
                    ? Liveness.UNKNOWN
                    : Liveness.DEAD;
        }
    }

    /** With hidepid a process of somebody else looks as if it were not there; so does init. */
    private boolean hidesProcesses() {
        return !Files.exists(root.resolve("1/stat"));
    }

    /** Reads what changes of a process; false if the file makes no sense. */
    boolean stat(int pid, ProcessStat into) throws IOException {
        return into.read(root.resolve(pid + "/stat"));
    }

    /**
     * Returns the size of a page of memory in bytes, as the kernel told this process at its start.
     */
    int pageSize() {
        try {
            ByteBuffer words = ByteBuffer.wrap(Files.readAllBytes(root.resolve("self/auxv")));
            words.order(ByteOrder.nativeOrder());
            while (words.remaining() >= 2 * Long.BYTES) {
                long type = words.getLong();
                long value = words.getLong();
                if (type == AT_PAGESZ && value >= 1024 && value <= 1 << 20) {
                    return (int) value;
                }
            }
        } catch (IOException e) {
            return USUAL_PAGE_SIZE;
        }
        return USUAL_PAGE_SIZE;
    }

    /** Returns the process's effective user, or -1 if it cannot be read. */
    public int uid(int pid) {
        String line = statusLine(pid, "Uid:");
        if (line == null) {
            return -1;
        }
        String[] ids = line.split("\\s+", -1);
        try {
            return ids.length > 1 ? Integer.parseUnsignedInt(ids[1]) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * Returns the pids the process has, from the reader's pid namespace down to its own; one number
     * means that the two are the same. Empty if it cannot be read.
     */
    public List<Integer> namespacePids(int pid) {
        List<Integer> pids = new ArrayList<>();
        String line = statusLine(pid, "NSpid:");
        if (line != null) {
            for (String number : line.split("\\s+", -1)) {
                try {
                    pids.add(Integer.parseInt(number));
                } catch (NumberFormatException e) {
                    return List.of();
                }
            }
        }
        return pids;
    }

    /** Returns the pids of all processes that can be seen. */
    public List<Integer> pids() {
        List<Integer> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[1-9]*")) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.length() < 10 && name.chars().allMatch(Character::isDigit)) {
                    pids.add(Integer.parseInt(name));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return pids;
    }

    /** Returns what people call the process; what cannot be read is null. */
    public ProcessDescription describe(int pid) {
        String arguments = readOrNull(root.resolve(pid + "/cmdline"));
        String shortName = readOrNull(root.resolve(pid + "/comm"));
        String commandLine =
                arguments == null || arguments.isEmpty()
                        ? null
                        : arguments.replace('\0', ' ').strip();
        String name = nameOf(arguments, shortName);
        String paths = readOrNull(root.resolve(pid + "/cgroup"));
        ControlGroups groups = paths == null ? ControlGroups.NONE : ControlGroups.parse(paths);
        return new ProcessDescription(
                name,
                user(pid),
                commandLine,
                startEpochMillis(pid),
                groups.container(),
                groups.pod());
    }

    /** Returns the kernel's own, short name of the process, or null if it cannot be read. */
    public @Nullable String shortName(int pid) {
        String name = readOrNull(root.resolve(pid + "/comm"));
        return name == null || name.isBlank() ? null : name.strip();
    }

    private static @Nullable String nameOf(@Nullable String arguments, @Nullable String shortName) {
        if (arguments != null && !arguments.isEmpty()) {
            String[] words = arguments.split("\0", -1);
            String last = lastPart(words[0], '/');
            if (last.equals("java")) {
                last = javaProgram(words);
            }
            if (!last.isBlank()) {
                return last;
            }
        }
        return shortName == null || shortName.isBlank() ? null : shortName.strip();
    }

    /** A JVM is known by its main class or jar; "java" where the command line names none. */
    private static String javaProgram(String[] words) {
        for (int at = 1; at < words.length; at++) {
            String word = words[at];
            boolean takesValue =
                    word.equals("-cp")
                            || word.equals("-classpath")
                            || word.equals("--class-path")
                            || word.equals("-p")
                            || word.equals("--module-path")
                            || word.equals("--add-exports")
                            || word.equals("--add-opens")
                            || word.equals("--add-modules");
            if (takesValue) {
                at++;
            } else if (word.equals("-m") || word.equals("--module") || word.equals("-jar")) {
                return at + 1 < words.length ? lastPart(words[at + 1], '/') : "java";
            } else if (!word.startsWith("-") && !word.startsWith("@") && !word.isBlank()) {
                return lastPart(word, '.');
            }
        }
        return "java";
    }

    private static String lastPart(String word, char separator) {
        return word.substring(word.lastIndexOf(separator) + 1);
    }

    private @Nullable String user(int pid) {
        try {
            return Files.getOwner(root.resolve(Integer.toString(pid))).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private @Nullable Long startEpochMillis(int pid) {
        long ticks = startTicks(pid);
        Boot booted = ticks < 0 ? null : boot();
        return booted == null ? null : booted.epochMillis + ticks * MILLIS_PER_TICK;
    }

    /** The file is long on a big host: a number for every interrupt. */
    private @Nullable Boot boot() {
        Boot known = boot;
        if (known != null && System.nanoTime() - known.readNanos < BOOT_NANOS) {
            return known;
        }
        String stat = readOrNull(root.resolve("stat"), 1 << 20);
        int at = stat == null ? -1 : ("\n" + stat).indexOf("\nbtime ");
        if (stat == null || at < 0) {
            return null;
        }
        int end = stat.indexOf('\n', at);
        String seconds = stat.substring(at + 6, end < 0 ? stat.length() : end).strip();
        try {
            Boot read = new Boot(Long.parseLong(seconds) * 1000, System.nanoTime());
            boot = read;
            return read;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable String statusLine(int pid, String key) {
        String status = readOrNull(root.resolve(pid + "/status"));
        if (status == null) {
            return null;
        }
        return status.lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(key.length()).strip())
                .orElse(null);
    }

    private static @Nullable String readOrNull(Path file) {
        return readOrNull(file, 64 * 1024);
    }

    private static @Nullable String readOrNull(Path file, int limit) {
        try {
            return read(file, limit);
        } catch (IOException e) {
            return null;
        }
    }

    /** Procfs files have no size, so they are read until they end, or until the limit. */
    private static String read(Path file, int limit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.min(limit, 4096));
            while (channel.read(bytes) >= 0 && bytes.position() < limit) {
                if (!bytes.hasRemaining()) {
                    ByteBuffer bigger = ByteBuffer.allocate(Math.min(limit, bytes.capacity() * 4));
                    bigger.put(bytes.flip());
                    bytes = bigger;
                }
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
