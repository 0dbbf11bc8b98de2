package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HolderPollTest {
    @Test
    void shouldShowNoOldFiguresAsThoseOfNow() {
        HostProcess process = new HostProcess(7, 70, ProcessDescription.UNKNOWN, 1000L, 0.5, 4096L);
        Holders holders = new Holders(List.of(7), 0, Holders.Source.DRIVER, null);
        HolderPoll.Result old =
                new HolderPoll.Result(Map.of(3, holders), List.of(process), 1, null).tooOld();
        assertEquals(
                List.of(new HostProcess(7, 70, ProcessDescription.UNKNOWN, null, null, null)),
                old.processes());
        assertEquals(Holders.Source.UNKNOWN, old.of(3).source());
        assertEquals("reading it has not returned", old.of(3).detail());
    }
}
