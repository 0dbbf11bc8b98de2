package org.ttflight.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ttflight.client.LiveBuffers.Kind;
import org.ttflight.client.LiveBuffers.Removed;

class LiveBuffersTest {
    private final LiveBuffers live = new LiveBuffers(10_000);

    private boolean add(int type, long id, long size, boolean told) {
        return live.add(Kind.BUFFER, type, 0, id, size, 0, told);
    }

    @Test
    void shouldFreeTheNewestOfEqualAddresses() {
        add(0, 8, 100, true);
        add(1, 8, 200, false);
        assertEquals(Removed.UNTOLD, live.remove(Kind.BUFFER, 0, 8));
        assertEquals(Removed.TOLD, live.remove(Kind.BUFFER, 0, 8));
        assertEquals(Removed.UNKNOWN, live.remove(Kind.BUFFER, 0, 8));
    }

    @Test
    void shouldKeepKindsAndDevicesApart() {
        add(0, 8, 100, true);
        assertEquals(Removed.UNKNOWN, live.remove(Kind.CIRCULAR_BUFFER, 0, 8));
        assertEquals(Removed.UNKNOWN, live.remove(Kind.KERNEL, 0, 8));
        assertEquals(Removed.UNKNOWN, live.remove(Kind.BUFFER, 1, 8));
        assertEquals(1, live.count());
    }

    @Test
    void shouldReplaceABufferOfAnotherSize() {
        add(0, 8, 100, true);
        add(0, 8, 100, true);
        add(0, 8, 300, true);
        assertEquals(Removed.TOLD, live.remove(Kind.BUFFER, 0, 8));
        assertEquals(0, live.count());
        assertEquals(0, live.untold());
    }

    @Test
    void shouldReplaceACircularBufferOfTheSameSize() {
        live.add(Kind.CIRCULAR_BUFFER, 0, 0, 8, 100, 0, true);
        live.add(Kind.CIRCULAR_BUFFER, 0, 0, 8, 100, 0, true);
        live.remove(Kind.CIRCULAR_BUFFER, 0, 8);
        assertEquals(0, live.count());
    }

    @Test
    void shouldTellEveryReferenceOnce() {
        for (int id = 0; id < 1000; id++) {
            add(id % 5, id * 4096L, 1 + id, false);
            add(id % 5, id * 4096L, 1 + id, false);
        }
        for (int id = 0; id < 1000; id += 2) {
            live.remove(Kind.BUFFER, 0, id * 4096L);
        }
        long[] told = new long[1000];
        while (live.tellNext()) {
            int id = (int) (live.id() / 4096);
            assertEquals(1 + id, live.size());
            assertEquals(id % 5, live.type());
            told[id]++;
        }
        for (int id = 0; id < 1000; id++) {
            assertEquals(1 + id % 2, told[id]);
        }
        live.forgetTold();
        assertEquals(1500, live.untold());
    }

    @Test
    void shouldRefuseWhatIsBeyondTheLimit() {
        LiveBuffers two = new LiveBuffers(2);
        assertTrue(two.add(Kind.BUFFER, 0, 0, 1, 1, 0, true));
        assertTrue(two.add(Kind.BUFFER, 0, 0, 2, 1, 0, true));
        assertFalse(two.add(Kind.BUFFER, 0, 0, 3, 1, 0, true));
        assertTrue(two.add(Kind.BUFFER, 0, 0, 2, 1, 0, true), "a reference needs no room");
        assertFalse(new LiveBuffers(0).add(Kind.BUFFER, 0, 0, 1, 1, 0, false));
    }

    @Test
    void shouldNotTellWhenEmpty() {
        assertFalse(live.tellNext());
        assertEquals(Removed.UNKNOWN, live.remove(Kind.BUFFER, 0, 1));
    }
}
