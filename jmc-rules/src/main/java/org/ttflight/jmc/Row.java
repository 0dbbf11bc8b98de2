package org.ttflight.jmc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IUnit;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;

/**
 * One event of ours, read by the names of its fields. Bytes, nanoseconds, plain numbers.
 *
 * <p>A field that the event does not have, as in the recording of another version, reads as our
 * events say that something is unknown: -1, NaN, null, false.
 */
final class Row {
    static final long UNKNOWN = -1;

    private static final Map<Object, IUnit> UNITS =
            Map.of(
                    UnitLookup.MEMORY, UnitLookup.BYTE,
                    UnitLookup.TIMESPAN, UnitLookup.NANOSECOND,
                    UnitLookup.TIMESTAMP, UnitLookup.EPOCH_NS,
                    UnitLookup.ADDRESS, UnitLookup.ADDRESS_UNITY,
                    UnitLookup.PERCENTAGE, UnitLookup.PERCENT_UNITY);

    private final IItem item;
    private final Map<String, IMemberAccessor<?, IItem>> fields;
    private final long time;

    private Row(IItem item, Map<String, IMemberAccessor<?, IItem>> fields, long time) {
        this.item = item;
        this.fields = fields;
        this.time = time;
    }

    /** Returns all events of a kind, such as {@code DeviceMemory}, by time. */
    static List<Row> of(IItemCollection items, String event) {
        List<Row> rows = new ArrayList<>();
        for (IItemIterable found : items.apply(ItemFilters.type("tenstorrent." + event))) {
            IType<IItem> type = found.getType();
            Map<String, IMemberAccessor<?, IItem>> fields = new HashMap<>();
            for (IAccessorKey<?> field : type.getAccessorKeys().keySet()) {
                fields.put(field.getIdentifier(), type.getAccessor(field));
            }
            IMemberAccessor<IQuantity, IItem> end = JfrAttributes.END_TIME.getAccessor(type);
            for (IItem item : found) {
                long time = end.getMember(item).clampedLongValueIn(UnitLookup.EPOCH_NS);
                rows.add(new Row(item, fields, time));
            }
        }
        rows.sort(Comparator.comparingLong(Row::time));
        return rows;
    }

    /** When it was written, in nanoseconds since the epoch. */
    long time() {
        return time;
    }

    /** Returns a whole number, bytes, nanoseconds or an address; -1 if unknown. */
    long whole(String field) {
        Object value = value(field);
        if (value instanceof IQuantity quantity) {
            IUnit unit = UNITS.getOrDefault(quantity.getUnit().getContentType(), null);
            return unit == null ? quantity.longValue() : quantity.clampedLongValueIn(unit);
        }
        return value instanceof Number number ? number.longValue() : UNKNOWN;
    }

    /** Returns a number with a fraction; NaN if unknown. */
    double fraction(String field) {
        Object value = value(field);
        if (value instanceof IQuantity quantity) {
            return quantity.doubleValue();
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Returns a text; null if unknown. */
    @Nullable String text(String field) {
        return value(field) instanceof String text ? text : null;
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(value(field));
    }

    private @Nullable Object value(String field) {
        IMemberAccessor<?, IItem> accessor = fields.get(field);
        return accessor == null ? null : accessor.getMember(item);
    }
}
