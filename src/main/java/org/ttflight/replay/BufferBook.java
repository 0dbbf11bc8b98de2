package org.ttflight.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.recording.EventFields;

/**
 * The live buffers, circular buffers and kernels, as far as their allocation was recorded. Not
 * thread-safe.
 *
 * <p>Not a ledger: that would judge a second time what has been judged, and take the release of a
 * buffer from before the recording for one of another device.
 */
final class BufferBook {
    private final Map<Key, Buffer> live = new HashMap<>();
    private Map<Key, Buffer> largest = new HashMap<>();
    private boolean hasBuffers;

    private record Key(int pid, int device, MemoryType type, long id) {}

    private record Buffer(long size, long allocatedMicros, long references) {}

    /** Returns whether any buffer was ever told of, not only kernels. */
    boolean hasBuffers() {
        return hasBuffers;
    }

    void allocated(RecordedEvent event) {
        hasBuffers = true;
        Key key = key(event, Fields.memoryType(event), "bufferId");
        Buffer before = live.get(key);
        long references = Math.max(1, Fields.orUnknown(event, "references"));
        live.put(
                key,
                new Buffer(
                        Fields.need(event, "size"),
                        before != null && references > 1 ? before.allocatedMicros() : micros(event),
                        references));
    }

    void freed(RecordedEvent event) {
        hasBuffers = true;
        Key key = key(event, Fields.memoryType(event), "bufferId");
        long left = Fields.need(event, "referencesLeft");
        if (left == 0) {
            live.remove(key);
        } else {
            Long age = EventFields.millis(event, "lifetime");
            long micros = micros(event) - (age == null ? 0 : age * 1000);
            live.put(key, new Buffer(Fields.need(event, "size"), micros, left));
        }
    }

    /** A circular buffer or a kernel was opened. */
    void opened(RecordedEvent event, MemoryType type, String idField) {
        hasBuffers |= type == MemoryType.CIRCULAR_BUFFER;
        live.put(
                key(event, type, idField),
                new Buffer(Fields.need(event, "size"), micros(event), 1));
    }

    /** A circular buffer or a kernel was released. */
    void closed(RecordedEvent event, MemoryType type, String idField) {
        hasBuffers |= type == MemoryType.CIRCULAR_BUFFER;
        live.remove(key(event, type, idField));
    }

    /** The largest of one moment: all there is to tell where no single ones are recorded. */
    void largest(List<RecordedEvent> rows) {
        Map<Key, Buffer> now = new HashMap<>();
        for (RecordedEvent row : rows) {
            long micros = row.getInstant("allocated").toEpochMilli() * 1000;
            now.put(
                    key(row, Fields.memoryType(row), "bufferId"),
                    new Buffer(
                            Fields.need(row, "size"),
                            micros,
                            Math.max(1, Fields.orUnknown(row, "references"))));
        }
        largest = now;
    }

    /** Returns whether nothing but the largest buffers of a moment are known. */
    boolean hasLargestOnly() {
        return !hasBuffers && !largest.isEmpty();
    }

    void exited(int pid) {
        live.keySet().removeIf(key -> key.pid() == pid);
        largest.keySet().removeIf(key -> key.pid() == pid);
    }

    private static Key key(RecordedEvent event, MemoryType type, String idField) {
        return new Key(Fields.pid(event), Fields.device(event), type, event.getLong(idField));
    }

    private static long micros(RecordedEvent event) {
        return event.getStartTime().toEpochMilli() * 1000;
    }

    /** Returns how many are known to be live. */
    long count() {
        return hasLargestOnly() ? largest.size() : live.size();
    }

    /**
     * Lists them.
     *
     * @param processes which process has a pid
     */
    List<BufferInfo> list(BufferQuery query, IntFunction<ProcessIdentity> processes) {
        List<BufferInfo> found = new ArrayList<>();
        Map<Integer, ProcessIdentity> byPid = new HashMap<>();
        Map<Key, Buffer> known = live;
        if (hasLargestOnly()) {
            known = new HashMap<>(largest);
            known.putAll(live); // kernels are told of one by one in any case
        }
        known.forEach(
                (key, buffer) -> {
                    if (fits(key, query)) {
                        found.add(
                                new BufferInfo(
                                        byPid.computeIfAbsent(key.pid(), processes::apply),
                                        key.device(),
                                        key.type(),
                                        key.id(),
                                        buffer.size(),
                                        buffer.allocatedMicros(),
                                        buffer.references()));
                    }
                });
        Comparator<BufferInfo> order =
                query.order() == BufferQuery.Order.LARGEST
                        ? Comparator.comparingLong(BufferInfo::size).reversed()
                        : Comparator.comparingLong(BufferInfo::allocatedMicros);
        found.sort(order.thenComparing(BufferInfo::id, Long::compareUnsigned));
        return found.size() > query.limit() ? List.copyOf(found.subList(0, query.limit())) : found;
    }

    private static boolean fits(Key key, BufferQuery query) {
        return isOrAny(query.pid(), key.pid())
                && isOrAny(query.device(), key.device())
                && (query.type() == null || query.type() == key.type());
    }

    private static boolean isOrAny(@Nullable Integer wanted, int actual) {
        return wanted == null || wanted == actual;
    }
}
