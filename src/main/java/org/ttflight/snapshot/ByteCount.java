package org.ttflight.snapshot;

/** Bytes as people read them. Made by hand, as {@code String.format} is slow to start. */
public final class ByteCount {
    private static final String[] UNITS = {" KiB", " MiB", " GiB", " TiB", " PiB"};
    private static final String[] BRIEF_UNITS = {"K", "M", "G", "T", "P"};

    private ByteCount() {}

    /** Returns bytes with one decimal, such as {@code 12.5 MiB}. */
    public static String text(long bytes) {
        return scaled(bytes, " B", UNITS);
    }

    /** Returns the same where there is little room, as {@code ls -h} does: {@code 12.5M}. */
    public static String brief(long bytes) {
        return scaled(bytes, "B", BRIEF_UNITS);
    }

    private static String scaled(long bytes, String one, String[] units) {
        if (Math.abs(bytes) < 1024) {
            return bytes + one;
        }
        long size = Math.abs(bytes);
        int at = 0;
        long unit = 1024;
        long tenths = tenths(size, unit);
        while (tenths >= 10_240 && at < units.length - 1) {
            at++;
            unit <<= 10;
            tenths = tenths(size, unit);
        }
        return (bytes < 0 ? "-" : "") + tenths / 10 + "." + tenths % 10 + units[at];
    }

    /** Rounds half up. */
    private static long tenths(long bytes, long unit) {
        return bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
    }
}
