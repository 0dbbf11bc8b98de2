package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.wire.Rejection;

class CarefulListenerTest {
    private int calls;

    /** Fails whatever it is told. */
    private final class Failing implements IngestListener {
        private void fail() {
            calls++;
            throw new IllegalStateException("a bug, made by a test");
        }

        @Override
        public void opened(long connection, Peer peer) {
            fail();
        }

        @Override
        public void closed(
                long connection,
                Peer peer,
                long messages,
                long rejected,
                long bytes,
                int frameBytes,
                Rejection reason) {
            fail();
        }

        @Override
        public void rejected(
                long connection, Peer peer, Rejection reason, boolean first, String detail) {
            fail();
        }

        @Override
        public void dumpRemaining(Ledger ledger) {
            fail();
        }

        @Override
        public void dumpKernels(Ledger ledger) {
            fail();
        }
    }

    private static void tellAll(IngestListener listener) {
        Ledger ledger = new Ledger(1, LedgerListener.NONE);
        listener.opened(1, Peer.UNKNOWN);
        listener.rejected(1, Peer.UNKNOWN, Rejection.UNKNOWN_TYPE, true, "type 9");
        listener.dumpRemaining(ledger);
        listener.dumpKernels(ledger);
        listener.closed(1, Peer.UNKNOWN, 2, 3, 4, 72, Rejection.NONE);
    }

    @Test
    void shouldGoOnTellingAListenerThatFails() {
        CarefulListener careful = new CarefulListener(new Failing());
        tellAll(careful);
        tellAll(careful);
        assertEquals(10, calls);
    }

    @Test
    void shouldPassOnAllThatItIsTold() {
        Heard heard = new Heard();
        tellAll(new CarefulListener(heard));
        assertEquals(1, heard.lines("opened 1").size());
        assertEquals(1, heard.lines("rejected 1: first UNKNOWN_TYPE type 9").size());
        assertEquals(1, heard.lines("dump remaining").size());
        assertEquals(1, heard.lines("dump kernels").size());
        assertEquals(
                1,
                heard.lines("closed 1: 2 messages, 3 rejected, 4 bytes, frames of 72, NONE")
                        .size());
    }
}
