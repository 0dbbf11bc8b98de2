package org.ttflight.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ttflight.client.TestServer.Frame;

/** What a server makes of the frames, in the plainest way. */
final class ServerAccount {
    private record Key(String kind, int device, long id) {}

    record Held(int type, long size, int references) {}

    private final Map<Key, List<Held>> live = new HashMap<>();
    private long frames;
    private long unknown;

    void apply(Frame frame) {
        frames++;
        switch (frame.type()) {
            case 1 -> allocate("buffer", frame, false);
            case 8 -> allocate("cb", frame, true);
            case 10 -> allocate("kernel", frame, true);
            case 2 -> free("buffer", frame);
            case 9 -> free("cb", frame);
            case 11 -> free("kernel", frame);
            default -> throw new AssertionError("type " + frame.type());
        }
    }

    private void allocate(String kind, Frame frame, boolean replaces) {
        List<Held> held =
                live.computeIfAbsent(
                        new Key(kind, frame.device(), frame.id()), key -> new ArrayList<>());
        int at = 0;
        while (at < held.size() && !replaces && held.get(at).type() != frame.bufferType()) {
            at++;
        }
        Held old = at < held.size() ? held.get(at) : null;
        if (old != null && !replaces && old.size() == frame.size()) {
            held.set(at, new Held(old.type(), old.size(), old.references() + 1));
            return;
        }
        if (old != null) {
            held.remove(at);
        }
        held.add(new Held(frame.bufferType(), frame.size(), 1));
    }

    private void free(String kind, Frame frame) {
        Key key = new Key(kind, frame.device(), frame.id());
        List<Held> held = live.get(key);
        if (held == null) {
            unknown++;
            return;
        }
        Held newest = held.remove(held.size() - 1);
        if (newest.references() > 1) {
            held.add(new Held(newest.type(), newest.size(), newest.references() - 1));
        }
        if (held.isEmpty()) {
            live.remove(key);
        }
    }

    long frames() {
        return frames;
    }

    /** Returns how many frees named nothing that was live. */
    long unknown() {
        return unknown;
    }

    /** Returns how many allocations are live; two of one buffer are two. */
    int count() {
        return live.values().stream().flatMap(List::stream).mapToInt(Held::references).sum();
    }

    /** Returns the bytes of buffers of this type on this device. */
    long bytes(int device, int type) {
        return sum("buffer", device, type);
    }

    long circularBuffers(int device) {
        return sum("cb", device, 0);
    }

    long kernels(int device) {
        return sum("kernel", device, 0) + sum("kernel", device, 1) + sum("kernel", device, 2);
    }

    private long sum(String kind, int device, int type) {
        return live.entrySet().stream()
                .filter(e -> e.getKey().kind().equals(kind) && e.getKey().device() == device)
                .flatMap(e -> e.getValue().stream())
                .filter(held -> held.type() == type)
                .mapToLong(Held::size)
                .sum();
    }

    Map<?, List<Held>> live() {
        return live;
    }
}
