package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostDevicesTest {
    /** So that the clock's numbers end during the test. */
    private static long at(long nanos) {
        return Long.MAX_VALUE - 5 + nanos;
    }

    private final LostDevices lost = new LostDevices(1000, 3);

    private static HostDevice device(int ordinal, @Nullable String asicId, @Nullable String slot) {
        return IdentityReader.device(
                ordinal, asicId, new DeviceIdentity(null, null, slot, null, null, Map.of()));
    }

    private void add(int ordinal, @Nullable String asicId, @Nullable String slot, long nanos) {
        lost.add(
                new LostDevice(device(ordinal, asicId, slot), 0),
                nanos,
                new DeviceMeters(HostWatch.Options.DEFAULTS));
    }

    private List<Integer> ordinals() {
        return lost.devices().stream().map(each -> each.device().ordinal()).toList();
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3} {4} {5}: {6}")
    @CsvSource({
        "0, A, x, 0, A, x, true",
        "0, A, x, 5, A, y, true",
        "0, A, x, 0, B, x, false", // another chip in the same slot
        "0, A, x, 0,  , x, true", // the id may come later
        "0,  , x, 0, A, x, true",
        "0,  , x, 0,  , x, true",
        "0,  , x, 1,  , x, false",
        "0,  , x, 0,  , y, false",
        "0,  ,  , 0,  ,  , false",
    })
    void shouldRecognizeAChipByItsIdElseByItsPlace(
            int ordinal, String id, String slot, int other, String otherId, String at, boolean is) {
        add(ordinal, id, slot, at(0));
        LostDevices.Entry entry = lost.take(device(other, otherId, at));
        assertEquals(is, entry != null);
        assertEquals(is ? List.of() : List.of(ordinal), ordinals());
    }

    @Test
    void shouldForgetTheOldestOfTooMany() {
        for (int ordinal = 0; ordinal < 5; ordinal++) {
            add(ordinal, "ID" + ordinal, "x", at(0));
        }
        assertEquals(List.of(4, 3, 2), ordinals());
        assertNull(lost.take(device(1, "ID1", "x")));
        assertNotNull(lost.take(device(3, "ID3", "x")));
        assertEquals(List.of(4, 2), ordinals());
    }

    @Test
    void shouldForgetWhatIsTooLongAgo() {
        add(0, "A", "x", at(0));
        add(1, "B", "y", at(500));
        lost.forgetOld(at(1000));
        assertEquals(List.of(1, 0), ordinals());
        lost.forgetOld(at(1001));
        assertEquals(List.of(1), ordinals());
        lost.forgetOld(at(1501));
        assertEquals(List.of(), ordinals());
    }
}
