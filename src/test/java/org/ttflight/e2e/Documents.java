package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ttflight.e2e.Account.Held;
import org.ttflight.e2e.Account.Place;

/** Checks the JSON documents against the account. */
final class Documents {
    private Documents() {}

    /** Checks the document that {@code snapshot} and {@code tt-flight smi --json} print. */
    static void checkSnapshot(String document, Account account) {
        JsonObject root = JsonParser.parseString(document).getAsJsonObject();
        SortedMap<Place, Held> devices = new TreeMap<>();
        for (JsonElement device : root.getAsJsonArray("devices")) {
            addMemory(devices, 0, device.getAsJsonObject());
        }
        assertEquals(account.byDevice(), devices);
        SortedMap<Place, Held> processes = new TreeMap<>();
        for (JsonElement element : root.getAsJsonArray("processes")) {
            JsonObject process = element.getAsJsonObject();
            for (JsonElement device : process.getAsJsonArray("devices")) {
                addMemory(processes, process.get("pid").getAsLong(), device.getAsJsonObject());
            }
        }
        assertEquals(account.byProcess(), processes);
        long live = root.getAsJsonObject("server").get("liveBuffers").getAsLong();
        assertEquals(account.buffers().size(), live);
    }

    private static void addMemory(SortedMap<Place, Held> sums, long pid, JsonObject device) {
        int ordinal = device.get("device").getAsInt();
        device.getAsJsonObject("memory")
                .entrySet()
                .forEach(
                        entry -> {
                            JsonObject memory = entry.getValue().getAsJsonObject();
                            long used = memory.get("used").getAsLong();
                            long buffers = memory.get("buffers").getAsLong();
                            if (used != 0 || buffers != 0) {
                                Place place = new Place(pid, ordinal, entry.getKey());
                                sums.put(place, new Held(used, buffers));
                            }
                        });
    }

    /** Checks the single buffers, to the last id. */
    static void checkBuffers(Path socket, Account account) throws Exception {
        String document = Asking.text(socket, "buffers limit=100000");
        SortedMap<String, String> buffers = new TreeMap<>();
        JsonObject root = JsonParser.parseString(document).getAsJsonObject();
        for (JsonElement element : root.getAsJsonArray("buffers")) {
            JsonObject buffer = element.getAsJsonObject();
            String id = buffer.get("id").getAsString().substring("0x".length());
            String place =
                    buffer.get("pid").getAsLong()
                            + "/"
                            + buffer.get("device").getAsInt()
                            + "/"
                            + buffer.get("memory").getAsString();
            buffers.put(
                    place + "/" + id,
                    buffer.get("size").getAsLong() + ", " + buffer.get("references").getAsInt());
        }
        assertEquals(account.buffers(), buffers);
    }

    /** Returns how often the daemon has turned something away for this reason. */
    static long rejections(Path socket, String reason) throws Exception {
        return JsonParser.parseString(Asking.text(socket, "snapshot"))
                .getAsJsonObject()
                .getAsJsonObject("server")
                .getAsJsonObject("rejections")
                .get(reason)
                .getAsLong();
    }
}
