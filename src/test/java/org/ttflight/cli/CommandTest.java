package org.ttflight.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands with everything around them faked, but the socket real. */
abstract class CommandTest {
    @TempDir Path directory = Path.of("");

    final Map<String, String> environment = new HashMap<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Path socket() {
        return directory.resolve("a.sock");
    }

    Surroundings surroundings(boolean isTerminal) {
        environment.putIfAbsent("TT_ALLOC_SERVER_SOCKET", socket().toString());
        environment.putIfAbsent("TT_FLIGHT_HOST_ROOT", directory.resolve("host").toString());
        return new Surroundings(
                environment, stream(out), stream(err), isTerminal, true, ZoneOffset.UTC);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    int run(String... arguments) {
        return Main.run(arguments, surroundings(false));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
