package org.ttflight.ingest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has requests in text answered on a thread of their own, one after another; the thread is there
 * only while there are requests. Every request gets an answer, be it that there is none.
 */
final class TextDesk implements AutoCloseable {
    private static final Logger LOG = System.getLogger(TextDesk.class.getName());
    private static final int WAITING_REQUESTS = 64;

    /** So many bytes of answers may be on their way; what is beyond is told to come again. */
    private static final long MAX_UNDELIVERED = 64L << 20;

    private static final int SHOWN_CHARACTERS = 40;
    private static final Answer UNKNOWN =
            new Answer(false, false, error("unknown request; try: help"));
    private static final Answer BUSY =
            new Answer(true, false, error("too many requests at once; try again"));
    private static final Answer FAILED =
            new Answer(true, false, error("this request failed; the daemon's log says why"));

    /**
     * What the asker gets.
     *
     * @param isKnown whether there is such a request
     * @param isCounted whether it counts among the undelivered bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Answer(boolean isKnown, boolean isCounted, byte[] text) {}

    private final TextRequests requests;
    private final ThreadPoolExecutor executor;
    private final AtomicLong undelivered = new AtomicLong();

    TextDesk(TextRequests requests) {
        this.requests = requests;
        this.executor =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING_REQUESTS),
                        task -> {
                            Thread thread = new Thread(task, "tt-flight text requests");
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Answers soon; {@code receiver} is called on any thread, and must tell {@link #delivered} when
     * the answer is out or its asker is gone.
     */
    void answer(String request, Consumer<Answer> receiver) {
        try {
            executor.execute(() -> receiver.accept(answerTo(request)));
        } catch (RejectedExecutionException e) {
            receiver.accept(BUSY);
        }
    }

    private Answer answerTo(String request) {
        try {
            @Nullable String text = requests.answer(request);
            if (text == null) {
                return UNKNOWN;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            long before = undelivered.get();
            if (before > 0 && before + bytes.length > MAX_UNDELIVERED) {
                return BUSY;
            }
            undelivered.addAndGet(bytes.length);
            return new Answer(true, true, bytes);
        } catch (RuntimeException | Error e) { // nobody else would close this connection
            LOG.log(Level.ERROR, "A bug, met while answering: " + abbreviate(request), e);
            return FAILED;
        }
    }

    /** An answer is out, or its asker is gone. */
    void delivered(Answer answer) {
        if (answer.isCounted()) {
            undelivered.addAndGet(-answer.text().length);
        }
    }

    private static byte[] error(String plainText) {
        return ("{\"error\":\"" + plainText + "\"}\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The start of what a stranger sent, fit for a log: no control characters. */
    static String abbreviate(String request) {
        String start =
                request.length() > SHOWN_CHARACTERS
                        ? request.substring(0, SHOWN_CHARACTERS) + "…"
                        : request;
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
