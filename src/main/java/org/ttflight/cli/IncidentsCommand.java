package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ttflight.incident.IncidentDirectory;
import org.ttflight.incident.IncidentJson;
import org.ttflight.incident.IncidentList;
import org.ttflight.incident.IncidentRequest;
import org.ttflight.recording.StateDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code incidents}. */
@Command(
        name = "incidents",
        header = "Show what went wrong: the incidents that the daemon has kept.",
        description = {
            "",
            "The daemon keeps a recording of the minutes around each incident, and a summary:",
            "  memory-threshold          memory reached a limit and rose further",
            "  device-lost               a device is gone",
            "  heartbeat-stalled         the firmware of a device gives no sign of life",
            "  thermal-trip              a chip was shut down by heat",
            "  process-died-with-memory  a process ended and had not released its memory",
            "  daemon-error              an error of the daemon itself",
            "Without a daemon, the files are read where a daemon on that socket keeps them.",
            "docs/INCIDENTS.md has the rules."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight incidents                 list them, the newest first",
            "  tt-flight incidents LAST            what happened last, with what was known then",
            "  tt-flight incidents --since 24h --json | jq '.incidents[].incident.message'",
            "  tt-flight incidents --state-dir /mnt/other-host/var/lib/tt-flight"
        })
final class IncidentsCommand implements Callable<Integer> {
    private static final String LAST = "LAST";

    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;
    @Mixin private SocketOption socket = new SocketOption();
    @Mixin private LookOptions look = new LookOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Print the summary of this incident; LAST for the newest.")
    private @Nullable String name;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Read the files below this directory, and ask no daemon.")
    private @Nullable Path stateDirectory;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationWord.class,
            description = "Only those of this last time, such as 24h or 7d.")
    private @Nullable Long sinceSeconds;

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean isJson;

    IncidentsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Where the incidents come from. */
    private interface Origin {
        IncidentList list() throws IOException;

        String summary(String incident) throws IOException;
    }

    @Override
    public Integer call() {
        if (name != null && isJson && command != null) {
            throw new ParameterException(
                    command.commandLine(), "--json is for the list, not for one summary");
        }
        Integer width = look.width();
        Path path = socket.path() == null ? surroundings.socket() : socket.path();
        try {
            if (stateDirectory != null) {
                return show(files(new StateDirectory(stateDirectory)), width, null);
            }
            DaemonClient daemon = new DaemonClient(path, DaemonClient.TIMEOUT);
            try {
                return show(daemon(daemon), width, null);
            } catch (UnreachableException e) {
                return show(files(state(path)), width, e.getMessage());
            }
        } catch (AccessDeniedException e) {
            surroundings.complain("may not read " + e.getFile());
            surroundings.err().println("  another user's daemon keeps its incidents there:");
            surroundings.err().println("  read them as that user, or ask it while it runs");
            surroundings.err().flush();
            return ExitCodes.ERROR;
        } catch (IOException e) {
            surroundings.complain(String.valueOf(e.getMessage()));
            return ExitCodes.ERROR;
        }
    }

    private StateDirectory state(Path path) {
        return StateDirectory.of(
                surroundings.environment(),
                System.getProperty("user.name"),
                Path.of(System.getProperty("user.home")),
                path);
    }

    private static Origin files(StateDirectory state) {
        IncidentDirectory directory = new IncidentDirectory(state.incidents(), state.recovered());
        return new Origin() {
            @Override
            public IncidentList list() throws IOException {
                return directory.list(Instant.now());
            }

            @Override
            public String summary(String incident) throws IOException {
                return directory.summary(incident);
            }
        };
    }

    private static Origin daemon(DaemonClient daemon) {
        return new Origin() {
            @Override
            public IncidentList list() throws IOException {
                return IncidentJson.readList(daemon.ask(IncidentRequest.ALL.line()));
            }

            @Override
            public String summary(String incident) throws IOException {
                return IncidentJson.readSummary(daemon.ask(new IncidentRequest(incident).line()));
            }
        };
    }

    /**
     * @param whyFiles why no daemon was asked; null if one was, or was not to be
     */
    private int show(Origin origin, @Nullable Integer width, @Nullable String whyFiles)
            throws IOException {
        IncidentList list = origin.list();
        if (name != null) {
            return showOne(origin, list, name);
        }
        IncidentList shown = since(list);
        if (isJson) {
            surroundings.out().print(IncidentJson.write(shown));
        } else {
            IncidentsScreen screen =
                    new IncidentsScreen(surroundings.view(width, look.isAscii()), list.time());
            surroundings.out().print(screen.render(shown, list.incidents().size(), whyFiles));
        }
        return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }

    private IncidentList since(IncidentList list) {
        if (sinceSeconds == null) {
            return list;
        }
        Instant oldest = list.time().minusSeconds(sinceSeconds);
        return new IncidentList(
                list.schema(),
                list.time(),
                list.directory(),
                list.incidents().stream()
                        .filter(kept -> !kept.incident().time().isBefore(oldest))
                        .toList(),
                list.recoveredDirectory(),
                list.recovered().stream().filter(one -> !one.time().isBefore(oldest)).toList());
    }

    private int showOne(Origin origin, IncidentList list, String wanted) throws IOException {
        if (list.incidents().isEmpty()) {
            surroundings.complain("there are no incidents in " + list.directory());
            return ExitCodes.ERROR;
        }
        List<String> names = new ArrayList<>();
        String plain = String.valueOf(Path.of(wanted).getFileName());
        String stem = plain.replaceFirst("\\.(txt|jfr|json)$", "");
        for (IncidentList.Kept kept : list.incidents()) {
            String known = kept.incident().name();
            boolean isLast = wanted.equalsIgnoreCase(LAST) && names.isEmpty();
            if (known.equals(stem)) {
                names = List.of(known);
                break;
            }
            if (isLast || known.startsWith(stem)) {
                names.add(known);
            }
        }
        if (names.size() != 1) {
            surroundings.complain(
                    names.isEmpty()
                            ? "there is no incident '" + wanted + "' in " + list.directory()
                            : names.size() + " incidents begin with '" + wanted + "'");
            surroundings.err().println("  list them:  tt-flight incidents");
            surroundings.err().flush();
            return ExitCodes.ERROR;
        }
        String text = origin.summary(names.get(0));
        IncidentsScreen screen =
                new IncidentsScreen(surroundings.view(null, look.isAscii()), list.time());
        surroundings.out().print(screen.clean(text));
        return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }
}
