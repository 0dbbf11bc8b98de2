package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers are literals, in bytes: whoever changes one must know better. */
class CardTypeTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "n150,            107937792, 12884901888",
        "n300,             95944704, 12884901888",
        "galaxy-wormhole,         , 12884901888",
        "p100,            188743680, 29947330560",
        "p100a,           188743680, 29947330560",
        "p150a,           188743680, 34225520640",
        "p150b,           188743680, 34225520640",
        "p150c,           188743680, 34225520640",
        "p300a,                    ,",
        "p300b,                    ,",
        "p300c,                    ,",
        "galaxy-blackhole,         ,",
    })
    void shouldKnowTheMemoryOfAChip(String label, Long l1, Long dram) {
        CardType card = CardType.ofLabel(label);
        assertNotNull(card);
        assertEquals(l1, card.l1().bytes());
        assertEquals(dram, card.dram().bytes());
        assertEquals(
                l1 == null ? CapacitySource.UNKNOWN : CapacitySource.TABLE, card.l1().source());
        assertEquals(
                dram == null ? CapacitySource.UNKNOWN : CapacitySource.TABLE, card.dram().source());
    }

    @ParameterizedTest
    @CsvSource({
        "N150, WORMHOLE_B0, 1499136, 12, 1073741824",
        "N300, WORMHOLE_B0, 1499136, 12, 1073741824",
        "GALAXY_WORMHOLE, WORMHOLE_B0, 1499136, 12, 1073741824",
        "P100, BLACKHOLE, 1572864, 7, 4278190080",
        "P150A, BLACKHOLE, 1572864, 8, 4278190080",
        "P300C, BLACKHOLE, 1572864, 0, 0",
    })
    void shouldKnowTheParts(
            CardType card, Architecture architecture, long core, int channels, long channel) {
        assertEquals(architecture, card.architecture());
        assertEquals(core, card.l1PerCore());
        assertEquals(channels, card.dramChannels());
        assertEquals(channel, card.dramPerChannel());
    }

    @ParameterizedTest
    @EnumSource(CardType.class)
    void shouldBeFoundByItsLabelInAnyCase(CardType card) {
        assertSame(card, CardType.ofLabel(card.label()));
        assertSame(card, CardType.ofLabel(card.label().toUpperCase(Locale.ROOT)));
    }

    @Test
    void shouldNotGuess() {
        assertNull(CardType.ofLabel("n151"));
        assertNull(CardType.ofLabel(""));
        assertNull(CardType.ofLabel(" n150"));
    }

    @Test
    void shouldListAllLabelsOnce() {
        Set<String> labels =
                Arrays.stream(CardType.values()).map(CardType::label).collect(Collectors.toSet());
        assertEquals(CardType.values().length, labels.size());
        assertEquals(labels, Set.of(CardType.labels().split(", ", -1)));
    }

    @ParameterizedTest
    @CsvSource({
        "GRAYSKULL, 1, Grayskull",
        "WORMHOLE_B0, 2, Wormhole_B0",
        "BLACKHOLE, 3, Blackhole",
        "QUASAR, 4, Quasar"
    })
    void shouldNameArchitecturesAsTheWireDoes(Architecture architecture, int code, String label) {
        assertEquals(code, architecture.code());
        assertEquals(label, architecture.label());
    }

    @Test
    void shouldSayThatADeviceWithoutACardIsUnknown() {
        HostDevice device = HostDevice.unknown(3);
        assertEquals(Capacity.UNKNOWN, device.dram());
        assertEquals(Capacity.UNKNOWN, device.l1());
        assertNull(device.architecture());
        assertEquals("Blackhole", new HostDevice(0, CardType.P100, null, false).architecture());
    }
}
