package org.ttflight.cli;

import java.util.ArrayList;
import java.util.List;

/** What somebody who has just started the daemon may want to try. */
final class Hints {
    private static final int FIRST_WITH_JFR_VIEW = 21;

    private Hints() {}

    /**
     * Returns the lines to show.
     *
     * @param launcher what to call to run a command
     * @param socket the option that names the daemon's socket; empty if it is the usual one
     * @param pid the daemon's
     * @param javaFeature the feature number of the JDK in use
     */
    static List<String> lines(String launcher, String socket, long pid, int javaFeature) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Try next:");
        lines.add("  " + launcher + " monitor" + socket);
        lines.add("      watch the memory as bars");
        lines.add("  any JMX client, attached to process " + pid);
        lines.add("      the MBeans tenstorrent:type=Server");
        lines.add("                 tenstorrent:type=Device,device=0");
        lines.add("                 tenstorrent:type=DeviceMemory,device=0,memory=DRAM");
        lines.add("                 tenstorrent:type=Process,pid=N");
        lines.add("  jconsole " + pid);
        lines.add(
                "      tab MBeans, folder tenstorrent; \"Insecure connection\" is fine on one host");
        lines.add("  jcmd " + pid + " JFR.dump name=tt-flight filename=/tmp/tt-flight.jfr");
        lines.add(
                "      write down what the flight recorder remembers; JDK Mission Control opens it");
        lines.add("  jfr summary /tmp/tt-flight.jfr");
        lines.add("  jfr print --events 'tenstorrent.*' /tmp/tt-flight.jfr");
        lines.add("      what the recording holds");
        if (javaFeature >= FIRST_WITH_JFR_VIEW) {
            lines.add("  jcmd " + pid + " JFR.view tenstorrent.DeviceMemory");
            lines.add("      device memory as a table");
        }
        lines.add("  " + launcher + " down");
        lines.add("      stop the daemon and the demo processes");
        return lines;
    }
}
