package org.ttflight.jmc;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;

/** Messages and connections that the daemon turned away. */
public final class RejectedMessagesRule extends TenstorrentRule {
    private static final double SOME = 40;
    private static final double MANY = 80;

    /** One in a hundred messages. */
    private static final double MUCH = 0.01;

    /** JDK Mission Control makes one. */
    public RejectedMessagesRule() {
        super("TenstorrentRejectedMessages", "Rejected Messages", DAEMON, List.of());
    }

    @Override
    Finding judge(IItemCollection items, IPreferenceValueProvider preferences) {
        List<Row> statistics = Row.of(items, "DaemonStatistics");
        Map<String, Integer> reasons = new TreeMap<>();
        String example = "";
        for (Row row : Row.of(items, "MessageRejected")) {
            reasons.merge(Words.foreign(row.text("reason")), 1, Integer::sum);
            String detail = row.text("detail");
            if (detail != null && !detail.isEmpty()) {
                example = " In words: " + Words.foreign(detail) + ".";
            }
        }
        long rejected = during(statistics, "rejections");
        long told = reasons.values().stream().mapToLong(Integer::longValue).sum();
        long most = Math.max(rejected, told);
        if (most == 0) {
            return Finding.well("No message was rejected");
        }
        long messages = during(statistics, "messages");
        boolean isMany = most > messages * MUCH;
        List<String> by =
                reasons.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList();
        return new Finding(
                isMany ? MANY : SOME,
                "%s rejected, of %d"
                        .formatted(Words.count(most, "message"), Math.max(messages, 0) + most),
                by.isEmpty()
                        ? "The reasons were not recorded."
                        : "By reason: %s.%s".formatted(Words.list(by), example),
                "A program that speaks another protocol, or a newer one, is turned away like this;"
                        + " docs/PROTOCOL.md lists the reasons.");
    }

    /** By how much a counter rose, or 0 if that is not known. */
    private static long during(List<Row> rows, String counter) {
        if (rows.isEmpty()) {
            return 0;
        }
        long before = rows.get(0).whole(counter);
        long after = rows.get(rows.size() - 1).whole(counter);
        return before < 0 || after < before ? 0 : after - before;
    }
}
