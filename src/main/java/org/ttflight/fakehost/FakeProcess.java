package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A process in the made-up procfs. Changes are kept back until {@link #write}. Not thread-safe. */
public final class FakeProcess {
    private final Tree tree;
    private final int pid;
    private final List<Integer> innerPids = new ArrayList<>();
    private final List<Integer> devices = new ArrayList<>();
    private String name = "python3";
    private byte[] commandLine = "python3\0serve.py\0".getBytes(StandardCharsets.UTF_8);
    private int uid = 1000;
    private char state = 'S';
    private int threads = 8;
    private long startTicks = 987_654;
    private long userTicks = 10;
    private long systemTicks = 5;
    private long residentPages = 2000;
    private String cgroup = "0::/user.slice/user-1000.slice/session-2.scope\n";

    FakeProcess(Tree tree, int pid) {
        this.tree = tree;
        this.pid = pid;
    }

    /** Returns its pid. */
    public int pid() {
        return pid;
    }

    /** Sets the short name, as in {@code comm}. */
    public FakeProcess name(String name) {
        this.name = name;
        return this;
    }

    /** Sets the words of the command line; none for a process of the kernel. */
    public FakeProcess commandLine(String... words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(word).append('\0');
        }
        return commandLine(line.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sets the command line to these bytes. */
    public FakeProcess commandLine(byte[] bytes) {
        commandLine = bytes.clone();
        return this;
    }

    /** Sets the user; the directory also gets this owner where we may do that. */
    public FakeProcess uid(int uid) {
        this.uid = uid;
        return this;
    }

    /** Sets the state's letter, such as {@code S}, {@code R} or {@code Z}. */
    public FakeProcess state(char state) {
        this.state = state;
        return this;
    }

    /** Sets the number of threads. */
    public FakeProcess threads(int threads) {
        this.threads = threads;
        return this;
    }

    /** Sets the start, in ticks of 10 ms since boot. */
    public FakeProcess startTicks(long startTicks) {
        this.startTicks = startTicks;
        return this;
    }

    /** Sets the processor time used so far, in ticks of 10 ms. */
    public FakeProcess cpuTicks(long user, long system) {
        userTicks = user;
        systemTicks = system;
        return this;
    }

    /** Sets the memory it occupies, in pages. */
    public FakeProcess residentPages(long pages) {
        residentPages = pages;
        return this;
    }

    /** Sets the whole file {@code cgroup}, newlines included. */
    public FakeProcess cgroup(String content) {
        cgroup = content;
        return this;
    }

    /** Sets the pids it has in inner pid namespaces, the outermost first. */
    public FakeProcess innerPids(int... pids) {
        innerPids.clear();
        for (int inner : pids) {
            innerPids.add(inner);
        }
        return this;
    }

    /**
     * Sets the devices it has open, as its {@code fd} shows them, one descriptor each. The driver's
     * list is another file: {@link FakeDevice#openBy}.
     */
    public FakeProcess openFiles(int... ordinals) {
        devices.clear();
        for (int ordinal : ordinals) {
            devices.add(ordinal);
        }
        return this;
    }

    /** Writes what has changed; the process appears if it was not there. */
    public FakeProcess write() throws IOException {
        Path directory = directory();
        if (Files.isDirectory(directory)) {
            writeInto(directory);
        } else {
            Path staged = tree.staged();
            Files.createDirectories(
                    staged,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwxr-xr-x")));
            writeInto(staged);
            tree.replace(staged, directory);
        }
        return this;
    }

    /** Lets it end. */
    public void remove() throws IOException {
        tree.delete(directory());
    }

    /** Returns one of its files. */
    public FakeFile file(String file) {
        return new FakeFile(tree, directory().resolve(file));
    }

    private Path directory() {
        return tree.resolve("proc/" + pid);
    }

    private void writeInto(Path directory) throws IOException {
        write(directory, "comm", name + "\n");
        tree.write(directory.resolve("cmdline"), commandLine);
        write(directory, "status", status());
        write(directory, "stat", stat());
        write(directory, "statm", "250000 " + residentPages + " 500 300 0 1200 0\n");
        write(directory, "cgroup", cgroup);
        Path descriptors = tree.staged();
        Files.createDirectories(descriptors);
        for (int at = 0; at < devices.size(); at++) {
            tree.link(
                    descriptors.resolve(Integer.toString(at + 3)),
                    "/dev/tenstorrent/" + devices.get(at));
        }
        tree.delete(directory.resolve("fd"));
        tree.replace(descriptors, directory.resolve("fd"));
        try {
            Files.setAttribute(directory, "unix:uid", uid);
        } catch (IOException e) {
            // Only root may give files away.
        }
    }

    private void write(Path directory, String file, String content) throws IOException {
        tree.write(directory.resolve(file), content.getBytes(StandardCharsets.UTF_8));
    }

    private String status() {
        StringBuilder pids = new StringBuilder().append(pid);
        innerPids.forEach(inner -> pids.append('\t').append(inner));
        String ids = "\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid + "\n";
        return "Name:\t"
                + name
                + "\nUmask:\t0022\nState:\t"
                + state
                + "\nTgid:\t"
                + pid
                + "\nNgid:\t0\nPid:\t"
                + pid
                + "\nPPid:\t1\nUid:"
                + ids
                + "Gid:"
                + ids
                + "NStgid:\t"
                + pids
                + "\nNSpid:\t"
                + pids
                + "\nVmRSS:\t"
                + residentPages * 4
                + " kB\nThreads:\t"
                + threads
                + "\n";
    }

    private String stat() {
        return pid
                + " ("
                + name
                + ") "
                + state
                + " 1 "
                + pid
                + " "
                + pid
                + " 0 -1 4194560 100 0 0 0 "
                + userTicks
                + " "
                + systemTicks
                + " 0 0 20 0 "
                + threads
                + " 0 "
                + startTicks
                + " 1024000000 "
                + residentPages
                + " 18446744073709551615 1 1 0 0 0 0 0 16781312 0 0 0 0 17 3 0 0 0 0 0"
                + " 0 0 0 0 0 0 0 0\n";
    }
}
