package org.ttflight.watch;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal of this process, through JLine: its small native library, else stty. */
public final class JlineTty implements Tty {
    private static final long STOP_MILLIS = 2000;

    private final Semaphore continued = new Semaphore(0);
    private final Terminal terminal;
    private final Attributes original;

    private JlineTty(Terminal terminal) {
        this.terminal = terminal;
        this.original = terminal.getAttributes();
    }

    /**
     * Opens it.
     *
     * @throws IOException if input or output is no terminal
     */
    public static JlineTty open() throws IOException {
        try {
            return new JlineTty(
                    TerminalBuilder.builder()
                            .system(true)
                            .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                            .encoding(StandardCharsets.UTF_8)
                            // With native signals, JLine has the kernel end us without a word.
                            .nativeSignals(false)
                            .provider(null)
                            .ffm(false)
                            .jni(true)
                            .exec(true)
                            .dumb(false)
                            .build());
        } catch (IllegalStateException | LinkageError e) {
            throw new IOException("no terminal: " + e.getMessage(), e);
        }
    }

    @Override
    public Extent size() {
        Size size = terminal.getSize();
        return size.getRows() < 1 || size.getColumns() < 1
                ? Extent.USUAL
                : new Extent(size.getRows(), size.getColumns());
    }

    @Override
    public void enterRaw() {
        terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
    }

    @Override
    public void leaveRaw() {
        try {
            terminal.setAttributes(original);
        } catch (IllegalStateException | IOError e) {
            // It is closed, so JLine has done the same; or it is gone.
        }
    }

    @Override
    public int read(long millis) throws IOException {
        return terminal.reader().read(millis);
    }

    @Override
    public void onResize(Runnable action) {
        terminal.handle(Terminal.Signal.WINCH, signal -> action.run());
    }

    @Override
    public void onContinue(Runnable action) {
        terminal.handle(
                Terminal.Signal.CONT,
                signal -> {
                    continued.release();
                    action.run();
                });
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        continued.drainPermits();
        // Not STOP: where nobody could continue it, as under `ssh -t`, the kernel ignores TSTP.
        new ProcessBuilder("kill", "-TSTP", self).start().waitFor();
        // On a busy machine this thread runs on for a while before the kernel stops it.
        if (!continued.tryAcquire(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
            continued.drainPermits();
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            leaveRaw();
        }
    }
}
