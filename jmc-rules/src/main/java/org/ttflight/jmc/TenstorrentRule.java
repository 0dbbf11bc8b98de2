package org.ttflight.jmc;

import java.util.List;
import java.util.Map;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.AbstractRule;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IResultValueProvider;
import org.openjdk.jmc.flightrecorder.rules.ResultBuilder;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit.EventAvailability;

/** A rule on our events. Is passed over in recordings that have none of ours. */
abstract class TenstorrentRule extends AbstractRule {
    /** Topics: a page of JDK Mission Control shows the results of the topics that it names. */
    static final String MEMORY = "tenstorrent_memory";

    static final String PROCESSES = "tenstorrent_processes";
    static final String DEVICES = "tenstorrent_devices";
    static final String DAEMON = "tenstorrent_daemon";

    TenstorrentRule(String id, String name, String topic, List<TypedPreference<?>> preferences) {
        super(
                id,
                name,
                topic,
                preferences,
                List.of(TypedResult.SCORE),
                Map.of("tenstorrent.Snapshot", EventAvailability.AVAILABLE));
    }

    /** Judges a recording that has at least one snapshot of ours. */
    abstract Finding judge(IItemCollection items, IPreferenceValueProvider preferences);

    @Override
    protected IResult getResult(
            IItemCollection items,
            IPreferenceValueProvider preferences,
            IResultValueProvider results) {
        Finding finding = judge(items, preferences);
        return ResultBuilder.createFor(this, preferences)
                .setSeverity(Severity.get(finding.score()))
                .setSummary(finding.summary())
                .setExplanation(finding.explanation())
                .setSolution(finding.solution())
                .addResult(TypedResult.SCORE, UnitLookup.NUMBER_UNITY.quantity(finding.score()))
                .build();
    }
}
