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

    /** PID, user, name, device, DRAM, L1, CB, kernels. */
    private static final Pattern PROCESS =
            Pattern.compile(
                    "│ +(\\d+)  \\S+ +\\S+ +(\\d+) +" + (SIZE + " +").repeat(4) + "\\S+ +│");

    private Screen() {}

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
        for (String line : screen.lines().toList()) {
            Matcher row = PROCESS.matcher(line);
            if (row.matches()) {
                shown.put(
                        row.group(1) + " on " + row.group(2),
                        row.group(3)
                                + ", "
                                + row.group(4)
                                + ", "
                                + row.group(5)
                                + ", "
                                + row.group(6));
            }
        }
        assertEquals(expected, shown, screen);
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
