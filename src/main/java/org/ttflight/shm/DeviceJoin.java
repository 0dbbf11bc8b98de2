package org.ttflight.shm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Architecture;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.HostDevice;
import org.ttflight.shm.Workload.Presence;

/**
 * Tells which device a shared-memory file belongs to, by the number in its name. In this order:
 *
 * <ol>
 *   <li>A number below 1024 is tt-metal's own number of the device in that process, where it knew
 *       nothing better. It says nothing of the device.
 *   <li>The number is the chip's ASIC id. So it should be on Wormhole and in a Galaxy, whose id is
 *       the one of the Ethernet firmware; that this equals the driver's has not been seen on
 *       hardware.
 *   <li>Blackhole, but not in a Galaxy: the number is (board's serial &lt;&lt; 5) | place of the
 *       chip. Seen on hardware: serial 403319141BB, place 0, number 141176416515936. A board with
 *       one chip is found exactly; of two chips the place is not told by the driver.
 *   <li>Version 1: the number is (board's serial &lt;&lt; 8) | place. Serials have 64 bits, so the
 *       upper ones are lost.
 *   <li>What is still open is settled by the processes: if only one of the devices in question is
 *       held by all of the live processes in the file, it is that one. A file about a chip that is
 *       reached over Ethernet is none of it: the memory in it is not the device's.
 * </ol>
 *
 * <p>Used for one pass.
 */
final class DeviceJoin {
    /** More devices than a host has, and fewer than any chip's id. */
    private static final long LOGICAL_NUMBERS = 1024;

    private static final int BLACKHOLE_SHIFT = 5;
    private static final int VERSION_1_SHIFT = 8;

    private final List<DeviceSample> devices;
    private final Tenants tenants;

    /**
     * The answer.
     *
     * @param device null if no rule holds
     * @param mapping which rule, or why none, in words
     * @param isById whether the file's number alone has told it
     */
    record Result(@Nullable Integer device, String mapping, boolean isById) {
        private static Result none(String why) {
            return new Result(null, why, false);
        }
    }

    DeviceJoin(List<DeviceSample> devices, Tenants tenants) {
        this.devices = devices;
        this.tenants = tenants;
    }

    /** Joins by the number in the name, and where that leaves several devices, by the processes. */
    Result join(RegionContents region) {
        if (devices.isEmpty()) {
            return Result.none("there are no devices");
        }
        long id;
        try {
            id = Long.parseUnsignedLong(region.id());
        } catch (NumberFormatException e) {
            return Result.none("the number in its name has more than 64 bits");
        }
        if (Long.compareUnsigned(id, LOGICAL_NUMBERS) < 0) {
            return byProcesses(
                    region,
                    devices,
                    "by its processes",
                    "its number is only tt-metal's own, and no live process tells the device");
        }
        List<DeviceSample> sameChip = sameChip(id);
        if (sameChip.size() == 1) {
            return new Result(ordinal(sameChip.get(0)), "by ASIC id", true);
        }
        List<DeviceSample> sameBoard = sameBoard(id, region.version());
        if (sameBoard.isEmpty()) {
            return byProcesses(
                    region,
                    devices,
                    "by its processes",
                    "no device has this ASIC id or board, and no live process tells the device");
        }
        if (sameBoard.size() == 1
                && isOnlyOneOfBoard(sameBoard.get(0).device(), region.version())) {
            return new Result(ordinal(sameBoard.get(0)), "by board serial", true);
        }
        return byProcesses(
                region, sameBoard, "by board serial and its processes", ambiguous(sameBoard));
    }

    private static int ordinal(DeviceSample sample) {
        return sample.device().ordinal();
    }

    private List<DeviceSample> sameChip(long id) {
        List<DeviceSample> same = new ArrayList<>();
        for (DeviceSample sample : devices) {
            Long asicId = hex(sample.device().asicId());
            if (asicId != null && asicId == id && id != -1) { // all bits set: a dead chip
                same.add(sample);
            }
        }
        return same;
    }

    private List<DeviceSample> sameBoard(long id, int version) {
        List<DeviceSample> same = new ArrayList<>();
        for (DeviceSample sample : devices) {
            HostDevice device = sample.device();
            Long serial = hex(device.identity().serial());
            if (serial == null || serial == 0 || serial == -1) {
                continue;
            }
            int shift = version == 1 ? VERSION_1_SHIFT : BLACKHOLE_SHIFT;
            boolean hasRule = version == 1 || hasBoardId(device);
            if (hasRule && id >>> shift == (serial << shift) >>> shift) {
                same.add(sample);
            }
        }
        return same;
    }

    /** What is unknown may be: equal numbers of that length are no accident. */
    private static boolean hasBoardId(HostDevice device) {
        Architecture architecture =
                device.card() == null
                        ? device.identity().architecture()
                        : device.card().architecture();
        return (architecture == null || architecture == Architecture.BLACKHOLE)
                && device.card() != CardType.GALAXY_BLACKHOLE;
    }

    /** In version 1 a file is about a device and all chips behind it, so n300 is one device. */
    private static boolean isOnlyOneOfBoard(HostDevice device, int version) {
        CardType card = device.card();
        if (card == null) {
            return false;
        }
        return switch (card) {
            case P100, P100A, P150A, P150B, P150C -> true;
            case N150, N300 -> version == 1;
            case P300A, P300B, P300C, GALAXY_WORMHOLE, GALAXY_BLACKHOLE -> false;
        };
    }

    private static @Nullable Long hex(@Nullable String digits) {
        if (digits == null) {
            return null;
        }
        try {
            return Long.parseUnsignedLong(digits, 16);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String ambiguous(List<DeviceSample> sameBoard) {
        String board = "board " + sameBoard.get(0).device().identity().serial() + ", ";
        if (sameBoard.size() == 1) {
            return board
                    + "device "
                    + ordinal(sameBoard.get(0))
                    + " or a chip that is not visible here; its processes do not tell";
        }
        StringBuilder words = new StringBuilder(board).append("devices ");
        for (int i = 0; i < sameBoard.size(); i++) {
            String separator = i == 0 ? "" : i == sameBoard.size() - 1 ? " and " : ", ";
            words.append(separator).append(ordinal(sameBoard.get(i)));
        }
        return words.append("; its processes do not tell which").toString();
    }

    private Result byProcesses(
            RegionContents region, List<DeviceSample> among, String rule, String whyNot) {
        List<DeviceSample> left = new ArrayList<>(among);
        boolean isTold = false;
        for (RegionContents.Slot slot : region.slots()) {
            List<DeviceSample> holding = holding(slot, among);
            if (!holding.isEmpty()) {
                left.retainAll(holding);
                isTold = true;
            }
        }
        if (isTold && region.isRemote()) {
            return Result.none(behind(left));
        }
        return isTold && left.size() == 1
                ? new Result(ordinal(left.get(0)), rule, false)
                : Result.none(whyNot);
    }

    private static String behind(List<DeviceSample> devices) {
        return "a chip behind "
                + (devices.size() == 1 ? "device " + ordinal(devices.get(0)) : "a device")
                + ", reached over Ethernet; it has no device of its own";
    }

    private List<DeviceSample> holding(RegionContents.Slot slot, List<DeviceSample> among) {
        List<DeviceSample> holding = new ArrayList<>();
        for (Workload workload : tenants.candidates(slot, null)) {
            if (workload.presence() == Presence.GONE) {
                continue;
            }
            for (DeviceSample sample : among) {
                if (tenants.holds(ordinal(sample), workload) && !holding.contains(sample)) {
                    holding.add(sample);
                }
            }
        }
        return holding;
    }

    /**
     * Thinks twice about a device that only the processes have told, where another file has that
     * device's id: then this one is about another chip.
     *
     * @param taken devices of which another file has the id
     */
    static Result reconsider(Result result, Set<Integer> taken) {
        if (result.device() == null || result.isById()) {
            return result;
        }
        return taken.contains(result.device())
                ? Result.none(
                        "its processes hold device "
                                + result.device()
                                + ", but another file has that device's id")
                : result;
    }
}
