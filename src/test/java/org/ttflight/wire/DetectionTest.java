package org.ttflight.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The four sizes of our own; {@link DetectionOfOthersTest} has the rest. */
class DetectionTest {
    private static final int[] CHUNKS = {1, 7, 71, 72, 73, 143, 144, 145, 1000};
    private static final long SEED = 20_240_917;

    /** Every size with every type it has in front, and what may follow. */
    static Stream<Arguments> mixes() {
        List<Arguments> mixes = new ArrayList<>();
        for (FrameSize frame : FrameSize.values()) {
            List<MessageType> types = Requests.typesOf(frame);
            for (MessageType first : types) {
                mixes.add(arguments(frame, List.of(first, MessageType.ALLOC, MessageType.FREE)));
                mixes.add(arguments(frame, List.of(first, first, first)));
                List<MessageType> all = new ArrayList<>(types);
                all.add(0, first);
                mixes.add(arguments(frame, all));
            }
        }
        return mixes.stream();
    }

    private static Detection detectionOf(FrameSize frame) {
        return Detection.valueOf(frame.name());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mixes")
    void shouldFindTheSizeHoweverTheStreamIsCut(FrameSize frame, List<MessageType> types) {
        byte[] stream = Requests.stream(frame, types, new Random(SEED));
        for (int chunk : CHUNKS) {
            Receiving receiving = new Receiving(Requests.PID).readInChunks(stream, chunk);
            assertEquals(detectionOf(frame), receiving.answer(), "in chunks of " + chunk);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mixes")
    void shouldFindTheSizeWithAPauseAfterEachFrame(FrameSize frame, List<MessageType> types) {
        Random random = new Random(SEED);
        Receiving receiving = new Receiving(Requests.PID);
        for (MessageType type : types) {
            receiving.readInChunks(Requests.one(frame, type, random), 7).longPause();
        }
        assertEquals(detectionOf(frame), receiving.answer());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mixes")
    void shouldAnswerWithTwoFrames(FrameSize frame, List<MessageType> types) {
        byte[] stream = Requests.stream(frame, types, new Random(SEED));
        byte[] enough = Arrays.copyOf(stream, frame.bytes() + 1);
        assertEquals(detectionOf(frame), new Receiving(0).read(enough).answer());
    }

    @ParameterizedTest
    @EnumSource(FrameSize.class)
    void shouldAnswerOneQueryThatWaits(FrameSize frame) {
        byte[] query = Requests.one(frame, MessageType.QUERY, new Random(SEED));
        Receiving receiving = new Receiving(Requests.PID).read(query);
        // the longest size leaves nothing to wait for
        boolean atOnce = frame == FrameSize.BYTES_144;
        Detection expected = atOnce ? Detection.BYTES_144 : Detection.UNDECIDED;
        assertEquals(expected, receiving.answer());
        assertEquals(expected, receiving.pause(Detection.QUERY_PAUSE_MS - 1).answer());
        assertEquals(detectionOf(frame), receiving.pause(Detection.QUERY_PAUSE_MS).answer());
    }

    @ParameterizedTest
    @CsvSource({
        "BYTES_72, UNDECIDED", // no such message in this size, so a longer one must be on its way
        "BYTES_112, BYTES_112",
        "BYTES_128, BYTES_128",
        "BYTES_144, BYTES_144",
    })
    void shouldKnowThatTheShortestSizeHasNoDeviceInfo(FrameSize frame, Detection expected) {
        byte[] query = Requests.one(frame, MessageType.DEVICE_INFO_QUERY, new Random(SEED));
        assertEquals(expected, new Receiving(0).read(query).longPause().answer());
    }

    @ParameterizedTest
    @EnumSource(value = FrameSize.class, names = "BYTES_144", mode = EnumSource.Mode.EXCLUDE)
    void shouldNotGuessWhereNobodyWaits(FrameSize frame) {
        for (MessageType type : Requests.typesOf(frame)) {
            if (!type.isAnswered()) {
                byte[] one = Requests.one(frame, type, new Random(SEED));
                Receiving receiving = new Receiving(Requests.PID).read(one).longPause();
                assertEquals(Detection.UNDECIDED, receiving.answer(), type::name);
                assertEquals(
                        Detection.UNDECIDED,
                        receiving.pause(Integer.MAX_VALUE).answer(),
                        type::name);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FrameSize.class)
    void shouldWaitInsideTheFirstFrame(FrameSize frame) {
        for (MessageType type : Requests.typesOf(frame)) {
            byte[] one = Requests.one(frame, type, new Random(SEED));
            for (int length = 0; length < frame.bytes(); length++) {
                Receiving receiving = new Receiving(0).read(Arrays.copyOf(one, length));
                assertEquals(Detection.UNDECIDED, receiving.answer(), "after " + length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FrameSize.class)
    void shouldFindTheSizeOfRandomRequestsCutAtRandom(FrameSize frame) {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<MessageType> types = Requests.typesOf(frame);
            Receiving receiving = new Receiving(random.nextBoolean() ? Requests.PID : 0);
            int frames = 2 + random.nextInt(8);
            for (int at = 0; at < frames; at++) {
                MessageType type = types.get(random.nextInt(types.size()));
                byte[] one = Requests.one(frame, type, random);
                int cut = random.nextInt(one.length + 1);
                receiving.read(Arrays.copyOf(one, cut));
                receiving.read(Arrays.copyOfRange(one, cut, one.length));
                if (random.nextBoolean()) {
                    receiving.longPause();
                }
            }
            assertEquals(detectionOf(frame), receiving.answer(), "seed " + seed);
        }
    }

    @Test
    void shouldTellTwoShortFramesFromALongOne() {
        Random random = new Random(SEED);
        byte[] two =
                Requests.stream(
                        FrameSize.BYTES_72, List.of(MessageType.ALLOC, MessageType.FREE), random);
        byte[] one = Requests.one(FrameSize.BYTES_144, MessageType.ALLOC, random);
        assertEquals(144, two.length);
        assertEquals(144, one.length);
        assertEquals(Detection.BYTES_72, new Receiving(0).read(two).answer());
        assertEquals(Detection.BYTES_144, new Receiving(0).read(one).answer());
    }

    @Test
    void shouldHaveAFrameSizeOrARejectionButNotBoth() {
        for (Detection detection : Detection.values()) {
            if (detection.frameSize() != null) {
                assertEquals(detection.name(), detection.frameSize().name());
                assertEquals(Rejection.NONE, detection.rejection());
            } else if (detection != Detection.UNDECIDED) {
                assertEquals(detection.name(), detection.rejection().name());
            }
        }
        assertNull(Detection.UNDECIDED.frameSize());
        assertEquals(Rejection.NONE, Detection.UNDECIDED.rejection());
    }
}
