package org.ttflight.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The driver's list of devices, and what there is to say when it is empty. For one thread. */
final class ClassDirectory {
    private static final String PREFIX = "tenstorrent!";

    private final HostRoots roots;
    private final Path directory;
    private final Path module;
    private final SmallFileReader reader = new SmallFileReader();

    /**
     * Where a device is. Another place means that the driver has registered it anew, even when
     * nobody saw it away.
     *
     * @param target where the link leads, which names the PCI slot; null if it is no link
     * @param key the system's own mark of the directory; null if it has none
     */
    record Place(@Nullable String target, @Nullable Object key) {}

    ClassDirectory(HostRoots roots) {
        this.roots = roots;
        this.directory = roots.sys().resolve("class/tenstorrent");
        this.module = roots.sys().resolve("module/tenstorrent");
    }

    /** Returns the directory of a device. */
    Path of(int ordinal) {
        return directory.resolve(PREFIX + ordinal);
    }

    /** Returns the devices by ordinal; none if there is no such directory. */
    SortedMap<Integer, Place> list() throws IOException {
        SortedMap<Integer, Place> places = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                int ordinal = Ordinals.parse(entry.getFileName().toString(), PREFIX);
                Place place = ordinal < 0 ? null : place(entry);
                if (place != null) {
                    places.put(ordinal, place);
                }
            }
        } catch (NoSuchFileException e) {
            return places;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return places;
    }

    private static @Nullable Place place(Path entry) {
        try {
            BasicFileAttributes there = Files.readAttributes(entry, BasicFileAttributes.class);
            return there.isDirectory() ? new Place(target(entry), there.fileKey()) : null;
        } catch (IOException e) {
            return null; // it goes away just now
        }
    }

    private static @Nullable String target(Path entry) throws IOException {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (NotLinkException e) {
            return null;
        }
    }

    /** Returns the version of the loaded driver; null if none is loaded or it does not say. */
    @Nullable String driverVersion() {
        String version = reader.word(module.resolve("version"));
        return version == null ? null : Decoding.shown(version);
    }

    /** Returns the state of the driver in words, with so many devices. */
    String describe(int devices) {
        if (devices > 0) {
            return devices == 1 ? "1 device" : devices + " devices";
        }
        if (!Files.isDirectory(roots.sys())) {
            return "there is no " + roots.sys();
        }
        boolean isLoaded = Files.exists(module) || Files.exists(directory);
        return isLoaded ? "no devices" : "no driver";
    }

    /** Returns in words why the devices cannot be listed. */
    String describe(IOException e) {
        return "cannot list " + directory + ": " + SmallFileReader.reason(e);
    }
}
