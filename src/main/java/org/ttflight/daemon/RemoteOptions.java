package org.ttflight.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that open JMX to the network. */
final class RemoteOptions {
    private static final Pattern PLACE =
            Pattern.compile("(?:(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]\\s]+):)?(\\d{1,5})");
    private static final int MOST = 65_535;

    @Option(
            names = "--jmx-port",
            paramLabel = "[HOST:]PORT",
            description =
                    "Open JMX to the network, with TLS and password, or refuse to start and say how"
                            + " to make both. HOST is the name or address to listen on; 127.0.0.1 if"
                            + " left out, which is what an SSH tunnel needs. Default: only the JDK's"
                            + " tools on this host, by pid.")
    private @Nullable String place;

    @Option(
            names = "--jmx-keystore",
            paramLabel = "FILE",
            description = "The key and certificate for --jmx-port, PKCS12.")
    private @Nullable Path keystore;

    @Option(
            names = "--jmx-keystore-password-file",
            paramLabel = "FILE",
            description =
                    "Holds the password of that key in its first line. Default:"
                            + " $TT_FLIGHT_JMX_KEYSTORE_PASSWORD.")
    private @Nullable Path keystorePasswordFile;

    @Option(
            names = "--jmx-password-file",
            paramLabel = "FILE",
            description =
                    "Roles and their passwords, as the JDK's jmxremote.password. The first login"
                            + " replaces clear passwords with hashes, if the file is writable.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--jmx-access-file",
            paramLabel = "FILE",
            description =
                    "Roles and what they may do: readonly or readwrite. Default: monitor readonly,"
                            + " control readwrite.")
    private @Nullable Path accessFile;

    @Option(
            names = "--jmx-truststore",
            paramLabel = "FILE",
            description =
                    "Let in only clients that show one of these certificates, too: a PEM file, or"
                            + " PKCS12 with the password of the key.")
    private @Nullable Path truststore;

    /**
     * Returns what was asked for, or null if JMX is to stay local.
     *
     * @throws IllegalArgumentException if that is not all that is needed; the message says what is
     *     missing and how to make it
     */
    @Nullable RemoteConfig config(Map<String, String> environment) {
        if (place == null) {
            refuseWithoutPort();
            return null;
        }
        Matcher matcher = PLACE.matcher(place);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (port < 1 || port > MOST) {
            throw new IllegalArgumentException(
                    "--jmx-port takes a port from 1 to 65535, as 9010, or host and port, as"
                            + " 0.0.0.0:9010 or [::1]:9010, but got '"
                            + place
                            + "'");
        }
        String host =
                matcher.group(1) == null
                        ? RemoteConfig.LOOPBACK
                        : matcher.group(1).replace("[", "").replace("]", "");
        boolean inEnvironment =
                !environment.getOrDefault(RemoteConfig.PASSWORD_VARIABLE, "").isEmpty();
        RemoteRecipe recipe =
                RemoteRecipe.of(
                        host,
                        port,
                        keystore,
                        inEnvironment ? null : keystorePasswordFile,
                        passwordFile,
                        inEnvironment && keystorePasswordFile == null);
        List<String> missing = missing(inEnvironment);
        if (!missing.isEmpty() || keystore == null || passwordFile == null) {
            throw new IllegalArgumentException(
                    "--jmx-port needs "
                            + String.join(" and ", missing)
                            + ": JMX is opened with TLS and password or not at all\n"
                            + recipe.whole());
        }
        return new RemoteConfig(
                host, port, keystore, keystorePasswordFile, passwordFile, accessFile, truststore);
    }

    private List<String> missing(boolean inEnvironment) {
        List<String> missing = new ArrayList<>();
        if (keystore == null) {
            missing.add("--jmx-keystore");
        }
        if (keystorePasswordFile == null && !inEnvironment) {
            missing.add("--jmx-keystore-password-file");
        }
        if (passwordFile == null) {
            missing.add("--jmx-password-file");
        }
        return missing;
    }

    private void refuseWithoutPort() {
        String idle =
                keystore != null
                        ? "--jmx-keystore"
                        : keystorePasswordFile != null
                                ? "--jmx-keystore-password-file"
                                : passwordFile != null
                                        ? "--jmx-password-file"
                                        : accessFile != null
                                                ? "--jmx-access-file"
                                                : truststore != null ? "--jmx-truststore" : null;
        if (idle != null) {
            throw new IllegalArgumentException(
                    idle + " is for --jmx-port, which is not given; as in --jmx-port 9010");
        }
    }
}
