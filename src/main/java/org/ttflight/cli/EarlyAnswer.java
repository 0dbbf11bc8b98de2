package org.ttflight.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the launch script has asked the daemon already while the JVM was starting. The JDK's own way
 * to a Unix socket begins with a random number generator and the configuration of all security
 * providers, which takes longer than the JVM itself.
 *
 * <p>The property {@code ttflight.answer} is a file descriptor, a colon, and the socket that was
 * asked. An answer that is none, or not whole, is left to the usual way, whose messages say why.
 */
final class EarlyAnswer {
    private static final String PROPERTY = "ttflight.answer";

    private EarlyAnswer() {}

    /** Returns the answer to the request for a snapshot; null if there is none. Good for once. */
    static @Nullable String take(String request, Path socket) {
        String place = System.getProperty(PROPERTY);
        if (place == null || !request.equals("snapshot")) {
            return null;
        }
        System.clearProperty(PROPERTY);
        int colon = place.indexOf(':');
        if (!socket.toString().equals(place.substring(colon + 1))) {
            return null;
        }
        String file = "/proc/self/fd/" + place.substring(0, Math.max(0, colon));
        try (InputStream in = new FileInputStream(file)) {
            byte[] answer = new byte[1 << 16];
            int length = 0;
            // readAllBytes() of JDK 17 asks a pipe for its position, which it has not.
            for (int read = 0; read >= 0; read = in.read(answer, length, answer.length - length)) {
                length += read;
                if (length == answer.length) {
                    answer = Arrays.copyOf(answer, length * 2);
                }
            }
            boolean isWhole = length > 0 && answer[length - 1] == '\n';
            return isWhole ? new String(answer, 0, length, StandardCharsets.UTF_8) : null;
        } catch (IOException e) {
            return null;
        }
    }
}
