package org.ttflight.incident;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ProcessIdentity;

/** What is known of a process, as lines of a summary. */
final class Descriptions {
    private static final int LONGEST_COMMAND = 500;

    private Descriptions() {}

    static List<String> lines(ProcessIdentity process, ProcessDescription description) {
        List<String> lines = new ArrayList<>();
        String user = description.user();
        String uid = process.uid() < 0 ? null : Integer.toString(process.uid());
        lines.add(
                "process "
                        + process.pid()
                        + (process.verified() ? "" : ", as it claims itself")
                        + ", name "
                        + orUnknown(description.name())
                        + ", user "
                        + orUnknown(user == null ? uid : user));
        lines.add("command " + orUnknown(cut(description.commandLine())));
        if (description.container() != null) {
            lines.add("container " + Words.clean(description.container()));
        }
        if (description.pod() != null) {
            lines.add("pod " + Words.clean(description.pod()));
        }
        return lines;
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? Words.UNKNOWN : Words.clean(text);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST_COMMAND
                ? text
                : text.substring(0, LONGEST_COMMAND) + "...";
    }
}
