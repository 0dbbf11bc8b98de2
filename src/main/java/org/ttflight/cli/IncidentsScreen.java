package org.ttflight.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.incident.Incident;
import org.ttflight.incident.IncidentList;
import org.ttflight.screen.Amount;
import org.ttflight.screen.Style;
import org.ttflight.screen.View;

/** The list of incidents as text: three lines for each. */
final class IncidentsScreen {
    private static final int KIND_WIDTH = 26;

    private final View view;
    private final Instant now;

    IncidentsScreen(View view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /**
     * @param all how many there are, those not shown included
     * @param whyFiles why the files were read; null if a daemon was asked, or should not be
     */
    String render(IncidentList list, int all, @Nullable String whyFiles) {
        StringBuilder out = new StringBuilder();
        List<IncidentList.Kept> shown = list.incidents();
        String directory = clean(list.directory());
        if (shown.isEmpty()) {
            out.append(all == 0 ? "No incidents" : "No incidents in that time")
                    .append(" in ")
                    .append(directory)
                    .append(all == 0 ? "" : "; " + all + " before it")
                    .append(".\n");
        } else {
            String count = Amount.count(shown.size(), "incident", "incidents");
            out.append(view.paint(count, Style.BOLD))
                    .append(" in ")
                    .append(directory)
                    .append(shown.size() < all ? ", of " + all : "")
                    .append(", the newest first.\n");
        }
        if (whyFiles != null) {
            out.append("Read from the files: ").append(clean(whyFiles)).append(".\n");
            if (all == 0) {
                out.append("Another user's daemon keeps them elsewhere: --state-dir DIR.\n");
            }
        }
        for (IncidentList.Kept kept : shown) {
            out.append('\n');
            append(out, kept);
        }
        if (!list.recovered().isEmpty()) {
            recovered(out, list);
        }
        if (!shown.isEmpty()) {
            out.append("\nMore of one: tt-flight incidents NAME, or LAST.\n");
        }
        return out.toString();
    }

    private void append(StringBuilder out, IncidentList.Kept kept) {
        Incident incident = kept.incident();
        String kind = clean(incident.kind());
        out.append(view.time(incident.time())).append("  ");
        out.append(view.paint(kind, Style.BOLD));
        out.append(" ".repeat(Math.max(2, KIND_WIDTH - kind.length())));
        out.append(clean(incident.where())).append(", ").append(age(incident.time()));
        out.append(", ").append(Amount.bytes(kept.bytes()));
        out.append('\n');
        String more = incident.more() > 0 ? "; and " + incident.more() + " more" : "";
        wrap(out, clean(incident.message()) + more);
        out.append("  ").append(clean(incident.name()));
        out.append(recording(incident.recording())).append('\n');
    }

    /** Appends the words on as many lines as they need. */
    private void wrap(StringBuilder out, String text) {
        int used = 0;
        for (String word : text.split(" ", -1)) {
            if (used > 0 && used + 1 + word.length() > view.width()) {
                out.append('\n');
                used = 0;
            }
            out.append(used == 0 ? "  " : " ").append(word);
            used += (used == 0 ? 2 : 1) + word.length();
        }
        out.append('\n');
    }

    private String recording(Incident.RecordingState recording) {
        String why = recording.why();
        return switch (recording.state()) {
            case Incident.RecordingState.WRITTEN -> ", recording of " + size(recording);
            case Incident.RecordingState.PENDING ->
                    ", recording " + clean(why == null ? "to come" : why);
            default -> ", recording " + clean(why == null ? "none" : why);
        };
    }

    private static String size(Incident.RecordingState recording) {
        return Amount.bytes(recording.bytes());
    }

    private void recovered(StringBuilder out, IncidentList list) {
        String count =
                Amount.count(
                        list.recovered().size(), "recovered recording", "recovered recordings");
        out.append('\n').append(view.paint(count, Style.BOLD));
        out.append(" of earlier daemons, in ");
        out.append(clean(list.recoveredDirectory())).append(":\n");
        for (IncidentList.Recovered one : list.recovered()) {
            out.append("  ").append(view.time(one.time())).append("  ");
            out.append(Amount.bytes(one.bytes())).append("  ").append(clean(one.file()));
            out.append('\n');
        }
        Path newest = Path.of(list.recoveredDirectory()).resolve(list.recovered().get(0).file());
        out.append("  look into one: tt-flight report ").append(clean(newest.toString()));
        out.append('\n');
    }

    private String age(Instant time) {
        return Amount.duration(Math.max(0, Duration.between(time, now).toSeconds())) + " ago";
    }

    /** Returns a text of several lines, fit to be printed. */
    String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.lines().forEach(line -> clean.append(view.glyphs().clean(line)).append('\n'));
        if (!text.endsWith("\n") && clean.length() > 0) {
            clean.setLength(clean.length() - 1);
        }
        return clean.toString();
    }
}
