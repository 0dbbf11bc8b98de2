package org.ttflight.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Keys and passwords for tests, made with the JDK's keytool. */
final class RemoteFiles {
    private static final String KEY_PASSWORD = "of-the-key";

    private final Path directory;

    RemoteFiles(Path directory) {
        this.directory = directory;
    }

    /** Returns a good configuration on this port; all of its files are there. */
    RemoteConfig config(int port) throws Exception {
        return new RemoteConfig(
                RemoteConfig.LOOPBACK,
                port,
                key("server", "-ext", "san=ip:127.0.0.1"),
                secret("key.password", KEY_PASSWORD + "\n"),
                secret("roles", "# who\nmonitor watching\ncontrol steering\n"),
                null,
                null);
    }

    /** Returns a new key store; more words go to keytool. */
    Path key(String name, String... more) throws Exception {
        Path file = directory.resolve(name + ".p12");
        List<String> words =
                new ArrayList<>(
                        List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname"));
        words.addAll(List.of("secp256r1", "-dname", "CN=" + name, "-storetype", "PKCS12"));
        words.addAll(List.of("-keystore", file.toString(), "-storepass", KEY_PASSWORD));
        words.addAll(List.of(more));
        keytool(words);
        own(file);
        return file;
    }

    private void keytool(List<String> arguments) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        words.addAll(arguments);
        Path out = directory.resolve("keytool.out");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(out));
        }
    }

    /** Writes a file that is only its owner's. */
    Path secret(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text);
        own(file);
        return file;
    }

    private static void own(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
