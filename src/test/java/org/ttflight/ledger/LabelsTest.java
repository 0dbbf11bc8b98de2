package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names under which the ledger's enums go out into the world. */
class LabelsTest {
    @Test
    void shouldHaveUniqueAnomalyLabels() {
        Set<String> labels = new HashSet<>();
        Set<String> descriptions = new HashSet<>();
        for (Anomaly anomaly : Anomaly.values()) {
            assertTrue(anomaly.label().matches("[a-z][a-z_]*"), anomaly.label());
            assertTrue(labels.add(anomaly.label()), anomaly.label());
            assertTrue(descriptions.add(anomaly.description()), anomaly.description());
            assertFalse(anomaly.description().endsWith("."), anomaly.description());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, DRAM", "1, L1", "2, SYSTEM_MEMORY", "3, L1_SMALL", "4, TRACE"})
    void shouldHaveTheBufferTypesOfTheWire(int bufferType, MemoryType type) {
        assertEquals(type, MemoryType.ofBufferType(bufferType));
        assertEquals(bufferType, type.ordinal());
    }

    @ParameterizedTest
    @EnumSource(MemoryType.class)
    void shouldFindMemoryTypesByLabel(MemoryType type) {
        assertEquals(type, MemoryType.ofLabel(type.label()));
        assertEquals(type, MemoryType.ofLabel(type.label().toLowerCase(Locale.ROOT)));
        assertFalse(type.description().endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CIRCULAR_BUFFER", "dram ", "SRAM"})
    void shouldListTheMemoryTypesWhereALabelIsUnknown(String label) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> MemoryType.ofLabel(label));
        for (MemoryType type : MemoryType.values()) {
            assertTrue(String.valueOf(thrown.getMessage()).contains(type.label()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, APPLICATION",
        "1, FABRIC",
        "2, DISPATCH",
        "3, UNKNOWN",
        "255, UNKNOWN",
        "-1, UNKNOWN"
    })
    void shouldHaveTheKernelTypesOfTheWire(int code, KernelType type) {
        assertEquals(type, KernelType.ofCode(code));
    }

    @Test
    void shouldDescribeExits() {
        Set<String> descriptions = new HashSet<>();
        for (ExitReason reason : ExitReason.values()) {
            assertTrue(descriptions.add(reason.description()));
        }
        assertTrue(new ProcessIdentity(1, 2, 0, 0, 0).verified());
        assertFalse(new ProcessIdentity(1, 2, 0, 0, 3).verified());
    }
}
