package org.ttflight.jconsole;

import java.awt.Component;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import javax.swing.filechooser.FileNameExtensionFilter;
import org.jspecify.annotations.Nullable;

/** Asks with dialogs. On the Swing thread. */
final class FileQuestions implements Export.Questions {
    private final Component parent;
    private final Consumer<String> told;
    private @Nullable File directory;

    /**
     * @param told gets a line when something was written
     */
    FileQuestions(Component parent, Consumer<String> told) {
        this.parent = parent;
        this.told = told;
    }

    @Override
    public @Nullable Path file(String proposedName, String ending) {
        JFileChooser chooser = new JFileChooser(directory);
        chooser.setDialogTitle("Save what is shown");
        chooser.setFileFilter(
                new FileNameExtensionFilter(ending.toUpperCase(Locale.ROOT) + " files", ending));
        chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), proposedName));
        while (chooser.showSaveDialog(parent) == JFileChooser.APPROVE_OPTION) {
            directory = chooser.getCurrentDirectory();
            Path file = SavedFile.withEnding(chooser.getSelectedFile().toPath(), ending);
            if (!Files.exists(file) || mayOverwrite(file)) {
                return file;
            }
        }
        return null;
    }

    private boolean mayOverwrite(Path file) {
        return JOptionPane.showConfirmDialog(
                        parent,
                        file + " exists. Overwrite it?",
                        "Save what is shown",
                        JOptionPane.YES_NO_OPTION)
                == JOptionPane.YES_OPTION;
    }

    @Override
    public void problem(String line) {
        JOptionPane.showMessageDialog(parent, line, "Not saved", JOptionPane.ERROR_MESSAGE);
    }

    @Override
    public void done(Path file) {
        told.accept("Saved as " + file);
    }
}
