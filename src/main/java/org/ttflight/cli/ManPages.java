package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes the manual pages, one for each command and one for {@code tt-smi}, from what the commands
 * say of themselves. The build runs it; it is no command.
 */
final class ManPages {
    private ManPages() {}

    /** Writes all pages to a directory, which is the first argument; the second is the version. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> page : pages(args[1]).entrySet()) {
            Files.writeString(directory.resolve(page.getKey() + ".1"), page.getValue());
        }
    }

    /** Returns the pages by their names, such as {@code tt-flight-smi}. */
    static Map<String, String> pages(String version) {
        Map<String, String> pages = new LinkedHashMap<>();
        CommandLine root = Commands.commandLine(Surroundings.ofThisProcess());
        add(root.getCommandSpec(), version, pages);
        CommandSpec smi =
                root.getCommandSpec().subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(command -> command.name().equals("smi"))
                        .findFirst()
                        .orElseThrow();
        pages.put("tt-smi", new ManPage("tt-smi", smi, version).write());
        return pages;
    }

    private static void add(CommandSpec command, String version, Map<String, String> pages) {
        String name = command.qualifiedName("-");
        pages.put(name, new ManPage(name, command, version).write());
        for (CommandLine below : command.subcommands().values()) {
            CommandSpec next = below.getCommandSpec();
            if (!next.usageMessage().hidden() && !next.name().equals("help")) {
                add(next, version, pages);
            }
        }
    }
}
