package org.ttflight.vendor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor's snapshot says of the host; {@code N/A} where its files do not tell.
 *
 * @param distribution such as {@code Ubuntu 22.04.5 LTS}
 * @param kernel the release, such as {@code 6.8.0-45-generic}
 * @param hostname without a domain, unless it was given one
 * @param platform the machine, as the kernel names it
 * @param memory all that the kernel uses, such as {@code 125.51 GB}; their GB has 2^30 bytes
 */
public record HostFacts(
        String distribution, String kernel, String hostname, String platform, String memory) {
    private static final Pattern PRETTY_NAME =
            Pattern.compile("(?m)^PRETTY_NAME=[\"']?(.*?)[\"']?\\s*$");
    private static final Pattern VERSION = Pattern.compile("^Linux version (\\S+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d{1,15}) kB");
    private static final double KIB_IN_GIB = 1 << 20;

    /**
     * Reads them.
     *
     * @param root the host's own root, for {@code etc}
     * @param proc procfs
     */
    public static HostFacts read(Path root, Path proc) {
        return new HostFacts(
                known(
                        match(PRETTY_NAME, text(root.resolve("etc/os-release"))),
                        match(PRETTY_NAME, text(root.resolve("usr/lib/os-release")))),
                known(
                        text(proc.resolve("sys/kernel/osrelease")),
                        match(VERSION, text(proc.resolve("version")))),
                known(
                        text(proc.resolve("sys/kernel/hostname")),
                        text(root.resolve("etc/hostname"))),
                platform(System.getProperty("os.arch", "")),
                memory(match(TOTAL, text(proc.resolve("meminfo")))));
    }

    /** Java's names of machines are not the kernel's. */
    static String platform(String architecture) {
        return switch (architecture) {
            case "amd64" -> "x86_64";
            case "" -> PythonNumbers.UNKNOWN;
            default -> architecture;
        };
    }

    private static String memory(@Nullable String kibibytes) {
        return kibibytes == null
                ? PythonNumbers.UNKNOWN
                : String.format(Locale.ROOT, "%.2f GB", Long.parseLong(kibibytes) / KIB_IN_GIB);
    }

    private static String known(@Nullable String first, @Nullable String second) {
        if (first != null && !first.isEmpty()) {
            return first;
        }
        return second == null || second.isEmpty() ? PythonNumbers.UNKNOWN : second;
    }

    private static @Nullable String match(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static @Nullable String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
