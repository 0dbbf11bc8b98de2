package org.ttflight.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Screens as they must look, in {@code src/test/resources/org/ttflight/screen}. After a change that
 * is meant, {@code TT_FLIGHT_UPDATE_GOLDENS=1 mvn … test} writes them anew; read the difference.
 */
public final class Golden {
    private Golden() {}

    public static void check(String name, String screen) throws IOException {
        Path file = Path.of("test/resources/org/ttflight/screen", name + ".txt");
        if ("1".equals(System.getenv("TT_FLIGHT_UPDATE_GOLDENS"))) {
            Files.writeString(file, screen);
        }
        assertEquals(Files.readString(file, StandardCharsets.UTF_8), screen);
    }
}
