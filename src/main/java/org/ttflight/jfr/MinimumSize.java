package org.ttflight.jfr;

import java.util.Set;
import jdk.jfr.SettingControl;

/**
 * The setting {@code minimumSize}: only buffers of at least so many bytes are recorded.
 *
 * <p>JFR makes one instance for each event. It calls {@link #accepts} from {@code commit()}, and
 * would do so again for each {@code shouldCommit()}: never call that one.
 */
final class MinimumSize extends SettingControl {
    private static final String DEFAULT = "0";

    private volatile long bytes;

    /** For JFR. */
    MinimumSize() {}

    /** Returns the smallest; a text that makes no sense is not counted. */
    @Override
    public String combine(Set<String> values) {
        return LeastRestrictive.of(values, ByteSize::parse, DEFAULT);
    }

    /** Makes it this; a text that makes no sense changes nothing. */
    @Override
    public void setValue(String value) {
        bytes = LeastRestrictive.parse(value, ByteSize::parse, bytes);
    }

    /** Returns what is in force, in bytes. */
    @Override
    public String getValue() {
        return Long.toString(bytes);
    }

    boolean accepts(long size) {
        return size >= bytes;
    }
}
