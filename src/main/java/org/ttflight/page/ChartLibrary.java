package org.ttflight.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The library that draws, as it comes from its jar, with its licence. */
final class ChartLibrary {
    private static final String POM = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
    private static final String DIRECTORY = "/META-INF/resources/webjars/chart.js/";

    private ChartLibrary() {}

    /**
     * Returns the script, with the licence as a comment before it.
     *
     * @throws IOException if it is not on the class path
     */
    static String script() throws IOException {
        Properties pom = new Properties();
        try (InputStream in = stream(POM)) {
            pom.load(in);
        }
        String directory = DIRECTORY + pom.getProperty("version");
        String script = text(directory + "/dist/chart.umd.js");
        String licence = text(directory + "/LICENSE.md").replace("*/", "* /");
        return "/*\n"
                + licence
                + "*/\n"
                // There is no such file beside the page.
                + script.replaceAll("(?m)^//# sourceMappingURL=.*$", "").strip()
                + "\n";
    }

    static String text(String resource) throws IOException {
        try (InputStream in = stream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream stream(String resource) throws IOException {
        InputStream in = ChartLibrary.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException(resource + " is missing: the installation is not complete");
        }
        return in;
    }
}
