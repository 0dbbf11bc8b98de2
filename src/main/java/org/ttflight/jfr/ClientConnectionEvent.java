package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * A connection, from its accept to its close.
 *
 * <p>Whoever accepts calls {@link #opened}, keeps the event with the connection, and calls {@link
 * #closed} once. Confined to that thread.
 */
@Name("tenstorrent.ClientConnection")
@Label("Client Connection")
@Category({"Tenstorrent", "Daemon"})
@Description("A client connected, sent messages and left")
@StackTrace(false)
public final class ClientConnectionEvent extends Event {
    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("User Id")
    @Description("As the kernel tells it; -1 if unknown")
    int userId;

    @Label("Opened")
    @Description(
            "When it was accepted; true even where the recording began later and the duration is 0")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long opened;

    @Label("Messages")
    @Description("Whole messages applied or answered")
    long messages;

    @Label("Bytes")
    @Description("Bytes read")
    @DataAmount
    long bytes;

    @Label("Rejected Messages")
    @Description("Messages turned away")
    long rejected;

    @Label("Frame Size")
    @Description("Bytes in one message; 0 if it was never found out")
    @DataAmount
    int frameSize;

    @Label("Reason")
    @Description("Why it was closed")
    @Nullable String reason;

    private ClientConnectionEvent(long epochMillis) {
        this.opened = epochMillis;
    }

    /**
     * Returns the event of a connection that was accepted now.
     *
     * @param epochMillis now, in milliseconds since the epoch
     */
    public static ClientConnectionEvent opened(long epochMillis) {
        ClientConnectionEvent event = new ClientConnectionEvent(epochMillis);
        event.begin();
        return event;
    }

    /**
     * Ends and writes the event.
     *
     * @param pid as the kernel tells it; 0 if it does not
     * @param uid as the kernel tells it; -1 if it does not
     * @param frameSize 0 if no whole message came
     * @param reason a few words or a label
     */
    public void closed(
            int pid,
            int uid,
            long messages,
            long bytes,
            long rejected,
            int frameSize,
            String reason) {
        if (!isEnabled()) {
            return;
        }
        this.processId = pid;
        this.userId = uid;
        this.messages = messages;
        this.bytes = bytes;
        this.rejected = rejected;
        this.frameSize = frameSize;
        this.reason = reason;
        commit();
    }
}
