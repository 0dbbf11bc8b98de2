package org.ttflight.snapshot;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.UsageSource;

/**
 * What is held by memory type, as JSON and back. A process has it for each of its devices, of which
 * there may be many: what is usual there is left out.
 */
final class MemoryJson {
    private static final String USUAL_SOURCE = UsageSource.SOCKET.label();

    private MemoryJson() {}

    /** Writes what is held on a device, with everything. */
    static void writeDevice(JsonWriter json, MemoryByType memory) throws IOException {
        json.name("memory").beginObject();
        for (Map.Entry<String, MemoryUse> type : memory.types().entrySet()) {
            MemoryUse use = type.getValue();
            json.name(type.getKey());
            beginUse(json, use);
            json.name("capacity").value(use.capacity());
            json.name("capacitySource").value(use.capacitySource());
            json.name("source").value(use.source());
            json.name("shared").value(use.shared());
            json.name("unattributed").value(use.unattributed());
            BankState banks = use.banks();
            if (banks != null) {
                json.name("banks");
                write(json, banks);
            }
            json.endObject();
        }
        json.endObject();
    }

    /** Writes what a process holds: without capacities, a usual source and what is unknown. */
    static void writeHeld(JsonWriter json, MemoryByType memory) throws IOException {
        json.name("memory").beginObject();
        for (Map.Entry<String, MemoryUse> type : memory.types().entrySet()) {
            MemoryUse use = type.getValue();
            json.name(type.getKey());
            beginUse(json, use);
            if (!use.source().equals(USUAL_SOURCE)) {
                json.name("source").value(use.source());
            }
            if (use.shared() != null) {
                json.name("shared").value(use.shared());
            }
            json.endObject();
        }
        json.endObject();
    }

    private static void beginUse(JsonWriter json, MemoryUse use) throws IOException {
        json.beginObject();
        json.name("used").value(use.used());
        json.name("peak").value(use.peak());
        json.name("buffers").value(use.buffers());
    }

    private static void write(JsonWriter json, BankState banks) throws IOException {
        json.beginObject();
        json.name("banks").value(banks.banks());
        json.name("allocatable").value(banks.allocatable());
        json.name("allocated").value(banks.allocated());
        json.name("free").value(banks.free());
        json.name("largestFree").value(banks.largestFree());
        json.name("fragmentation").value(banks.fragmentation());
        json.endObject();
    }

    /** Reads both kinds. */
    static MemoryByType read(JsonFields fields) throws IOException {
        Map<String, MemoryUse> types = new LinkedHashMap<>();
        for (String type : fields.names()) {
            JsonFields use = fields.object(type);
            types.put(
                    type,
                    new MemoryUse(
                            use.numberOrNull("used"),
                            use.numberOrNull("peak"),
                            use.numberOrNull("buffers"),
                            use.numberOrNull("capacity"),
                            use.textOrNull("capacitySource"),
                            use.textOr("source", USUAL_SOURCE),
                            use.numberOrNull("shared"),
                            use.numberOrNull("unattributed"),
                            banks(use.objectOrNull("banks"))));
        }
        return new MemoryByType(types);
    }

    private static @Nullable BankState banks(@Nullable JsonFields banks) throws IOException {
        return banks == null
                ? null
                : new BankState(
                        banks.integerOrNull("banks"),
                        banks.number("allocatable"),
                        banks.number("allocated"),
                        banks.number("free"),
                        banks.number("largestFree"),
                        banks.decimalOrNull("fragmentation"));
    }
}
