package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CompletionCommandTest extends CommandTest {
    /** Completes the words that follow the function's name, as bash would. */
    private static final String COMPLETE =
            """
            source "$0"
            compopt() { :; }
            function=$1; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
            $function
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tt-flight sm              | smi",
                "tt-flight smi --wid       | --width",
                "tt-flight monitor --refr  | --refresh",
                "tt-flight completion z    | zsh",
                "tt-smi --wid              | --width",
                "tt-smi --nothing-of-these | ''",
            })
    void shouldComplete(String typed, String completed) throws Exception {
        assertEquals(completed, String.join(" ", complete(typed)).strip());
    }

    @Test
    void shouldKnowAllCommandsAndOptions() throws Exception {
        CommandLine root = Commands.commandLine(surroundings(false));
        assertEquals(
                new TreeSet<>(root.getSubcommands().keySet()),
                new TreeSet<>(complete("tt-flight ")));
        Set<String> options = new TreeSet<>();
        CommandLine smi = root.getSubcommands().get("smi");
        assertNotNull(smi);
        smi.getCommandSpec().optionsMap().keySet().forEach(name -> addLong(name, options));
        assertEquals(options, new TreeSet<>(complete("tt-smi --")));
    }

    private static void addLong(String name, Set<String> options) {
        if (name.startsWith("--")) {
            options.add(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void shouldLoadInTheShell(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", shell)));
        String load =
                shell.equals("zsh")
                        ? "autoload -U compinit; compinit -u -D; source \"$0\"; echo fine"
                        : "source \"$0\"; echo fine";
        assertEquals(List.of("fine"), run(shell, load, List.of()));
    }

    @Test
    void shouldKnowTwoShells() {
        assertEquals(2, run("completion", "fish"));
        assertTrue(err().contains("bash, zsh"), err());
        assertEquals(0, run("completion", "zsh"));
        assertEquals(0, run("completion", "--help"));
        assertTrue(out().contains("source <(tt-flight completion zsh)"), out());
    }

    private List<String> complete(String typed) throws Exception {
        List<String> words = new ArrayList<>();
        words.add("_complete_" + typed.substring(0, typed.indexOf(' ')));
        words.addAll(List.of(typed.split(" ", -1)));
        return run("bash", COMPLETE, words);
    }

    private List<String> run(String shell, String script, List<String> words) throws Exception {
        out.reset();
        assertEquals(0, run("completion", shell));
        Path file = directory.resolve("completion");
        Files.writeString(file, out());
        List<String> command = new ArrayList<>(List.of(shell, "-c", script, file.toString()));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return said.lines().toList();
    }
}
