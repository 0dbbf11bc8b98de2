package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {
    @Test
    void shouldReadWhatSttySays() {
        assertEquals(new TerminalSize(24, 80), TerminalSize.parse("24 80\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "0 0\n", "0 80", "24 0", "stty: 12", "24 80 1"})
    void shouldNotBelieveWhatIsNoSize(String answer) {
        assertNull(TerminalSize.parse(answer));
    }
}
