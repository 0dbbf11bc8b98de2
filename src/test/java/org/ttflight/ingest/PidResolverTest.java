package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.ledger.ProcessIdentity;

/**
 * Whose memory it is. Process 100 is the peer on the host, 200 the peer in a container, where it is
 * process 7; both belong to user 1000.
 */
class PidResolverTest {
    private static final Peer ON_HOST = new Peer(100, 1000, 50);
    private static final Peer IN_CONTAINER = new Peer(200, 1000, 50);

    private final FakeProcesses processes =
            new FakeProcesses()
                    .with(100, 1000)
                    .with(101, 1000)
                    .with(102, 2000)
                    .with(200, 1000, 7)
                    .with(201, 1000, 8)
                    .with(202, 2000, 9)
                    .with(203, 1000, 10, 1)
                    .with(300, 1000, 11)
                    .with(301, 1000, 11)
                    .with(302, 2000, 12)
                    .with(303, 1000, 12);
    private final PidResolver resolver = new PidResolver(processes);

    @ParameterizedTest(name = "a peer on the host claims {0}: {1}, refused {2}")
    @CsvSource({
        "0, 100, false",
        "100, 100, false",
        "101, 101, false",
        "102, 100, true", // another user's
        "999, 100, true", // nobody's
        "-1, 100, true",
        "-2147483648, 100, true",
        "2147483647, 100, true",
        "200, 200, false", // it may well be a container that the peer started
    })
    void shouldJudgeAClaimOnTheHost(int claim, int pid, boolean refused) {
        assertEquals(
                new PidResolver.Resolution(FakeProcesses.identity(pid, 1000, 50), refused),
                resolver.resolve(ON_HOST, 3, claim));
    }

    @ParameterizedTest(name = "a peer in a container claims {0}: {1}, refused {2}")
    @CsvSource({
        "0, 200, false",
        "7, 200, false", // its own pid in there
        "200, 200, false",
        "8, 201, false", // a sibling
        "9, 200, true", // another user's
        "10, 200, true", // one namespace deeper
        "11, 200, true", // two containers have it: it could be either
        "12, 303, false", // two have it, of which one belongs to another user
        "100, 200, true", // exists, but not in there
        "999, 200, true",
        "-7, 200, true",
    })
    void shouldJudgeAClaimInAContainer(int claim, int pid, boolean refused) {
        assertEquals(
                new PidResolver.Resolution(FakeProcesses.identity(pid, 1000, 50), refused),
                resolver.resolve(IN_CONTAINER, 3, claim));
    }

    @Test
    void shouldNotBookOnAnotherUserEvenForRoot() {
        PidResolver.Resolution resolution = resolver.resolve(new Peer(1, 0, 0), 3, 100);
        assertTrue(resolution.refused());
        assertEquals(1, resolution.identity().pid());
    }

    @Test
    void shouldKeepPeersThatTheKernelCannotNameApart() {
        Peer outside = new Peer(0, 1000, 50);
        PidResolver.Resolution one = resolver.resolve(outside, 3, 100);
        assertEquals(
                new PidResolver.Resolution(new ProcessIdentity(100, -1, 1000, 50, 3), false), one);
        assertEquals(one, resolver.resolve(outside, 3, 100));
        assertNotEquals(one, resolver.resolve(outside, 4, 100));
        assertNotEquals(one, resolver.resolve(outside, 3, 101));
        assertEquals(false, one.identity().verified());
    }

    @Test
    void shouldTakeThePeerWhereItCanNotBeRead() {
        PidResolver.Resolution gone = resolver.resolve(new Peer(900, 1000, 50), 3, 900);
        assertEquals(
                new PidResolver.Resolution(new ProcessIdentity(900, -1, 1000, 50, 0), false), gone);
    }
}
