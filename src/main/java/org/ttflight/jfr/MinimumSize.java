package org.ttflight.jfr;

/** The setting {@code minimumSize}: only buffers of at least so many bytes are recorded. */
final class MinimumSize extends ThinningSetting {
    /** For JFR. */
    MinimumSize() {
        super(0);
    }

    @Override
    long parse(String text) {
        return ByteSize.parse(text);
    }

    boolean accepts(long size) {
        return size >= value();
    }
}
