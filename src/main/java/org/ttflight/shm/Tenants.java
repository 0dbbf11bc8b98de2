package org.ttflight.shm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.Holders;
import org.ttflight.shm.Workload.Presence;

/**
 * Who has which device open, in one pass. Indexed by pid and not by device, as there may be a
 * thousand processes that have each of 32 devices open.
 */
final class Tenants {
    private final Map<Integer, List<Workload>> byOwnPid = new HashMap<>();
    private final Map<Integer, Tenancy> byDevice = new HashMap<>();
    private final Tenancy anywhere;

    /**
     * What is known of those who have one device open.
     *
     * @param pids in our pid namespace, ascending
     */
    private record Tenancy(
            List<Integer> pids, boolean isHeld, boolean isHeldElsewhere, boolean isComplete) {}

    private static final Tenancy UNKNOWN = new Tenancy(List.of(), false, false, false);

    Tenants(List<DeviceSample> devices, Census census) {
        Set<Integer> seen = new HashSet<>();
        boolean isAnyHeld = false;
        boolean isAnyHeldElsewhere = false;
        for (DeviceSample sample : devices) {
            Holders holders = sample.holders();
            boolean isHeld = !holders.pids().isEmpty() || holders.elsewhere() > 0;
            boolean isHeldElsewhere = holders.elsewhere() > 0;
            for (Integer pid : holders.pids()) {
                Workload workload = census.of(pid);
                isHeldElsewhere |= workload.isElsewhere() && workload.presence() != Presence.GONE;
                if (seen.add(pid)) {
                    byOwnPid.computeIfAbsent(workload.ownPid(), key -> new ArrayList<>(1))
                            .add(workload);
                }
            }
            boolean isComplete =
                    holders.source() == Holders.Source.DRIVER
                            && holders.detail() == null
                            && !isHeldElsewhere;
            isAnyHeld |= isHeld;
            isAnyHeldElsewhere |= isHeldElsewhere;
            byDevice.put(
                    sample.device().ordinal(),
                    new Tenancy(holders.pids(), isHeld, isHeldElsewhere, isComplete));
        }
        anywhere = new Tenancy(List.of(), isAnyHeld, isAnyHeldElsewhere, false);
    }

    private Tenancy on(@Nullable Integer device) {
        return device == null ? anywhere : byDevice.getOrDefault(device, UNKNOWN);
    }

    /**
     * Returns those on this device that write this pid into their slot, the dead included. If
     * several do, only those with the slot's name, unless none has it.
     *
     * @param device null for all devices
     */
    List<Workload> candidates(RegionContents.Slot slot, @Nullable Integer device) {
        List<Workload> all = byOwnPid.get(slot.pid());
        if (all == null) {
            return List.of();
        }
        List<Workload> found = new ArrayList<>(all.size());
        List<Workload> named = new ArrayList<>(all.size());
        for (Workload workload : all) {
            if (device == null || holds(device, workload)) {
                found.add(workload);
                if (workload.hasName(slot.name())) {
                    named.add(workload);
                }
            }
        }
        return named.isEmpty() ? found : named;
    }

    /** Returns whether this workload has this device open. */
    boolean holds(int device, Workload workload) {
        return Collections.binarySearch(on(device).pids, workload.pid()) >= 0;
    }

    /** Returns whether anybody has the device, or if null any device, open. */
    boolean isHeld(@Nullable Integer device) {
        return on(device).isHeld;
    }

    /**
     * Returns whether somebody in another pid namespace may have the device, or if null any, open.
     */
    boolean isHeldElsewhere(@Nullable Integer device) {
        return on(device).isHeldElsewhere;
    }

    /**
     * Returns whether all who have this device open are known, and are in our pid namespace; then
     * whoever is not among them does not have it open.
     */
    boolean isComplete(int device) {
        return on(device).isComplete;
    }
}
