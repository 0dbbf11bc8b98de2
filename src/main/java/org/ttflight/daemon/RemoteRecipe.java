package org.ttflight.daemon;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to make the key and the passwords, as commands to copy, in the order needed, with the files
 * that the command line names.
 */
record RemoteRecipe(
        String host,
        int port,
        Path keystore,
        Path keystorePassword,
        Path passwords,
        boolean passwordInEnvironment) {
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:.*");
    private static final String RANDOM = "\"$(head -c 18 /dev/urandom | base64)\"";

    /** Puts usual places where the command line names none. */
    static RemoteRecipe of(
            String host,
            int port,
            @Nullable Path keystore,
            @Nullable Path keystorePassword,
            @Nullable Path passwords,
            boolean passwordInEnvironment) {
        Path usual =
                System.getProperty("user.name").equals("root")
                        ? Path.of("/etc/tt-flight")
                        : Path.of(System.getProperty("user.home"), ".config/tt-flight");
        Path key = keystore == null ? usual.resolve("jmx.p12") : keystore;
        return new RemoteRecipe(
                host,
                port,
                key,
                keystorePassword == null ? Path.of(key + ".password") : keystorePassword,
                passwords == null ? usual.resolve("jmxremote.password") : passwords,
                passwordInEnvironment);
    }

    static RemoteRecipe of(RemoteConfig config) {
        return of(
                config.host(),
                config.port(),
                config.keystore(),
                config.keystorePasswordFile(),
                config.passwordFile(),
                config.keystorePasswordFile() == null);
    }

    /** Returns all of it, from nothing to a client that is connected. */
    String whole() {
        return """
                  As the user that runs the daemon, once:
                %s%s
                  Then start it:
                %s
                  Let clients know the certificate, which is no secret:
                %s"""
                .formatted(
                        indent(keyCommands()),
                        indent(passwordCommands()),
                        indent(start()),
                        indent(clients()));
    }

    /** Returns how to make the key. */
    String key() {
        return "  To make a new key and its password:\n" + indent(keyCommands()).stripTrailing();
    }

    /** Returns how to make the file of roles and passwords. */
    String passwordFile() {
        return "  To make new passwords:\n" + indent(passwordCommands()).stripTrailing();
    }

    /** Returns how to make a file the daemon's own. */
    static String own(Path file) {
        return "  To mend it:\n    chown \"$(id -un)\" %s && chmod 600 %s"
                .formatted(quoted(file), quoted(file));
    }

    private String keyCommands() {
        String password = quoted(keystorePassword);
        String make =
                passwordInEnvironment
                        ? ""
                        : "head -c 24 /dev/urandom | base64 > " + password + "\n";
        return """
                umask 077
                mkdir -p %s
                %skeytool -genkeypair -alias tt-flight -keyalg EC -groupname secp256r1 -validity 825 \\
                  -dname CN=%s -ext san=%s -storetype PKCS12 \\
                  -keystore %s %s
                """
                .formatted(
                        directories(), make, subject(), names(), quoted(keystore), storePassword());
    }

    private String directories() {
        List<Path> files =
                passwordInEnvironment
                        ? List.of(keystore, passwords)
                        : List.of(keystore, keystorePassword, passwords);
        return String.join(" ", files.stream().map(RemoteRecipe::directory).distinct().toList());
    }

    private static String directory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? "/" : quoted(directory);
    }

    private String storePassword() {
        return passwordInEnvironment
                ? "-storepass:env " + RemoteConfig.PASSWORD_VARIABLE
                : "-storepass:file " + quoted(keystorePassword);
    }

    private boolean isEverywhere() {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    private String subject() {
        return isEverywhere() ? "\"$(hostname -f)\"" : host;
    }

    private String names() {
        if (isEverywhere()) {
            return "dns:\"$(hostname -f)\",dns:localhost,ip:127.0.0.1";
        }
        String own = (ADDRESS.matcher(host).matches() ? "ip:" : "dns:") + host;
        return own.equals("ip:127.0.0.1")
                ? "ip:127.0.0.1,dns:localhost"
                : own + ",dns:localhost,ip:127.0.0.1";
    }

    private String passwordCommands() {
        String file = quoted(passwords);
        return """
                install -D -m 600 /dev/null %s
                printf '%%s %%s\\n' monitor %s control %s > %s
                cat %s   # note them: the first login replaces them with hashes
                """
                .formatted(file, RANDOM, RANDOM, file, file);
    }

    private String start() {
        String place = host.equals(RemoteConfig.LOOPBACK) ? "" : bracketed() + ":";
        String password =
                passwordInEnvironment
                        ? ""
                        : " \\\n  --jmx-keystore-password-file " + quoted(keystorePassword);
        return """
                tt-flight serve --jmx-port %s%d --jmx-keystore %s%s \\
                  --jmx-password-file %s
                """
                .formatted(place, port, quoted(keystore), password, quoted(passwords));
    }

    private String clients() {
        return """
                keytool -exportcert -rfc -alias tt-flight -keystore %s %s -file tt-flight.pem
                keytool -importcert -noprompt -alias tt-flight -file tt-flight.pem \\
                  -storetype PKCS12 -keystore trust.p12 -storepass trusted
                jconsole -J-Djavax.net.ssl.trustStore=trust.p12 \\
                  -J-Djavax.net.ssl.trustStorePassword=trusted %s:%d
                """
                .formatted(
                        quoted(keystore),
                        storePassword(),
                        isEverywhere() ? "HOST" : bracketed(),
                        port);
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String indent(String commands) {
        return commands.indent(4);
    }
}
