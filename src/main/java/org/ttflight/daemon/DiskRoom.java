package org.ttflight.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How full a disk may be for a recording: JFR ends the JVM when it finds no room to write. */
final class DiskRoom {
    /** Two chunks and more; below this the daemon does not record. */
    static final long LEAST_BYTES = 32 << 20;

    private DiskRoom() {}

    /** Returns whether there is too little room where this directory is; false if unknown. */
    static boolean isShort(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < LEAST_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says that there is too little. */
    static String text(Path directory) {
        return "less than " + (LEAST_BYTES >> 20) + " MiB are free where " + directory + " is";
    }
}
