package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the table that {@code tt-flight smi} prints, figure by figure as people read them. */
final class Screen {
    private static final String SIZE = "(\\d[\\d.]* \\w+)";

    /** DRAM, L1, CB, kernels. */
    private static final String SIZES = (SIZE + " +").repeat(4);

    /** PID, user, name, device or devices, and what it holds there together. */
    private static final Pattern PROCESS =
            Pattern.compile("│ +(\\d+)  \\S+ +\\S+ +([\\d,-]+) +" + SIZES + ".*│");

    /** A device, and what the process of the line above holds there. */
    private static final Pattern PART = Pattern.compile("│ +(\\d+) +" + SIZES + "│");

    private Screen() {}

    /**
     * @param screen with details, wide enough for the parts of L1
     */
    static void check(String screen, Account account) {
        SortedMap<String, String> expected = new TreeMap<>();
        account.byProcess()
                .keySet()
                .forEach(
                        place -> {
                            String row = place.pid() + " on " + place.device();
                            expected.put(row, figures(account, place.pid(), place.device()));
                        });
        SortedMap<String, String> shown = new TreeMap<>();
        String pid = "";
        for (String line : screen.lines().toList()) {
            Matcher process = PROCESS.matcher(line);
            Matcher part = PART.matcher(line);
            if (process.matches()) {
                pid = process.group(1);
                if (process.group(2).matches("\\d+")) {
                    shown.put(pid + " on " + process.group(2), figures(process, 3));
                }
            } else if (part.matches()) {
                shown.put(pid + " on " + part.group(1), figures(part, 2));
            }
        }
        assertEquals(expected, shown, screen);
    }

    private static String figures(Matcher row, int first) {
        return row.group(first)
                + ", "
                + row.group(first + 1)
                + ", "
                + row.group(first + 2)
                + ", "
                + row.group(first + 3);
    }

    private static String figures(Account account, long pid, int device) {
        long dram = account.used(pid, device, "DRAM") + account.used(pid, device, "TRACE");
        long circularBuffers = account.used(pid, device, "CB");
        long l1 =
                account.used(pid, device, "L1")
                        + account.used(pid, device, "L1_SMALL")
                        + circularBuffers;
        return readable(dram)
                + ", "
                + readable(l1)
                + ", "
                + readable(circularBuffers)
                + ", "
                + readable(account.used(pid, device, "KERNEL"));
    }

    private static String readable(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double amount = bytes;
        int unit = 0;
        while (amount >= (unit == 0 ? 1024 : 1023.95)) {
            amount /= 1024;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
    }
}
