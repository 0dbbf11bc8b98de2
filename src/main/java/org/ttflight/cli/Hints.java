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
                "      tab MBeans, folder tenstorrent; \"Insecure connection\" is fine on one host;");
        lines.add(
                "      with -pluginpath .../tt-flight-jconsole.jar it has a tab of its own for them");
        lines.add("  jcmd " + pid + " JFR.dump name=tt-flight filename=/tmp/tt-flight.jfr");
        lines.add(
                "      write down what the flight recorder remembers; JDK Mission Control opens it");
        lines.add("  jfr print --events 'tenstorrent.*' /tmp/tt-flight.jfr");
        lines.add("      what the recording holds");
        lines.add("  " + launcher + " report /tmp/tt-flight.jfr");
        lines.add("      the same as a page: who held what, and what went wrong");
        lines.add("  " + launcher + " replay /tmp/tt-flight.jfr");
        lines.add("      the same on the screens of tt-smi and JConsole, as if it were now");
        if (javaFeature >= FIRST_WITH_JFR_VIEW) {
            lines.add("  jcmd " + pid + " JFR.view tenstorrent.DeviceMemory");
            lines.add("      device memory as a table");
        }
        lines.add("  " + launcher + " incidents" + socket);
        lines.add("      what was worth keeping the minutes around it; kill -9 a demo process");
        lines.add("  " + launcher + " down");
        lines.add("      stop the daemon and the demo processes");
        return lines;
    }
}
