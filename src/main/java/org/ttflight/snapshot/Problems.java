package org.ttflight.snapshot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ttflight.host.DeviceSample;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.Verdict;

/** What could not be read or joined, in words: it must not vanish. */
final class Problems {
    private Problems() {}

    static List<String> of(Observation observation) {
        List<String> problems = new ArrayList<>();
        for (SharedRegion region : observation.shared().regions()) {
            add(problems, region);
        }
        Set<String> ofHolders = new LinkedHashSet<>(); // the same for all devices, as a rule
        for (DeviceSample sample : observation.host().devices()) {
            String detail = sample.holders().detail();
            if (detail != null) {
                ofHolders.add("who has devices open: " + detail);
            }
        }
        problems.addAll(ofHolders);
        problems.addAll(observation.reports().problems());
        return problems;
    }

    private static void add(List<String> problems, SharedRegion region) {
        String name = "shared memory " + region.id() + ": ";
        String detail = region.detail();
        if (region.verdict() == Verdict.UNREADABLE) {
            problems.add(name + (detail == null ? "cannot be read" : detail));
        } else if (region.device() == null) {
            problems.add(name + "belongs to no known device, " + region.mapping());
        }
        if (region.underflows() > 0) {
            problems.add(
                    name + region.underflows() + " counters below zero, unknown and in no sum");
        }
    }
}
