package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A terminal of tmux with a shell in it. */
final class TmuxPane implements AutoCloseable {
    static final String PROMPT = "ready> ";

    private final Path socket;

    private TmuxPane(Path socket) {
        this.socket = socket;
    }

    /** Returns whether there is a tmux. */
    static boolean isThere() throws Exception {
        try {
            return Command.run(List.of("tmux", "-V")).code() == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    static TmuxPane start(Path directory, int columns, int rows) throws Exception {
        TmuxPane pane = new TmuxPane(directory.resolve("tmux.sock"));
        pane.tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(rows),
                "env -u NO_COLOR LC_ALL=C.UTF-8 PS1='" + PROMPT + "' bash --norc --noprofile");
        pane.awaits(PROMPT.strip());
        return pane;
    }

    private String tmux(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        words.addAll(List.of(arguments));
        return Command.run(words).orFail();
    }

    /** Presses keys, by their names in tmux. */
    void press(String... keys) throws Exception {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        tmux(words.toArray(new String[0]));
    }

    /** Types a line. */
    void type(String line) throws Exception {
        tmux("send-keys", "-l", line);
        press("Enter");
    }

    void resize(int columns, int rows) throws Exception {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** Returns what is on the screen. */
    String screen() throws Exception {
        return tmux("capture-pane", "-p");
    }

    String format(String format) throws Exception {
        return tmux("display-message", "-p", format).strip();
    }

    /** Waits until the screen has this. */
    String awaits(String text) throws Exception {
        return awaits(screen -> screen.contains(text), text);
    }

    /** Waits until the screen is as it shall be. */
    String awaits(Predicate<String> condition, String what) throws Exception {
        String[] screen = {""};
        Await.passes(
                Await.LONG,
                () -> {
                    screen[0] = screen();
                    assertTrue(
                            condition.test(screen[0]), () -> "no " + what + " in:\n" + screen[0]);
                });
        return screen[0];
    }

    /** Returns the process that the shell runs. */
    long child() throws Exception {
        long shell = Long.parseLong(format("#{pane_pid}"));
        return ProcessHandle.of(shell).orElseThrow().children().findFirst().orElseThrow().pid();
    }

    @Override
    public void close() throws IOException {
        try {
            Command.run(List.of("tmux", "-S", socket.toString(), "kill-server"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
