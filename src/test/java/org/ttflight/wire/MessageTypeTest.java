package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTypeTest {
    @ParameterizedTest
    @CsvSource({
        " 1, ALLOC,                true,  false",
        " 2, FREE,                 true,  false",
        " 3, QUERY,                true,  true",
        " 4, RESPONSE,             false, false",
        " 5, DUMP_REMAINING,       true,  false",
        " 6, DEVICE_INFO_QUERY,    true,  true",
        " 7, DEVICE_INFO_RESPONSE, false, false",
        " 8, CB_ALLOC,             true,  false",
        " 9, CB_FREE,              true,  false",
        "10, KERNEL_LOAD,          true,  false",
        "11, KERNEL_UNLOAD,        true,  false",
        "12, DUMP_KERNELS,         true,  false",
    })
    void shouldHaveTheCodesOfTheProtocol(
            int code, MessageType type, boolean isRequest, boolean isAnswered) {
        assertEquals(code, type.code());
        assertEquals(type, MessageType.of(code));
        assertEquals(isRequest, type.isRequest());
        assertEquals(isAnswered, type.isAnswered());
    }

    @Test
    void shouldKnowNoOtherCode() {
        for (int code = 0; code < 256; code++) {
            if (code >= 1 && code <= 12) {
                assertNotNull(MessageType.of(code), "code " + code);
            } else {
                assertNull(MessageType.of(code), "code " + code);
            }
        }
    }
}
