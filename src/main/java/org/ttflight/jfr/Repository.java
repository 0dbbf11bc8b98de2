package org.ttflight.jfr;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Where this JVM keeps its recordings while it writes them. */
public final class Repository {
    private Repository() {}

    /**
     * Has JFR write below this directory, in one of its own that it names after date and process
     * id. To be called before a recording starts; the same as {@code jcmd PID JFR.configure
     * repositorypath=…}.
     *
     * @throws IOException if JFR does not take it; the message says why
     */
    public static void use(Path directory) throws IOException {
        String path = directory.toString();
        char quote = path.indexOf('"') < 0 ? '"' : '\'';
        if (path.indexOf(quote) >= 0) {
            throw new IOException("JFR takes no path with both kinds of quotes: " + path);
        }
        String[] arguments = {"repositorypath=" + quote + path + quote};
        String answer;
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            answer =
                    String.valueOf(
                            server.invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "jfrConfigure",
                                    new Object[] {arguments},
                                    new String[] {String[].class.getName()}));
        } catch (JMException | RuntimeException e) {
            throw new IOException("JFR does not record to " + path + ": " + e.getMessage(), e);
        }
        if (!answer.contains("Repository path: ")) {
            throw new IOException("JFR does not record to " + path + ": " + answer.strip());
        }
    }
}
