package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The texts are those of the driver; the sentinels are what its 32-bit arithmetic makes of them.
 */
class SensorFileTest {
    @ParameterizedTest(name = "{0} {1} = {2}")
    @CsvSource({
        "TEMPERATURE,       35125,             35.125",
        "TEMPERATURE,       0,                 0",
        "TEMPERATURE,       -5000,             -5", // a driver that knows the sign
        "TEMPERATURE,       65531000,          -5", // and ours, which forgets it
        "TEMPERATURE,       65496000,          -40",
        "TEMPERATURE,       65535998,          -0.002", // one below all ones
        "TEMPERATURE,       150000,            150",
        "TEMPERATURE_LIMIT, 90000,             90",
        "VOLTAGE,           795,               0.795",
        "VOLTAGE,           2000,              2",
        "VOLTAGE_LIMIT,     1000,              1",
        "CURRENT,           15000,             15",
        "CURRENT,           1500000,           1500",
        "CURRENT_LIMIT,     500000,            500",
        "POWER,             12000000,          12",
        "POWER,             1500000000,        1500",
        "POWER_LIMIT,       85000000,          85",
        "FAN,               2068,              2068",
        "FAN,               0,                 0",
        "FAN,               30000,             30000",
        "AICLK,             1350,              1350",
        "AXICLK,            5000,              5000",
        "ARCCLK,            540,               540",
        "HEARTBEAT,         4294967294,        4294967294",
        "HEARTBEAT,         0,                 0",
        "THERMAL_TRIPS,     3,                 3",
        "LINK_SPEED,        16.0 GT/s PCIe,    16",
        "LINK_SPEED,        2.5 GT/s PCIe,     2.5",
        "LINK_SPEED_MAX,    8 GT/s,            8", // kernels before 4.18
        "LINK_WIDTH,        16,                16",
        "LINK_WIDTH_MAX,    1,                 1",
    })
    void shouldGiveTheSensorsUnit(SensorFile file, String text, double value) {
        Reading reading = file.decode(text + "\n");
        assertEquals(Quality.OK, reading.quality());
        assertEquals(value, reading.value());
        assertNull(reading.detail());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "TEMPERATURE,       65535999",
        "TEMPERATURE_LIMIT, 4294966296",
        "VOLTAGE,           4294967295",
        "VOLTAGE_LIMIT,     65535",
        "CURRENT,           4294966296",
        "CURRENT_LIMIT,     4294966296",
        "POWER,             4293967296",
        "POWER_LIMIT,       4293967296",
        "AICLK,             4294967295",
        "AXICLK,            4294967295",
        "ARCCLK,            4294967295",
        "HEARTBEAT,         4294967295",
        "THERMAL_TRIPS,     4294967295",
        "LINK_WIDTH,        63",
        "LINK_WIDTH_MAX,    63",
    })
    void shouldKnowAllOnes(SensorFile file, String text) {
        assertEquals(Reading.bad(Quality.SENTINEL, text), file.decode(text + "\n"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "TEMPERATURE,       150001",
        "TEMPERATURE,       65495999", // below -40
        "TEMPERATURE,       -40001",
        "TEMPERATURE,       32768000",
        "TEMPERATURE,       32767999",
        "TEMPERATURE,       65536000", // more than the driver can say
        "TEMPERATURE,       4294967295", // of another file
        "TEMPERATURE_LIMIT, 65535999",
        "VOLTAGE,           2001",
        "VOLTAGE,           3210000", // seen after a firmware update
        "VOLTAGE,           -1",
        "VOLTAGE_LIMIT,     4294967295",
        "CURRENT,           1500001",
        "CURRENT,           3340000000", // seen likewise
        "CURRENT,           4294967295",
        "POWER,             1500000001",
        "POWER,             4080000000", // seen likewise
        "POWER,             4294966296",
        "FAN,               30001",
        "AICLK,             5001",
        "HEARTBEAT,         4294967296",
        "HEARTBEAT,         -1",
        "LINK_SPEED,        2.4 GT/s PCIe",
        "LINK_SPEED,        129 GT/s PCIe",
        "LINK_WIDTH,        0",
        "LINK_WIDTH,        33",
    })
    void shouldNotBelieveTheImpossible(SensorFile file, String text) {
        assertEquals(Reading.bad(Quality.IMPLAUSIBLE, text), file.decode(text + "\n"));
    }

    @ParameterizedTest
    @EnumSource(SensorFile.class)
    void shouldSayWhatIsNoNumber(SensorFile file) {
        assertEquals(Reading.bad(Quality.UNREADABLE, "empty"), file.decode(""));
        assertEquals(Reading.bad(Quality.UNREADABLE, "empty"), file.decode(" \n"));
        assertEquals(Quality.UNREADABLE, file.decode("N/A\n").quality());
        assertEquals(Quality.UNREADABLE, file.decode("\0\0").quality());
        assertEquals(Reading.ABSENT, file.decode(FileText.ABSENT));
        assertEquals(
                Reading.bad(Quality.UNREADABLE, "No such device"),
                file.decode(FileText.unreadable("No such device")));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"795", "795\n", " 795 \n", "\t795", "0795", "795\r\n"})
    void shouldLookPastBlanks(String text) {
        assertEquals(Reading.of(0.795), SensorFile.VOLTAGE.decode(text));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "7 95",
                "0x31b",
                "795.0",
                "+795",
                "-",
                "1e3",
                "7_9",
                "1234567890123456789",
                "nan"
            })
    void shouldTakeDigitsAndNothingElse(String text) {
        assertEquals(Reading.bad(Quality.UNREADABLE, text), SensorFile.VOLTAGE.decode(text + "\n"));
    }

    @Test
    void shouldShowNoMoreOfANonsenseThanATerminalCanBear() {
        Reading reading = SensorFile.AICLK.decode("\u001b[2J" + "x".repeat(4000) + "\nsecond");
        assertEquals("?[2J" + "x".repeat(36) + "…", reading.detail());
    }

    @Test
    void shouldSayThatTheFirmwareLeavesTheFanAlone() {
        Reading expected = Reading.bad(Quality.ABSENT, "not controlled by the firmware");
        assertEquals(expected, SensorFile.FAN.decode("4294967295\n"));
        assertEquals(expected, SensorFile.FAN.decode(FileText.unreadable("No data available")));
        assertEquals(
                Quality.UNREADABLE,
                SensorFile.POWER.decode(FileText.unreadable("No data available")).quality());
    }

    @Test
    void shouldTakeErrorsByTheirTotal() {
        String text = "RxErr 3\nBadTLP 4\nTimeout 0\nTOTAL_ERR_COR 5\n";
        assertEquals(Reading.of(5), SensorFile.AER_CORRECTABLE.decode(text));
        assertEquals(Reading.of(7), SensorFile.AER_FATAL.decode("TOTAL_ERR_FATAL 7"));
        assertEquals(
                Reading.of(0),
                SensorFile.AER_NONFATAL.decode("TLP 9\nTOTAL_ERR_NONFATAL 0\nLater 8\n"));
        assertEquals(
                Reading.bad(Quality.UNREADABLE, "no line TOTAL_ERR_"),
                SensorFile.AER_FATAL.decode("RxErr 3\nNOT_TOTAL_ERR_FATAL 4\n"));
        assertEquals(
                Reading.bad(Quality.UNREADABLE, "TOTAL_ERR_FATAL many"),
                SensorFile.AER_FATAL.decode("TLP 1\nTOTAL_ERR_FATAL many\n"));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"Unknown", "Unknown speed", "fast GT/s", " GT/s", "16.0GT/s"})
    void shouldSayWhichSpeedItDoesNotUnderstand(String text) {
        Reading reading = SensorFile.LINK_SPEED.decode(text + "\n");
        assertEquals(Reading.bad(Quality.UNREADABLE, text.strip()), reading);
    }

    @Test
    void shouldTakeEveryCounterOfWordsButAllOnes() {
        assertEquals(Reading.of(0), Decoding.counter("0\n"));
        assertEquals(Reading.of(4_294_967_294.0), Decoding.counter("4294967294\n"));
        assertEquals(Quality.SENTINEL, Decoding.counter("4294967295\n").quality());
        assertEquals(Quality.IMPLAUSIBLE, Decoding.counter("4294967296\n").quality());
    }

    @Test
    void shouldHaveAFileForEverySensorAndNoTwoAlike() {
        Set<Sensor> sensors = EnumSet.noneOf(Sensor.class);
        for (SensorFile file : SensorFile.values()) {
            assertTrue(sensors.add(file.sensor()), file::name);
            assertEquals(file.name(), file.sensor().name());
            assertNotNull(file.place());
        }
        assertEquals(EnumSet.allOf(Sensor.class), sensors);
    }
}
