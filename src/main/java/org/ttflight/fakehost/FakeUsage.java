package org.ttflight.fakehost;

/**
 * Bytes by memory type, as shared memory has them. They may be negative, since the real ones
 * sometimes are.
 *
 * @param kernel only in version 1
 */
public record FakeUsage(long dram, long l1, long l1Small, long trace, long cb, long kernel) {
    /** Nothing. */
    public static final FakeUsage NONE = new FakeUsage(0, 0, 0, 0, 0, 0);

    /** Makes one without kernels. */
    public FakeUsage(long dram, long l1, long l1Small, long trace, long cb) {
        this(dram, l1, l1Small, trace, cb, 0);
    }

    /** Returns the sum. */
    public FakeUsage plus(FakeUsage other) {
        return new FakeUsage(
                dram + other.dram,
                l1 + other.l1,
                l1Small + other.l1Small,
                trace + other.trace,
                cb + other.cb,
                kernel + other.kernel);
    }
}
