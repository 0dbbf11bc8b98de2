package org.ttflight.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Drives {@link Detection} as a connection does: bytes come in pieces and pile up in a buffer. */
final class Receiving {
    private static final int OFFSET = 11;
    private static final int ROOM = 4096;

    private final ByteBuffer in = ByteBuffer.allocate(OFFSET + ROOM).order(ByteOrder.LITTLE_ENDIAN);
    private final int peerPid;
    private int length;
    private Detection answer = Detection.UNDECIDED;

    Receiving(int peerPid) {
        this.peerPid = peerPid;
        byte[] dirt = new byte[OFFSET + ROOM];
        Arrays.fill(dirt, (byte) 0xa5);
        in.put(0, dirt);
    }

    /** The answer so far; the first one given is final, as it is for a connection. */
    Detection answer() {
        return answer;
    }

    Receiving read(byte[] bytes) {
        in.put(OFFSET + length, bytes);
        length += bytes.length;
        if (answer == Detection.UNDECIDED) {
            answer = Detection.of(in, OFFSET, length, peerPid);
        }
        return this;
    }

    Receiving readInChunks(byte[] stream, int chunk) {
        for (int at = 0; at < stream.length; at += chunk) {
            read(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + chunk)));
        }
        return this;
    }

    Receiving pause(int pauseMs) {
        if (answer == Detection.UNDECIDED) {
            answer = Detection.afterPause(in, OFFSET, length, peerPid, pauseMs);
        }
        return this;
    }

    /** As long as nobody can mistake what comes before it for the beginning of something. */
    Receiving longPause() {
        return pause(Detection.QUERY_PAUSE_MS).pause(Detection.FOREIGN_PAUSE_MS);
    }
}
