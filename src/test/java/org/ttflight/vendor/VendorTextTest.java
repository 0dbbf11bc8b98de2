package org.ttflight.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, command lines and the host's facts, where Python and Java would differ. */
class VendorTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            nullValues = "-",
            value = {
                "0.745|4|2|0.74",
                "0.795|4|2|0.80",
                "0.125|4|2|0.12",
                "41|5|1| 41.0",
                "0|5|1|  0.0",
                "500|4|0| 500",
                "1350|4|0|1350",
                "12345|4|0|12345",
                "-5.04|4|1|-5.0",
                "90|2|0|90",
                "-|5|1|N/A"
            })
    void shouldPadAndRoundAsPythonDoes(
            @Nullable Double value, int width, int decimals, String expected) {
        assertEquals(expected, PythonNumbers.fixed(value, width, decimals));
    }

    @Test
    void shouldDivideDownwards() {
        assertEquals("7312", PythonNumbers.whole(43_874.0, 6));
        assertEquals("0", PythonNumbers.whole(5.0, 6));
        assertEquals("4294967294", PythonNumbers.whole(4_294_967_294.0, 1));
        assertEquals("N/A", PythonNumbers.whole(null, 6));
        assertEquals("0xfffb0000", PythonNumbers.hex(0xfffb0000L));
    }

    @Test
    void shouldEscapeCommandLines() {
        assertEquals("a b c", VendorProcesses.commandLine(" a\nb\0c \n", null));
        assertEquals(
                "\\xe5\\x90\\x8d\\x1b[2J\\x09", VendorProcesses.commandLine("名\u001b[2J\t", "x"));
        assertEquals("\\xef\\xbf\\xbd", VendorProcesses.commandLine("\ufffd", "x"));
        assertEquals("kworker", VendorProcesses.commandLine(null, "kworker"));
        assertEquals("kworker", VendorProcesses.commandLine(" ", "kworker"));
        assertEquals("?", VendorProcesses.commandLine(null, null));
        assertEquals("?", VendorProcesses.commandLine("", "\n"));
    }

    @Test
    void shouldNotGuessWhatTheHostDoesNotSay(@TempDir Path root) throws IOException {
        HostFacts nothing = HostFacts.read(root, root.resolve("proc"));
        assertEquals(new HostFacts("N/A", "N/A", "N/A", nothing.platform(), "N/A"), nothing);

        Files.createDirectories(root.resolve("usr/lib"));
        Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("usr/lib/os-release"), "PRETTY_NAME=Debian\nID=debian\n");
        Files.writeString(root.resolve("etc/hostname"), "box\n");
        Files.writeString(root.resolve("proc/version"), "Linux version 6.1.0 (gcc)\n");
        Files.writeString(root.resolve("proc/meminfo"), "MemTotal: much\n");
        assertEquals(
                new HostFacts("Debian", "6.1.0", "box", nothing.platform(), "N/A"),
                HostFacts.read(root, root.resolve("proc")));
        assertEquals("x86_64", HostFacts.platform("amd64"));
        assertEquals("aarch64", HostFacts.platform("aarch64"));
        assertEquals("N/A", HostFacts.platform(""));
    }
}
