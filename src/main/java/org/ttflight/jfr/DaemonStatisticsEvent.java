package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** The counters of the daemon. */
@Name("tenstorrent.DaemonStatistics")
@Label("Daemon Statistics")
@Category({"Tenstorrent", "Daemon"})
@Description("What the daemon has received since it started, and what it holds now")
@StackTrace(false)
@Period("10 s")
final class DaemonStatisticsEvent extends Event {
    private static final DaemonStatisticsEvent PROBE = new DaemonStatisticsEvent();

    @Label("Messages")
    @Description("Whole messages applied or answered since the start")
    long messages;

    @Label("Bytes")
    @Description("Bytes read since the start")
    @DataAmount
    long bytes;

    @Label("Rejections")
    @Description("Messages and connections turned away since the start")
    long rejections;

    @Label("Connections")
    @Description("Connections accepted since the start")
    long connections;

    @Label("Open Connections")
    int openConnections;

    @Label("Live Buffers")
    @Description("Buffers, circular buffers and kernels that are live")
    int liveBuffers;

    static void emit(DaemonCounters counters) {
        if (!PROBE.isEnabled()) {
            return;
        }
        DaemonStatisticsEvent event = new DaemonStatisticsEvent();
        event.messages = counters.messages();
        event.bytes = counters.bytes();
        event.rejections = counters.rejections();
        event.connections = counters.connections();
        event.openConnections = Count.of(counters.openConnections());
        event.liveBuffers = Count.of(counters.liveBuffers());
        event.commit();
    }
}
