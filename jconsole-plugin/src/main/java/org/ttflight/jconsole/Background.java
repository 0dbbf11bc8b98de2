package org.ttflight.jconsole;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.SwingWorker;

/** Does what may wait away from the Swing thread, and goes on there. */
interface Background {
    /**
     * Runs a task. Called on the Swing thread, where one of the two is told how it went.
     *
     * @param then gets what the task returned
     * @param otherwise gets what it threw
     */
    <T> void run(Callable<T> task, Consumer<? super T> then, Consumer<? super Throwable> otherwise);

    /** Returns one that runs each task in a worker of Swing. */
    static Background swing() {
        return new Background() {
            @Override
            public <T> void run(
                    Callable<T> task,
                    Consumer<? super T> then,
                    Consumer<? super Throwable> otherwise) {
                new SwingWorker<T, Void>() {
                    @Override
                    protected T doInBackground() throws Exception {
                        return task.call();
                    }

                    @Override
                    protected void done() {
                        T result;
                        try {
                            result = get();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            otherwise.accept(e);
                            return;
                        } catch (ExecutionException e) {
                            otherwise.accept(e.getCause() == null ? e : e.getCause());
                            return;
                        }
                        then.accept(result);
                    }
                }.execute();
            }
        };
    }
}
