package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not ours must be named where it can be, and refused everywhere, the same in any cut. */
class DetectionOfOthersTest {
    private static final int[] CHUNKS = {1, 7, 23, 24, 25, 31, 32, 33, 71, 72, 73, 104, 1000};
    private static final int PID = 4242;

    /** realtime_monitor.py: type 8 bits, then 32, 64 and 64 bits. */
    private static byte[] foreign24(int device, long first, long second) {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) 2)
                .putInt(4, device)
                .putLong(8, first)
                .putLong(16, second)
                .array();
    }

    /** instrumented_helpers.hpp: the id stands at 16 and the process id at 24. */
    private static byte[] foreign32(int type, long size, long id) {
        return ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) type)
                .putInt(4, 1)
                .putLong(8, size)
                .putLong(16, id)
                .putInt(24, PID)
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static void assertInAnyCut(Detection expected, int peerPid, byte[] stream) {
        for (int chunk : CHUNKS) {
            Receiving receiving = new Receiving(peerPid).readInChunks(stream, chunk);
            assertEquals(expected, receiving.answer(), "in chunks of " + chunk);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 0x1fff", "0x1122334455667788, 0x1122334455667788", "0, 0x1000000"})
    void shouldName24BytesInARow(String first, String second) {
        byte[] zero = foreign24(0, Long.decode(first), Long.decode(second));
        byte[] one = foreign24(1, Long.decode(first), Long.decode(second));
        assertInAnyCut(Detection.FOREIGN_24, PID, concat(zero, one, zero));
        assertInAnyCut(Detection.FOREIGN_24, 0, concat(one, one, one));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x1fff, 0x1122334455667788L})
    void shouldName24BytesAloneAfterAPause(long second) {
        Receiving receiving = new Receiving(PID).read(foreign24(0, 0, second));
        assertEquals(Detection.UNDECIDED, receiving.answer());
        receiving.pause(Detection.FOREIGN_PAUSE_MS - 1);
        assertEquals(Detection.UNDECIDED, receiving.answer());
        receiving.pause(Detection.FOREIGN_PAUSE_MS);
        assertEquals(Detection.FOREIGN_24, receiving.answer());
        assertEquals(Rejection.FOREIGN_24, receiving.answer().rejection());
    }

    @ParameterizedTest(name = "type {0} and {1}, size {2}, id {3}, peer {4}")
    @CsvSource({
        " 8,  9,  2048,    105024, 4242",
        " 8,  9,  2048,    105024,    0",
        " 8,  8, 46080,       256, 4242",
        " 9,  8,     1,    105024,    0",
        "10, 11, 46080,         7, 4242", // an id so small that no padding is dirty
        "10, 11, 46080,         7,    0",
        "10, 10,  4096,         0, 4242",
        "10, 10,     0,         0,    0",
        "11,  8,  4096, 81985529216486895, 0",
        " 8,  9,  2048,    105024,   77", // another peer: relayed, or another pid namespace
    })
    void shouldName32BytesInARow(int type, int next, long size, long id, int peerPid) {
        byte[] first = foreign32(type, size, id);
        byte[] second = foreign32(next, size, id);
        assertInAnyCut(Detection.FOREIGN_32, peerPid, concat(first, second, first));
    }

    @ParameterizedTest
    @CsvSource({"7, 4242", "105024, 4242", "7, 0", "105024, 0"})
    void shouldName32BytesAloneAfterAPause(long id, int peerPid) {
        Receiving receiving = new Receiving(peerPid).read(foreign32(8, 2048, id));
        assertEquals(Detection.UNDECIDED, receiving.answer());
        receiving.pause(Detection.FOREIGN_PAUSE_MS - 1);
        assertEquals(Detection.UNDECIDED, receiving.answer());
        receiving.pause(Detection.FOREIGN_PAUSE_MS);
        assertEquals(Detection.FOREIGN_32, receiving.answer());
    }

    @Test
    void shouldName104BytesInARow() {
        byte[] one = FrameFiles.read("foreign-104");
        assertInAnyCut(Detection.FOREIGN_104, PID, concat(one, one));
    }

    @Test
    void shouldName104BytesAloneAfterAPause() {
        Receiving receiving = new Receiving(PID).read(FrameFiles.read("foreign-104"));
        assertEquals(Detection.UNDECIDED, receiving.answer());
        assertEquals(Detection.UNDECIDED, receiving.pause(Detection.FOREIGN_PAUSE_MS - 1).answer());
        assertEquals(Detection.FOREIGN_104, receiving.pause(Detection.FOREIGN_PAUSE_MS).answer());
    }

    @ParameterizedTest
    @CsvSource({"foreign-24, FOREIGN_24, 24", "foreign-32, FOREIGN_32, 32"})
    void shouldNameTheFilesOfOthers(String file, Detection expected, int bytes) {
        byte[] frames = FrameFiles.read(file);
        assertInAnyCut(expected, PID, concat(frames, frames));
        byte[] one = Arrays.copyOf(frames, bytes);
        assertEquals(expected, new Receiving(PID).read(one).longPause().answer());
    }

    @Test
    void shouldNotTakeOursForOthers() {
        // a circular buffer whose size, seen as an id, and whose id, seen as a pid, look right
        ByteBuffer out = ByteBuffer.allocate(288).order(ByteOrder.LITTLE_ENDIAN);
        FrameWriter.write(out, FrameSize.BYTES_144, MessageType.CB_ALLOC, 1, 8, 0, PID, PID, 8);
        FrameWriter.write(out, FrameSize.BYTES_144, MessageType.CB_FREE, 1, 8, 0, PID, PID, 0);
        assertInAnyCut(Detection.BYTES_144, PID, out.array());
    }

    @Test
    void shouldNotTakeABrokenOneOfOursForOthers() {
        ByteBuffer out = ByteBuffer.allocate(144).order(ByteOrder.LITTLE_ENDIAN);
        FrameWriter.write(out, FrameSize.BYTES_144, MessageType.CB_ALLOC, 1, 8, 0, PID, PID, 0xff);
        out.put(50, (byte) 1);
        assertInAnyCut(Detection.WRONG_PADDING, PID, out.array());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 'G', 0x7f, 0x80, 0xff})
    void shouldRefuseAnUnknownType(int type) {
        byte[] garbage = new byte[200];
        garbage[0] = (byte) type;
        assertInAnyCut(Detection.UNKNOWN_TYPE, PID, garbage);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 18, 19, 40, 41, 71, 73, 111, 113, 127, 129, 143})
    void shouldRefuseDirtWhereNoFrameEnds(int at) {
        for (MessageType type : MessageType.values()) {
            byte[] garbage = new byte[200];
            garbage[0] = (byte) type.code();
            garbage[at] = 1;
            assertInAnyCut(Detection.WRONG_PADDING, PID, garbage);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 104, 112, 128})
    void shouldRefuseAFrameThatNoTypeFollows(int at) {
        for (int next : new int[] {13, 0x80, 0xff}) {
            byte[] garbage = new byte[200];
            garbage[0] = 1;
            garbage[at] = (byte) next;
            assertInAnyCut(Detection.WRONG_PADDING, PID, garbage);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 0xff})
    void shouldLeaveWhatFollowsTheLongestFrameToTheFraming(int next) {
        byte[] stream = new byte[200];
        stream[0] = 1;
        stream[144] = (byte) next;
        for (int chunk : new int[] {1, 143, 144, 145, 200}) {
            Receiving receiving = new Receiving(PID).readInChunks(stream, chunk);
            assertEquals(Detection.BYTES_144, receiving.answer(), "in chunks of " + chunk);
        }
    }

    @Test
    void shouldNotLookAtNothing() {
        assertEquals(Detection.UNDECIDED, new Receiving(PID).read(new byte[0]).answer());
        assertEquals(Detection.UNDECIDED, new Receiving(PID).pause(Integer.MAX_VALUE).answer());
    }

    /** Nearly right streams: few values, so that types, zeros and boundaries are hit often. */
    private static byte[] random(Random random) {
        byte[] stream = new byte[random.nextInt(200)];
        int dirt = 1 + random.nextInt(200);
        for (int at = 0; at < stream.length; at++) {
            if (random.nextInt(dirt) == 0 || at == 0) {
                stream[at] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : nextType(random));
            }
        }
        if (random.nextBoolean() && stream.length > 28) {
            stream[24] = (byte) PID;
            stream[25] = (byte) (PID >>> 8);
        }
        return stream;
    }

    private static int nextType(Random random) {
        return random.nextInt(14);
    }

    @Test
    void shouldNeverChangeItsMindWhenMoreBytesCome() {
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            byte[] stream = random(random);
            int peerPid = random.nextBoolean() ? PID : 0;
            ByteBuffer in = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
            Detection before = Detection.UNDECIDED;
            for (int length = 0; length <= stream.length; length++) {
                Detection now = Detection.of(in, 0, length, peerPid);
                if (before != Detection.UNDECIDED) {
                    assertEquals(before, now, "seed " + seed + ", after " + length);
                }
                before = now;
            }
            if (stream.length >= Detection.ENOUGH) {
                assertNotEquals(Detection.UNDECIDED, before, "seed " + seed);
            }
        }
    }

    @Test
    void shouldKnowWhichPauseWouldDecide() {
        for (long seed = 0; seed < 20_000; seed++) {
            byte[] stream = random(new Random(seed));
            ByteBuffer in = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
            for (int length = 0; length <= stream.length; length++) {
                if (Detection.of(in, 0, length, PID) != Detection.UNDECIDED) {
                    break;
                }
                int pause = Detection.pauseThatDecides(in, 0, length);
                int none = pause == 0 ? Integer.MAX_VALUE : pause - 1;
                assertEquals(
                        Detection.UNDECIDED,
                        Detection.afterPause(in, 0, length, PID, none),
                        "seed " + seed + ", after " + length);
                if (pause != 0) {
                    assertNotEquals(
                            Detection.UNDECIDED,
                            Detection.afterPause(in, 0, length, PID, pause),
                            "seed " + seed + ", after " + length);
                }
            }
        }
    }

    @Test
    void shouldNeverThrowOnNoise() {
        int[] pauses = {0, 19, 20, 499, 500, Integer.MAX_VALUE};
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = (byte) nextType(random);
            }
            ByteBuffer in = ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN);
            for (int length = 0; length <= noise.length; length++) {
                int pause = pauses[random.nextInt(pauses.length)];
                Detection answer = Detection.afterPause(in, 0, length, PID, pause);
                assertEquals(
                        answer == Detection.UNDECIDED || answer.frameSize() != null,
                        answer.rejection() == Rejection.NONE);
            }
        }
    }
}
