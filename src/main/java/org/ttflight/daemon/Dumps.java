package org.ttflight.daemon;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ttflight.ingest.IngestServer;
import org.ttflight.ledger.KnownText;
import org.ttflight.ledger.Ledger;

/**
 * The known texts as answers. Each costs the writer a pass over all tables, so they are no closer
 * together than a dump that a frame asks for: who asks again too soon waits, and gets a new one.
 */
final class Dumps {
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Supplier<IngestServer> server;
    private final int deviceLimit;
    private long nextNanos = System.nanoTime();

    Dumps(Supplier<IngestServer> server, int deviceLimit) {
        this.server = server;
        this.deviceLimit = deviceLimit;
    }

    /** Returns the live buffers. */
    String remaining() {
        return dump(ledger -> KnownText.remaining(ledger, deviceLimit));
    }

    /** Returns the loaded kernels. */
    String kernels() {
        return dump(ledger -> KnownText.kernels(ledger, System.currentTimeMillis() * 1000));
    }

    private synchronized String dump(Function<Ledger, String> text) {
        for (long left = nextNanos - System.nanoTime();
                left > 0;
                left = nextNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the server is stopping");
            }
        }
        String answer = server.get().call(text) + "\n";
        nextNanos = System.nanoTime() + PACE_NANOS;
        return answer;
    }
}
