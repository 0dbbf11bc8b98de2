package org.ttflight.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ttflight.host.CardType;
import org.ttflight.host.Holders;
import org.ttflight.ledger.SharedRegion;

/** Which file belongs to which device. */
class DeviceJoinTest {
    private static final String P150_SERIAL = "00000403319141BB";
    private static final String P150_ID = "141176416515936"; // as seen on hardware
    private static final String P300_SERIAL = "0000046131924062";
    private static final long P300_ID = 0x46131924062L * 32;
    private static final String N300_SERIAL = "0100014511708037";
    private static final String N300_VERSION_1_ID = "357416180922112"; // 0x14511708037 * 256

    private final FakeTenants host;

    DeviceJoinTest(@TempDir Path root) throws IOException {
        this.host = new FakeTenants(root);
    }

    private List<SharedRegion> read() {
        return new SharedMemoryReader(host.roots(), host.procFs()).read(host.state()).regions();
    }

    private void assertJoined(Integer device, String mapping) {
        SharedRegion region = read().get(0);
        assertEquals(mapping, region.mapping());
        assertEquals(device, region.device());
    }

    private void assertUnmapped(String why) {
        SharedRegion region = read().get(0);
        assertEquals(why, region.mapping());
        assertNull(region.device());
    }

    @Test
    void shouldJoinByAsicId() throws IOException {
        host.device(3, CardType.GALAXY_WORMHOLE, "5eed00000000a001", "0100035511708037");
        host.device(4, CardType.GALAXY_WORMHOLE, "FEED00000000A002", "0100035511708037");
        RegionImage.version3().write(host.shm(), Long.toString(0x5EED00000000A001L));
        assertJoined(3, "by ASIC id");
    }

    @Test
    void shouldJoinByAnAsicIdWithItsUppermostBit() throws IOException {
        host.device(4, CardType.N300, "FEED00000000A002", N300_SERIAL);
        RegionImage.version3().write(host.shm(), Long.toUnsignedString(0xFEED00000000A002L));
        assertJoined(4, "by ASIC id");
    }

    @Test
    void shouldNotJoinByTheIdsOfDeadChips() throws IOException {
        host.device(4, CardType.N300, "FFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFF");
        host.device(5, CardType.P150A, "no number", "0000000000000000");
        RegionImage.version3().write(host.shm(), "18446744073709551615");
        RegionImage.version1().write(host.shm(), "18446744073709551614");
        for (SharedRegion region : read()) {
            assertEquals(
                    "no device has this ASIC id or board, and no live process tells the device",
                    region.mapping());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CardType.class,
            names = {"P100", "P100A", "P150A", "P150B", "P150C"})
    void shouldJoinABlackholeWithOneChipByItsBoard(CardType card) throws IOException {
        host.device(1, CardType.P150A, "5EED00000000B002", "0000040331914100");
        host.device(2, card, "5EED00000000B001", P150_SERIAL);
        RegionImage.version2().write(host.shm(), P150_ID);
        assertJoined(2, "by board serial");
    }

    @ParameterizedTest
    @EnumSource(
            value = CardType.class,
            names = {"N150", "GALAXY_BLACKHOLE"})
    void shouldKnowWhichChipsAreNotNumberedByTheirBoard(CardType card) throws IOException {
        host.device(2, card, "5EED00000000B001", P150_SERIAL);
        RegionImage.version2().write(host.shm(), P150_ID);
        assertUnmapped("no device has this ASIC id or board, and no live process tells the device");
    }

    private void p300() throws IOException {
        host.device(2, CardType.P300C, "5EED00000000B001", P300_SERIAL);
        host.device(3, CardType.P300C, "5EED00000000B002", P300_SERIAL);
        host.device(4, CardType.P150A, "5EED00000000B003", P150_SERIAL);
        host.followed(70, 5000, "one").followed(71, 5001, "two").followed(72, 5002, "mesh");
    }

    @ParameterizedTest(name = "slots {0} and {1}: {2}")
    @CsvSource({
        "70,  0, 2", // only device 2 is held by it
        "71,  0, 3",
        "71, 72, 3", // 72 holds both, 71 only one
        "70, 99, 2", // 99 is nobody
        "72,  0,", // it holds both
        "70, 71,", // they hold one each
        "99,  0,",
        " 0,  0,",
    })
    void shouldSettleTwoChipsOfABoardByTheirProcesses(int first, int second, Integer device)
            throws IOException {
        p300();
        host.holders(2, 0, 70, 72).holders(3, 0, 71, 72).holders(4, 0, 70, 71, 72);
        RegionImage.version4()
                .slot(0, first, "a")
                .slot(9, second, "b")
                .write(host.shm(), Long.toString(P300_ID + 1));
        if (device == null) {
            assertUnmapped(
                    "board 0000046131924062, devices 2 and 3; its processes do not tell which");
        } else {
            assertJoined(device, "by board serial and its processes");
        }
    }

    @Test
    void shouldNotTakeTheOneVisibleChipOfTwoForTheOnlyOne() throws IOException {
        host.device(2, CardType.P300A, "5EED00000000B001", P300_SERIAL);
        RegionImage.version4().write(host.shm(), Long.toString(P300_ID + 1));
        assertUnmapped(
                "board 0000046131924062, device 2 or a chip that is not visible here; its processes"
                        + " do not tell");
    }

    @Test
    void shouldJoinVersion1ByItsBoardThoughTheUpperBitsAreLost() throws IOException {
        host.device(0, CardType.N300, "5EED00000000A001", N300_SERIAL);
        host.device(1, CardType.N300, "5EED00000000A002", "0100014511708038");
        RegionImage.version1().write(host.shm(), N300_VERSION_1_ID);
        assertJoined(0, "by board serial");
    }

    @Test
    void shouldJoinTheInterimVersion1Likewise() throws IOException {
        host.device(0, CardType.P150A, "5EED00000000B001", P150_SERIAL);
        RegionImage.interimVersion1().write(host.shm(), Long.toString(0x403319141BBL * 256 + 1));
        assertJoined(0, "by board serial");
    }

    @Test
    void shouldNotReadANumberOfVersion2AsOneOfVersion1() throws IOException {
        host.device(0, CardType.N300, "5EED00000000A001", N300_SERIAL);
        RegionImage.version2().write(host.shm(), N300_VERSION_1_ID);
        assertUnmapped("no device has this ASIC id or board, and no live process tells the device");
    }

    @Test
    void shouldSettleTheChipsOfAGalaxyTrayByTheirProcesses() throws IOException {
        for (int ordinal = 0; ordinal < 8; ordinal++) {
            host.device(
                    ordinal, CardType.GALAXY_WORMHOLE, "5EED00000000A00" + ordinal, P150_SERIAL);
        }
        host.followed(70, 5000, "one").holders(6, 0, 70);
        RegionImage.version1()
                .slot(0, 70, "one")
                .write(host.shm(), Long.toString(0x403319141BBL * 256 + 0x17));
        assertJoined(6, "by board serial and its processes");
        host.holders(7, 0, 70);
        assertUnmapped(
                "board 00000403319141BB, devices 0, 1, 2, 3, 4, 5, 6 and 7; its processes do not"
                        + " tell which");
    }

    @Test
    void shouldNeverBelieveALogicalNumber() throws IOException {
        host.device(3, CardType.P150A, "0000000000000003", P150_SERIAL);
        host.device(4, CardType.P150A, "5EED00000000B001", "0000040331914100");
        host.followed(70, 5000, "one").holders(4, 0, 70);
        RegionImage.version3().slot(0, 70, "one").write(host.shm(), "3");
        assertJoined(4, "by its processes");
        host.holders(3, 0, 70);
        assertUnmapped("its number is only tt-metal's own, and no live process tells the device");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1023, its number is only tt-metal's own",
        "1024, no device has this ASIC id or board"
    })
    void shouldKnowHowFarLogicalNumbersGo(String id, String why) throws IOException {
        host.device(3, CardType.P150A, "5EED00000000B001", P150_SERIAL);
        RegionImage.version3().write(host.shm(), id);
        assertUnmapped(why + ", and no live process tells the device");
    }

    @Test
    void shouldJoinAnUnknownIdByItsProcesses() throws IOException {
        host.device(3, CardType.N150, "5EED00000000A001", N300_SERIAL);
        host.device(4, CardType.N150, "5EED00000000A002", "0100014511708039");
        host.followed(70, 5000, "one").holders(4, 0, 70);
        RegionImage.version3().slot(0, 70, "one").write(host.shm(), "123456789");
        assertJoined(4, "by its processes");
    }

    @Test
    void shouldNotJoinByThePidsOfTheDead() throws IOException {
        host.device(4, CardType.N150, "5EED00000000A002", "0100014511708039");
        host.holders(4, 0, 70); // the driver has not heard yet
        RegionImage.version3().slot(0, 70, "one").write(host.shm(), "123456789");
        assertUnmapped("no device has this ASIC id or board, and no live process tells the device");
    }

    @Test
    void shouldJoinByThePidsOfContainers() throws IOException {
        host.device(3, CardType.N150, "5EED00000000A001", N300_SERIAL);
        host.device(4, CardType.N150, "5EED00000000A002", "0100014511708039");
        host.followed(70, 5000, "one", 7).holders(3, 0, 70);
        host.followed(71, 5001, "one", 8).holders(4, 0, 71);
        RegionImage.version3().slot(0, 8, "one").write(host.shm(), "123456789");
        assertJoined(4, "by its processes");
    }

    @Test
    void shouldTellAChipBehindTheDeviceFromTheDevice() throws IOException {
        host.device(0, CardType.N300, "5EED00000000A001", N300_SERIAL);
        host.followed(70, 5000, "one").holders(0, 0, 70);
        RegionImage.version3()
                .chip(0, 0, 0, 1, 1, 1, 1, 1)
                .slot(0, 70, "one")
                .write(host.shm(), Long.toString(0x5EED00000000A001L));
        RegionImage.version3()
                .chip(0, 1, 1, 1, 1, 1, 1, 1)
                .slot(0, 70, "one")
                .write(host.shm(), "123456789");
        RegionImage.version3()
                .chip(0, 1, 0, 1, 1, 1, 1, 1)
                .slot(0, 70, "one")
                .write(host.shm(), "123456790");
        List<SharedRegion> regions = read();
        assertEquals(
                "a chip behind device 0, reached over Ethernet; it has no device of its own",
                regions.get(0).mapping());
        assertNull(regions.get(0).device());
        assertEquals(
                "its processes hold device 0, but another file has that device's id",
                regions.get(1).mapping());
        assertNull(regions.get(1).device());
        assertEquals("by ASIC id", regions.get(2).mapping());
    }

    @Test
    void shouldNotCountAChipBehindADeviceAsThatDeviceThoughNoOtherFileDoes() throws IOException {
        host.device(0, CardType.N300, "5EED00000000A001", N300_SERIAL);
        host.followed(70, 5000, "one").holders(0, 0, 70);
        RegionImage.version4()
                .chip(0, 1, 1, 1, 1, 1, 1, 1)
                .slot(0, 70, "one")
                .write(host.shm(), "123456789");
        assertUnmapped(
                "a chip behind device 0, reached over Ethernet; it has no device of its own");
        host.device(1, CardType.N300, "5EED00000000A002", "0100014511708038");
        host.holders(1, 0, 70); // a mesh
        assertUnmapped(
                "a chip behind a device, reached over Ethernet; it has no device of its own");
    }

    @Test
    void shouldKeepAVersion1FileWhoseOwnChipHasNothingYet() throws IOException {
        host.device(0, CardType.N300, "5EED00000000A001", N300_SERIAL);
        host.followed(70, 5000, "one").holders(0, 0, 70);
        RegionImage.version1()
                .chip(1, 1, 1, 1, 1, 1, 1, 1)
                .slot(0, 70, "one")
                .write(host.shm(), "123456789");
        assertJoined(0, "by its processes");
    }

    @Test
    void shouldAlsoUseWhatOpenFilesTell() throws IOException {
        host.device(4, CardType.N150, "5EED00000000A002", "0100014511708039");
        host.followed(70, 5000, "one");
        host.holders(4, new Holders(List.of(70), 0, Holders.Source.OPEN_FILES, "not all"));
        RegionImage.version3().slot(0, 70, "one").write(host.shm(), "123456789");
        assertJoined(4, "by its processes");
    }
}
