package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JMX is opened with all that it takes, or the daemon does not start and says what to do. */
@Timeout(120)
class RemoteRefusalTest {
    @TempDir Path directory;

    private final StringWriter err = new StringWriter();

    private int serve(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "9010x", ":9010", "[::1:9010", "a b:9010", "-1"})
    void shouldWantAPort(String place) {
        assertEquals(2, serve("--jmx-port=" + place));
        assertTrue(err.toString().contains("but got '" + place + "'"), err::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "--jmx-keystore",
        "--jmx-keystore-password-file",
        "--jmx-password-file",
        "--jmx-access-file",
        "--jmx-truststore"
    })
    void shouldNotPassOverOptionsThatDoNothing(String option) {
        assertEquals(2, serve(option, "f"));
        assertTrue(err.toString().contains(option + " is for --jmx-port"), err::toString);
    }

    @Test
    void shouldSayHowToMakeWhatIsMissing() {
        assertEquals(2, serve("--jmx-port", "9010", "--jmx-keystore", "/a b/key.p12"));
        List<String> inOrder =
                List.of(
                        "--jmx-port needs --jmx-keystore-password-file and --jmx-password-file:",
                        "umask 077",
                        "mkdir -p '/a b'",
                        "keytool -genkeypair",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-keystore '/a b/key.p12' -storepass:file '/a b/key.p12.password'",
                        "install -D -m 600 /dev/null",
                        "printf '%s %s\\n' monitor",
                        "tt-flight serve --jmx-port 9010 --jmx-keystore '/a b/key.p12'",
                        "keytool -exportcert",
                        "jconsole -J-Djavax.net.ssl.trustStore=");
        int from = 0;
        for (String part : inOrder) {
            int at = err.toString().indexOf(part, from);
            assertTrue(at >= 0, part + " is missing from, or too early in: " + err);
            from = at;
        }
    }

    @Test
    void shouldNameTheHostInTheKey() {
        assertEquals(2, serve("--jmx-port", "gpu7.example:9010"));
        assertTrue(
                err.toString().contains("-ext san=dns:gpu7.example,dns:localhost,ip:127.0.0.1"),
                err::toString);
        assertTrue(err.toString().contains("--jmx-port gpu7.example:9010 "), err::toString);
    }

    @Test
    void shouldStayClosedIfNobodyAsks() throws IOException {
        assertNull(RemoteJmx.open(null));
    }

    private String refusal(RemoteConfig config) {
        return refusal(config, null);
    }

    private String refusal(RemoteConfig config, @Nullable String keyPassword) {
        IOException refused =
                assertThrows(
                        IOException.class,
                        () -> RemoteJmx.open(config, keyPassword, Instant.now()).close());
        return String.valueOf(refused.getMessage());
    }

    private static RemoteConfig with(
            RemoteConfig config, @Nullable Path passwords, @Nullable Path access) {
        return new RemoteConfig(
                config.host(),
                config.port(),
                config.keystore(),
                config.keystorePasswordFile(),
                passwords == null ? config.passwordFile() : passwords,
                access,
                null);
    }

    private static RemoteConfig at(RemoteConfig config, String host, int port) {
        return new RemoteConfig(
                host,
                port,
                config.keystore(),
                config.keystorePasswordFile(),
                config.passwordFile(),
                null,
                null);
    }

    private static RemoteConfig keyed(
            RemoteConfig config, Path keystore, @Nullable Path password, @Nullable Path trust) {
        return new RemoteConfig(
                config.host(),
                config.port(),
                keystore,
                password,
                config.passwordFile(),
                null,
                trust);
    }

    private static void has(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), part + " is missing from: " + text);
        }
    }

    @Test
    void shouldRefusePasswordsThatAreNone() throws Exception {
        RemoteFiles files = new RemoteFiles(directory);
        RemoteConfig good = files.config(9);
        has(
                refusal(with(good, directory.resolve("none"), null)),
                "--jmx-password-file",
                "there is no such file",
                "install -D -m 600 /dev/null " + directory.resolve("none"));
        has(refusal(with(good, directory, null)), "that is no file");
        has(refusal(with(good, files.secret("a", "# nobody\n"), null)), "nobody could log in");
        has(
                refusal(with(good, files.secret("b", "\nmonitor \n"), null)),
                "line 2: role 'monitor' has no password",
                "printf");
        has(
                refusal(with(good, files.secret("c", "monitor monitor\n"), null)),
                "the password of role 'monitor' is its name");
        has(refusal(with(good, files.secret("d", " monitor x\n"), null)), "begins with a blank");
        has(refusal(with(good, files.secret("e", "monitor a b c d\n"), null)), "without blanks");
        has(
                refusal(with(good, files.secret("f", "bob secret\n"), null)),
                "role 'bob' may do nothing",
                "monitor and control");
        Path access = directory.resolve("access");
        Files.writeString(access, "bob readonly\n");
        has(
                refusal(with(good, null, access)),
                "role 'monitor' may do nothing",
                "'monitor readonly' to " + access);
        Files.writeString(access, "# who\nmonitor all\n");
        has(refusal(with(good, null, access)), "line 2: takes a role and readonly or readwrite");
        has(refusal(with(good, null, directory.resolve("none"))), "--jmx-access-file", "no such");
    }

    @Test
    void shouldRefuseFilesOfOthers() throws Exception {
        RemoteConfig good = new RemoteFiles(directory).config(9);
        for (Path file : List.of(good.passwordFile(), good.keystore(), keyPassword(good))) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            has(
                    refusal(good),
                    file.toString(),
                    "others may use it, too (rw-r-----)",
                    "chmod 600 " + file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static Path keyPassword(RemoteConfig config) {
        Path file = config.keystorePasswordFile();
        return file == null ? Path.of("") : file;
    }

    @Test
    void shouldRefuseKeysThatAreNone() throws Exception {
        RemoteFiles files = new RemoteFiles(directory);
        RemoteConfig good = files.config(9);
        Path password = keyPassword(good);
        has(
                refusal(keyed(good, directory.resolve("none.p12"), password, null)),
                "--jmx-keystore",
                "there is no such file",
                "keytool -genkeypair");
        Path odd = files.secret("odd.p12", "no key store");
        has(refusal(keyed(good, odd, password, null)), "no key store that Java knows");
        has(
                refusal(keyed(good, good.keystore(), files.secret("w", "wrong\n"), null)),
                "the password does not open it");
        has(refusal(keyed(good, good.keystore(), files.secret("x", "\n"), null)), "is empty");
        has(
                refusal(keyed(good, good.keystore(), null, null)),
                "$TT_FLIGHT_JMX_KEYSTORE_PASSWORD: is empty");
        has(
                refusal(keyed(good, good.keystore(), null, null), "wrong"),
                "the password does not open it");
        has(
                refusal(keyed(good, good.keystore(), password, directory.resolve("none.pem"))),
                "--jmx-truststore",
                "there is no such file");
        has(
                refusal(keyed(good, good.keystore(), password, files.secret("t", "-----BEGIN"))),
                "--jmx-truststore");
    }

    @Test
    void shouldRefusePlacesWhereItCannotListen() throws Exception {
        System.clearProperty("java.rmi.server.hostname"); // other tests set it
        RemoteConfig good = new RemoteFiles(directory).config(9);
        has(refusal(at(good, "no..host", 9)), "is no address and no name of a host");
        has(refusal(at(good, "0.0.0.0", 9)), "where to connect", "java.rmi.server.hostname");
        has(refusal(at(good, "192.0.2.7", 9010)), "Name an address of this host");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            has(
                    refusal(at(good, RemoteConfig.LOOPBACK, taken.getLocalPort())),
                    "the port is taken",
                    "ss -ltnp");
        }
    }
}
