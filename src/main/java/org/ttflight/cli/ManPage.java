package org.ttflight.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * One manual page, in the {@code man} macros of roff. Good for one use.
 *
 * <p>Of a text, lines that begin with a blank are kept as they are, others are filled.
 */
final class ManPage {
    private final String name;
    private final CommandSpec command;
    private final UsageMessageSpec usage;
    private final String version;
    private final StringBuilder page = new StringBuilder(8192);

    /**
     * @param name what one types, with hyphens for blanks
     */
    ManPage(String name, CommandSpec command, String version) {
        this.name = name;
        this.command = command;
        this.usage = command.usageMessage();
        this.version = version;
    }

    /** Returns the whole page. */
    String write() {
        macro(
                ".TH",
                name.toUpperCase(Locale.ROOT),
                "1",
                "",
                "tt-flight " + version,
                "tt-flight manual");
        section("NAME");
        line(name + " - " + withoutStop(String.join(" ", formatted(usage.header()))));
        section("SYNOPSIS");
        synopsis();
        section("DESCRIPTION");
        text(formatted(usage.description().length == 0 ? usage.header() : usage.description()));
        options();
        commands();
        footer();
        section("EXIT STATUS");
        for (Map.Entry<String, String> code : usage.exitCodeList().entrySet()) {
            item(code.getKey().strip(), code.getValue());
        }
        section("ENVIRONMENT");
        for (Variables.Variable variable : Variables.ALL) {
            item(variable.name(), variable.meaning() + ".");
        }
        seeAlso();
        return page.toString();
    }

    private void synopsis() {
        String synopsis = new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
        String typed = command.qualifiedName();
        String arguments = synopsis.strip();
        if (arguments.startsWith(typed)) {
            arguments = arguments.substring(typed.length());
        }
        page.append(".B ").append(escaped(name.equals("tt-smi") ? name : typed)).append('\n');
        line(String.join(" ", arguments.strip().split("\\s+")));
    }

    private void options() {
        if (command.options().isEmpty() && command.positionalParameters().isEmpty()) {
            return;
        }
        section("OPTIONS");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            if (!parameter.hidden()) {
                page.append(".TP\n.I ").append(escaped(parameter.paramLabel())).append('\n');
                description(parameter);
            }
        }
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                page.append(".TP\n").append(names(option)).append('\n');
                description(option);
            }
        }
    }

    private static String names(OptionSpec option) {
        List<String> names = new ArrayList<>();
        for (String each : option.names()) {
            names.add("\\fB" + escaped(each) + "\\fR");
        }
        String all = String.join(", ", names);
        if (option.arity().max() == 0) {
            return all;
        }
        String value = option.splitRegex().isEmpty() ? "" : "[,...]";
        String label = "=\\fI" + escaped(option.paramLabel() + value) + "\\fR";
        return all + (option.arity().min() == 0 ? "[" + label + "]" : label);
    }

    private void description(ArgSpec argument) {
        String[] lines = formatted(argument.description());
        if (lines.length == 0) {
            line("No more is known of it.");
        }
        text(lines);
    }

    private void commands() {
        List<CommandSpec> shown = new ArrayList<>();
        for (CommandLine below : command.subcommands().values()) {
            if (!below.getCommandSpec().usageMessage().hidden()) {
                shown.add(below.getCommandSpec());
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (CommandSpec each : shown) {
            item(each.name(), String.join(" ", formatted(each.usageMessage().header())));
        }
    }

    /** A line such as {@code Examples:} begins a section. */
    private void footer() {
        List<String> below = new ArrayList<>();
        page.append(".PP\n");
        for (String line : formatted(usage.footer())) {
            if (line.endsWith(":") && !line.startsWith(" ")) {
                text(below.toArray(new String[0]));
                below.clear();
                section(line.substring(0, line.length() - 1).toUpperCase(Locale.ROOT));
            } else {
                below.add(line);
            }
        }
        text(below.toArray(new String[0]));
    }

    private void seeAlso() {
        section("SEE ALSO");
        List<String> pages = new ArrayList<>();
        if (command.parent() != null) {
            pages.add(reference(command.parent().qualifiedName("-")));
        }
        if (command.name().equals("smi")) {
            pages.add(reference(name.equals("tt-smi") ? "tt-flight-smi" : "tt-smi"));
        }
        for (CommandLine below : command.subcommands().values()) {
            CommandSpec each = below.getCommandSpec();
            if (!each.usageMessage().hidden() && !each.name().equals("help")) {
                pages.add(reference(each.qualifiedName("-")));
            }
        }
        page.append(String.join(",\n", pages)).append('\n');
    }

    private static String reference(String to) {
        return "\\fB" + escaped(to) + "\\fR(1)";
    }

    private void section(String title) {
        macro(".SH", title);
    }

    private void item(String what, String meaning) {
        page.append(".TP\n.B ").append(escaped(what)).append('\n');
        line(meaning);
    }

    private void macro(String macro, String... arguments) {
        page.append(macro);
        for (String argument : arguments) {
            page.append(" \"").append(escaped(argument)).append('"');
        }
        page.append('\n');
    }

    /** Writes lines of text; an empty one begins a paragraph, except at the beginning. */
    private void text(String[] lines) {
        boolean isKept = false;
        boolean isFirst = true;
        boolean wantsParagraph = false;
        for (String line : lines) {
            if (line.isBlank()) {
                wantsParagraph = !isFirst;
                continue;
            }
            boolean keeps = line.startsWith(" ");
            if (isKept && !keeps) {
                page.append(".fi\n");
            }
            if (wantsParagraph) {
                page.append(".sp\n");
            }
            if (keeps && !isKept) {
                page.append(".nf\n");
            }
            line(line);
            isKept = keeps;
            isFirst = false;
            wantsParagraph = false;
        }
        if (isKept) {
            page.append(".fi\n");
        }
    }

    private void line(String text) {
        String escaped = escaped(text);
        boolean isRequest = escaped.startsWith(".") || escaped.startsWith("'");
        page.append(isRequest ? "\\&" : "").append(escaped).append('\n');
    }

    /** What roff would read otherwise; a plain hyphen becomes one that can be copied. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("\"", "\\(dq")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha")
                .replace("`", "\\(ga")
                .replace("'", "\\(aq")
                .replace("≥", "\\(>=")
                .replace("…", "...");
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** The library's texts are formats: two percent signs are one, and %n ends a line. */
    private static String[] formatted(String... texts) {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            String formatted = String.format(Locale.ROOT, text.replace("%n", "\n"));
            lines.addAll(List.of(formatted.split("\n", -1)));
        }
        return lines.toArray(new String[0]);
    }
}
