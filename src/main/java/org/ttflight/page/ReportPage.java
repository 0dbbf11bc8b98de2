package org.ttflight.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.ttflight.recording.RecordingReport;

/**
 * A report as one HTML file: it loads nothing, and is not allowed to by its own policy. Everything
 * it tells stands in text and tables; charts are drawn besides by a script.
 */
public final class ReportPage {
    /** What the head of each page has, by which it is known for ours. */
    public static final String GENERATOR = "<meta name=\"generator\" content=\"tt-flight report";

    private ReportPage() {}

    /**
     * Returns the page.
     *
     * @param version of this program
     * @throws IOException if a part of the installation is missing
     */
    public static String of(RecordingReport report, String version) throws IOException {
        String style = ChartLibrary.text("/org/ttflight/page/report.css");
        String library = "\n" + ChartLibrary.script();
        String script = "\n" + ChartLibrary.text("/org/ttflight/page/report.js");
        for (String source : new String[] {library, script, style}) {
            if (source.contains("</script") || source.contains("</style")) {
                throw new IOException("a script of the page would end too early");
            }
        }
        Charts charts = new Charts(report);
        String body = new PageBody(report, charts, version).html();
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + GENERATOR
                + " "
                + Html.escape(version)
                + "\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " script-src '"
                + hash(library)
                + "' '"
                + hash(script)
                + "'; style-src '"
                + hash(style)
                + "'; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>"
                + Html.escape(PageBody.title(report))
                + "</title>\n<style>"
                + style
                + "</style>\n</head>\n<body>\n"
                + body
                + "<script type=\"application/json\" id=\"data\">"
                + Html.jsonInScript(charts.json())
                + "</script>\n<script>"
                + library
                + "</script>\n<script>"
                + script
                + "</script>\n</body>\n</html>\n";
    }

    private static String hash(String source) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(source.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
