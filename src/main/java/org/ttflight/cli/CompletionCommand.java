package org.ttflight.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}. */
@Command(
        name = "completion",
        header = "Print what makes bash or zsh complete tt-flight and tt-smi.",
        description = {
            "",
            "The script knows all commands and options of this version; print it again after an",
            "update. It is the same for both shells: SHELL only has to be one of them."
        },
        footer = {
            "",
            "Examples:",
            "  source <(tt-flight completion bash)      for this bash; or in ~/.bashrc, for all",
            "  source <(tt-flight completion zsh)       for this zsh; or in ~/.zshrc, after compinit",
            "  tt-flight completion bash | sudo tee /etc/bash_completion.d/tt-flight > /dev/null",
            "                                           for all users"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Shell shell = Shell.bash;

    /** The names are what the command line takes. */
    @SuppressWarnings("MemberName")
    enum Shell {
        bash,
        zsh
    }

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (command == null) {
            throw new IllegalStateException("not part of a command line");
        }
        CommandLine root = command.root().commandLine();
        surroundings.out().println("# Completion of tt-flight and tt-smi, for " + shell + ".");
        surroundings.out().print(AutoComplete.bash("tt-flight", root));
        surroundings.out().print(AutoComplete.bash("tt-smi", root.getSubcommands().get("smi")));
        return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }
}
