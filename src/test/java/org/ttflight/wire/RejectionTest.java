package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectionTest {
    @Test
    void shouldHaveUniqueLabelsAndDescriptions() {
        Set<String> labels = new HashSet<>();
        Set<String> descriptions = new HashSet<>();
        for (Rejection rejection : Rejection.values()) {
            assertTrue(labels.add(rejection.label()), rejection.label());
            assertTrue(descriptions.add(rejection.description()), rejection.description());
        }
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void shouldBeFitToPublish(Rejection rejection) {
        assertTrue(rejection.label().matches("[a-z][a-z0-9_]*"), rejection.label());
        assertFalse(rejection.description().isBlank());
        assertFalse(rejection.description().endsWith("."), rejection.description());
    }

    @ParameterizedTest
    @EnumSource(
            value = Rejection.class,
            names = {
                "NONE",
                "UNKNOWN_TYPE",
                "NOT_A_REQUEST",
                "DEVICE_OUT_OF_RANGE",
                "SIZE_OUT_OF_RANGE",
                "UNKNOWN_BUFFER_TYPE",
                "CLAIMED_PID"
            })
    void shouldKeepTheConnectionWhereOnlyOneMessageIsBad(Rejection rejection) {
        assertFalse(rejection.closes());
    }

    @ParameterizedTest
    @EnumSource(
            value = Rejection.class,
            names = {"WRONG_PADDING", "TOO_MANY_ERRORS", "FOREIGN_.*", "HALF_FRAME", "TEXT_ONLY"},
            mode = EnumSource.Mode.MATCH_ANY)
    void shouldCloseTheConnectionWhereFramesAreLost(Rejection rejection) {
        assertTrue(rejection.closes());
    }

    @Test
    void shouldNameTheForeignProtocols() {
        assertEquals("foreign_32", Rejection.FOREIGN_32.label());
        assertTrue(Rejection.FOREIGN_24.description().contains("realtime_monitor.py"));
        assertTrue(Rejection.FOREIGN_32.description().contains("instrumented_helpers.hpp"));
        assertTrue(Rejection.FOREIGN_104.description().contains("dump_kernels.py"));
    }
}
