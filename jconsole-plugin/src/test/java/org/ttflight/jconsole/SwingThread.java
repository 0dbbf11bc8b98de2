package org.ttflight.jconsole;

import java.awt.Component;
import java.awt.Container;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;

/** Runs on it what has to run on it, and waits. */
final class SwingThread {
    private SwingThread() {}

    static <T> T get(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        SwingUtilities.invokeAndWait(future);
        return future.get();
    }

    /** What fails on it fails the test. */
    static void run(Runnable task) throws Exception {
        Object unused =
                get(
                        () -> {
                            task.run();
                            return "";
                        });
    }

    /** Returns the pixels of a component as large as a window. */
    static int[] paint(JComponent component) throws Exception {
        BufferedImage image = new BufferedImage(1000, 600, BufferedImage.TYPE_INT_RGB);
        run(
                () -> {
                    component.setSize(image.getWidth(), image.getHeight());
                    layOut(component);
                    Graphics2D graphics = image.createGraphics();
                    component.paint(graphics);
                    graphics.dispose();
                });
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** What is not on a screen is not laid out by itself. */
    private static void layOut(Container container) {
        container.doLayout();
        for (Component child : container.getComponents()) {
            if (child instanceof Container inner) {
                layOut(inner);
            }
        }
    }
}
