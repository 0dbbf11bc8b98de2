package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dump}. */
@Command(
        name = "dump",
        header = "Print the buffers that are still live, as the original server does.",
        description = {
            "",
            "The text that dump_remaining_buffers.py has the original allocation server print,",
            "but on standard output, for scripts that parse it. Up to ten buffers of a memory",
            "type are listed one by one. For everything else, tt-flight leaks and smi say more."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight dump                             the live buffers",
            "  tt-flight dump --kernels                   the loaded kernels",
            "  tt-flight dump | grep -q 'perfect cleanup' is nothing left?"
        })
final class DumpCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private SocketOption socket = new SocketOption();

    @Option(names = "--kernels", description = "Print the loaded kernels instead.")
    private boolean isOfKernels;

    DumpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path path = socket.path();
        DaemonClient daemon =
                new DaemonClient(path == null ? surroundings.socket() : path, DaemonClient.TIMEOUT);
        try {
            String answer = daemon.ask(isOfKernels ? "kernels" : "remaining");
            if (answer.startsWith("{")) { // no line of these texts begins so
                throw new IOException("the daemon answers: " + answer.strip());
            }
            surroundings.out().print(answer);
        } catch (IOException e) {
            return LeaksCommand.fail(
                    surroundings, e, "only a daemon knows the single buffers of other programs");
        }
        return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }
}
