package org.ttflight.shm;

import java.util.List;

/**
 * A process that a slot may belong to.
 *
 * @param pid in our pid namespace
 * @param startTicks in clock ticks since boot; -1 if unknown
 * @param presence whether it is there
 * @param ownPid its pid in its own pid namespace, which is what it writes into its slot
 * @param isElsewhere whether that is, or may be, another namespace than ours
 * @param names what it is called: the command, and the kernel's short name
 */
record Workload(
        int pid,
        long startTicks,
        Presence presence,
        int ownPid,
        boolean isElsewhere,
        List<String> names) {

    /** Whether a process is there. */
    enum Presence {
        /** It runs. */
        ALIVE,
        /** No process has this pid. */
        GONE,
        /** It cannot be told. */
        UNKNOWN
    }

    private static final int SHORT_NAME_LENGTH = 15;

    /** Takes a copy of the list. */
    Workload {
        names = List.copyOf(names);
    }

    /**
     * Returns whether a slot's name can be this process's: one of its names, or the path of its
     * command, or cut to the kernel's 15 characters.
     */
    boolean hasName(String slotName) {
        String wanted = slotName.substring(slotName.lastIndexOf('/') + 1);
        for (String name : names) {
            if (!wanted.isEmpty()
                    && (name.equals(wanted)
                            || name.equals(slotName)
                            || isCut(name, wanted)
                            || isCut(wanted, name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCut(String cut, String whole) {
        return cut.length() == SHORT_NAME_LENGTH && whole.startsWith(cut);
    }
}
