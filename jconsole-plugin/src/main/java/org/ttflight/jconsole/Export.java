package org.ttflight.jconsole;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Saves what a view shows: asks for the file, takes a copy of what is shown then, and writes it
 * away from the Swing thread. On the Swing thread.
 */
final class Export {
    private final Questions questions;
    private final Background background;
    private final InstantSource clock;

    /** What people are asked and told. */
    interface Questions {
        /** Returns the file to write, or null to let it be. Asks before one is overwritten. */
        @Nullable Path file(String proposedName, String ending);

        /** Tells what went wrong. */
        void problem(String line);

        /** Tells what was written. */
        void done(Path file);
    }

    Export(Questions questions, Background background, InstantSource clock) {
        this.questions = questions;
        this.background = background;
        this.clock = clock;
    }

    /** Saves the view as a table, if it has one. */
    void csv(View view) {
        if (view instanceof CsvSource source) {
            // What is shown now, not what is shown when the dialog closes.
            List<String> header = source.header();
            List<List<String>> rows = source.rows();
            save(view, "csv", file -> SavedFile.writeText(Csv.of(header, rows), file));
        }
    }

    /** Saves the view as a picture. */
    void png(View view) {
        BufferedImage image = SavedFile.image(view.component());
        save(view, "png", file -> SavedFile.writePng(image, file));
    }

    private interface Writing {
        void to(Path file) throws IOException;
    }

    private void save(View view, String ending, Writing writing) {
        String name = SavedFile.name(view.title(), ending, clock.instant(), ZoneId.systemDefault());
        Path file = questions.file(name, ending);
        if (file != null) {
            background.run(
                    () -> {
                        writing.to(file);
                        return file;
                    },
                    questions::done,
                    e -> questions.problem("Cannot write " + file + ": " + reason(e)));
        }
    }

    private static String reason(Throwable e) {
        String kind = e.getClass().getSimpleName();
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }
}
