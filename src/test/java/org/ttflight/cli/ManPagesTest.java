package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManPagesTest extends CommandTest {
    private final Map<String, String> pages = ManPages.pages("1.2.3");

    @Test
    void shouldHaveAPageForEachCommand() {
        Set<String> expected = new TreeSet<>(Set.of("tt-flight", "tt-smi"));
        for (CommandLine command : commands().getSubcommands().values()) {
            if (!command.getCommandName().equals("help")) {
                expected.add("tt-flight-" + command.getCommandName());
            }
        }
        assertEquals(expected, new TreeSet<>(pages.keySet()));
    }

    @Test
    void shouldNameEachOptionAndCodeAndVariable() {
        pages.forEach(
                (name, page) -> {
                    String plain = page.replace("\\-", "-").replace("\\(aq", "'");
                    for (OptionSpec option : command(name).options()) {
                        for (String each : option.hidden() ? new String[0] : option.names()) {
                            assertTrue(plain.contains("\\fB" + each + "\\fR"), name + " " + each);
                        }
                    }
                    command(name)
                            .usageMessage()
                            .exitCodeList()
                            .values()
                            .forEach(code -> assertTrue(plain.contains(code), name + code));
                    for (Variables.Variable variable : Variables.ALL) {
                        assertTrue(plain.contains(variable.name()), name + variable);
                    }
                    assertTrue(plain.contains("\"tt-flight 1.2.3\""), name);
                });
    }

    @Test
    void shouldListEachCommand() {
        String page = String.valueOf(pages.get("tt-flight"));
        for (String name : commands().getSubcommands().keySet()) {
            assertTrue(page.contains(".TP\n.B " + name + "\n"), name);
        }
    }

    @Test
    void shouldKeepExamplesAsTheyAre() {
        String page = String.valueOf(pages.get("tt-smi"));
        assertTrue(page.contains(".SH \"EXAMPLES\"\n.nf\n"), page);
        assertTrue(page.contains("75 % on"), page);
        assertTrue(page.contains("tt\\-flight smi \\-w"), page);
    }

    @Test
    void shouldDocumentEachVariable() throws IOException {
        String operations = Files.readString(Path.of("../docs/OPERATIONS.md"));
        for (Variables.Variable variable : Variables.ALL) {
            assertTrue(operations.contains("`" + variable.name() + "`"), variable.name());
        }
    }

    @Test
    void shouldNotMakeGroffComplain(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")));
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = directory.resolve(page.getKey() + ".1");
            Files.writeString(file, page.getValue());
            Process groff =
                    new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", "-z", file.toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(groff.waitFor(30, TimeUnit.SECONDS));
            assertEquals("", said, page.getKey());
        }
    }

    private CommandLine commands() {
        return Commands.commandLine(surroundings(false));
    }

    private CommandSpec command(String page) {
        if (page.equals("tt-flight")) {
            return commands().getCommandSpec();
        }
        String name = page.equals("tt-smi") ? "smi" : page.substring("tt-flight-".length());
        CommandLine command = commands().getSubcommands().get(name);
        assertNotNull(command, name);
        return command.getCommandSpec();
    }
}
