package org.ttflight.host;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads which device it is. For one thread. */
final class IdentityReader {
    /** The two halves of a hexadecimal id are two reads, which a reset may come between. */
    private static final int MOST_TRIES = 5;

    private static final int ID_DIGITS = 16;
    private static final String HALF_OF_ONES = "FFFFFFFF";
    private static final String NO_ID = "0000000000000000";
    private static final int LONGEST_WORD = 64;

    /** The names of the firmware's parts, and the driver's files with their versions. */
    private static final String[][] FIRMWARE = {
        {"bundle", "tt_fw_bundle_ver"},
        {"m3app", "tt_m3app_fw_ver"},
        {"m3bl", "tt_m3bl_fw_ver"},
        {"arc", "tt_arc_fw_ver"},
        {"eth", "tt_eth_fw_ver"},
        {"ttflash", "tt_ttflash_ver"},
    };

    private final int ordinal;
    private final DeviceFiles files;
    private final SmallFileReader reader;

    IdentityReader(int ordinal, DeviceFiles files, SmallFileReader reader) {
        this.ordinal = ordinal;
        this.files = files;
        this.reader = reader;
    }

    /** Returns the chip's id as one read gives it; null if it cannot be read or means nothing. */
    @Nullable String asicIdOnce() {
        return id(reader.word(files.classDirectory().resolve("tt_asic_id")));
    }

    /** Reads all there is; what cannot be read is unknown. */
    HostDevice read() {
        files.find();
        Path directory = files.classDirectory();
        String asicId = settled(() -> reader.word(directory.resolve("tt_asic_id")));
        String serial = settled(() -> reader.word(directory.resolve("tt_serial")));
        String cardType = meaningful(reader.word(directory.resolve("tt_card_type")));
        Map<String, String> firmware = new LinkedHashMap<>();
        for (String[] part : FIRMWARE) {
            String version = meaningful(reader.word(directory.resolve(part[1])));
            if (version != null) {
                firmware.put(part[0], version);
            }
        }
        Path pci = files.pci();
        DeviceIdentity identity =
                new DeviceIdentity(
                        cardType,
                        serial,
                        pci == null ? null : DeviceFiles.address(pci),
                        pci == null ? null : architecture(reader.word(pci.resolve("device"))),
                        pci == null ? null : node(reader.word(pci.resolve("numa_node"))),
                        firmware);
        return device(ordinal, asicId, identity);
    }

    /** Returns the newer device, with what it does not know any more from the older one. */
    static HostDevice merged(HostDevice older, HostDevice newer) {
        DeviceIdentity before = older.identity();
        DeviceIdentity now = newer.identity();
        Map<String, String> firmware = new LinkedHashMap<>();
        for (String[] part : FIRMWARE) {
            String version = now.firmware().getOrDefault(part[0], before.firmware().get(part[0]));
            if (version != null) {
                firmware.put(part[0], version);
            }
        }
        DeviceIdentity identity =
                new DeviceIdentity(
                        either(now.cardType(), before.cardType()),
                        either(now.serial(), before.serial()),
                        either(now.pciAddress(), before.pciAddress()),
                        either(now.architecture(), before.architecture()),
                        either(now.numaNode(), before.numaNode()),
                        firmware);
        return device(newer.ordinal(), either(newer.asicId(), older.asicId()), identity);
    }

    static HostDevice device(int ordinal, @Nullable String asicId, DeviceIdentity identity) {
        CardType card = identity.cardType() == null ? null : CardType.ofLabel(identity.cardType());
        return new HostDevice(
                ordinal,
                card,
                asicId,
                false,
                identity,
                card == null ? Capacity.UNKNOWN : card.dram(),
                card == null ? Capacity.UNKNOWN : card.l1(identity.firmware().get("bundle")));
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }

    /** Reads an id until it is twice the same; null if that does not happen, or if it is none. */
    static @Nullable String settled(Supplier<@Nullable String> read) {
        String last = id(read.get());
        for (int tries = 1; tries < MOST_TRIES; tries++) {
            String again = id(read.get());
            if (again == null ? last == null : again.equals(last)) {
                return again;
            }
            last = again;
        }
        return null;
    }

    /** An id of all zeros is one that nobody set; a half of all ones is no answer. */
    static @Nullable String id(@Nullable String word) {
        if (word == null || word.length() != ID_DIGITS) {
            return null;
        }
        String id = word.toUpperCase(Locale.ROOT);
        for (int at = 0; at < ID_DIGITS; at++) {
            if (Character.digit(id.charAt(at), 16) < 0) {
                return null;
            }
        }
        boolean isUnknown =
                id.startsWith(HALF_OF_ONES) || id.endsWith(HALF_OF_ONES) || id.equals(NO_ID);
        return isUnknown ? null : id;
    }

    /** Returns the word, unless it is what the driver says for all ones, or no text for people. */
    private static @Nullable String meaningful(@Nullable String word) {
        if (word == null || word.length() > LONGEST_WORD) {
            return null;
        }
        boolean isText = word.chars().allMatch(c -> c >= ' ' && c <= '~');
        boolean isOnes =
                word.equals("unknown")
                        || word.equals("255.255.255.255")
                        || word.equals("255.15.4095");
        return isText && !isOnes ? word : null;
    }

    private static @Nullable Architecture architecture(@Nullable String pciDeviceId) {
        if (pciDeviceId == null) {
            return null;
        }
        return switch (pciDeviceId.toLowerCase(Locale.ROOT)) {
            case "0xfaca" -> Architecture.GRAYSKULL;
            case "0x401e" -> Architecture.WORMHOLE_B0;
            case "0xb140" -> Architecture.BLACKHOLE;
            default -> null;
        };
    }

    private static @Nullable Integer node(@Nullable String word) {
        int node = word == null ? -1 : Ordinals.parse(word, "");
        return node < 0 ? null : node; // the kernel says -1 where there are no nodes
    }
}
