package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code monitor} leaves behind on a terminal. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MonitorIT extends EndToEnd {
    /** Gives a command a terminal, and ends it in one of two ways once it has drawn frames. */
    private static final String ON_TERMINAL =
            """
            import os, pty, select, signal, sys, time
            end, command = sys.argv[1], sys.argv[2:]
            child, terminal = pty.fork()
            if child == 0:
                os.execvp(command[0], command)
            written, is_ended, deadline = b'', False, time.time() + 30
            while time.time() < deadline:
                if select.select([terminal], [], [], 0.1)[0]:
                    try:
                        chunk = os.read(terminal, 65536)
                    except OSError:
                        break
                    if not chunk:
                        break
                    written += chunk
                if not is_ended and written.count(b'tt-flight monitor, every') >= 2:
                    is_ended = True
                    if end == 'key':
                        os.write(terminal, b'\\x03')
                    else:
                        os.kill(child, signal.SIGTERM)
            else:
                os.kill(child, signal.SIGKILL)
            sys.stdout.buffer.write(written)
            """;

    @ParameterizedTest
    @ValueSource(strings = {"key", "signal"})
    void shouldGiveTheTerminalBack(String end) throws Exception {
        DaemonProcess daemon = daemon();
        List<String> words = new ArrayList<>(List.of("python3", "-c", ON_TERMINAL, end));
        words.addAll(
                Command.ttFlight("monitor", "-r", "100", "--socket", daemon.socket().toString()));
        String written = Command.run(words).orFail();
        String enter = "\u001b[?1049h\u001b[?25l";
        String leave = "\u001b[?25h\u001b[?1049l";
        assertTrue(written.contains(enter), written);
        assertTrue(written.endsWith(leave), written);
        assertEquals(written.indexOf(leave), written.lastIndexOf(leave));
    }
}
