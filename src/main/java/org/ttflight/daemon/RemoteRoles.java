package org.ttflight.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in over the network, and what they may do.
 *
 * <p>The files are those of the JDK's own agent. The password file is checked here and read again
 * by the JDK at each login, so that passwords can be changed while the daemon runs.
 */
final class RemoteRoles {
    /** What a role may do; see {@link RemoteAccess}. */
    enum Right {
        READONLY,
        READWRITE
    }

    /** The roles where no access file is given. */
    static final Map<String, Right> DEFAULT =
            Map.of("monitor", Right.READONLY, "control", Right.READWRITE);

    private static final int CLEAR = 2;
    private static final int HASHED_WITHOUT_ALGORITHM = 3;
    private static final int HASHED = 4;

    private RemoteRoles() {}

    /**
     * Returns the roles that can log in, and what they may do.
     *
     * @throws IOException if a file is not as it must be; the message says why and what to do
     */
    static Map<String, Right> check(RemoteConfig config) throws IOException {
        RemoteRecipe recipe = RemoteRecipe.of(config);
        OwnFile.check("--jmx-password-file", config.passwordFile(), recipe.passwordFile());
        Map<String, Right> rights = rights(config.accessFile());
        Map<String, Right> roles = new LinkedHashMap<>();
        int number = 0;
        for (String line :
                OwnFile.text("--jmx-password-file", config.passwordFile()).split("\n", -1)) {
            number++;
            String role = role(config.passwordFile(), number, line, recipe);
            if (role != null) {
                roles.put(role, right(config, role, rights));
            }
        }
        if (roles.isEmpty()) {
            throw new IOException(
                    "--jmx-password-file "
                            + config.passwordFile()
                            + ": has no role, so nobody could log in\n"
                            + recipe.passwordFile());
        }
        return roles;
    }

    private static Right right(RemoteConfig config, String role, Map<String, Right> rights)
            throws IOException {
        Right right = rights.get(role);
        if (right == null) {
            throw new IOException(
                    "--jmx-password-file %s: role '%s' may do nothing; %s"
                            .formatted(
                                    config.passwordFile(),
                                    role,
                                    config.accessFile() == null
                                            ? "without --jmx-access-file the roles are monitor and"
                                                    + " control"
                                            : "add the line '"
                                                    + role
                                                    + " readonly' to "
                                                    + config.accessFile()));
        }
        return right;
    }

    /** Returns the role of a line as the JDK reads it; null for a comment or an empty line. */
    private static @Nullable String role(Path file, int number, String line, RemoteRecipe recipe)
            throws IOException {
        if (line.isBlank() || line.strip().startsWith("#")) {
            return null;
        }
        String[] words = line.stripTrailing().split("\\s+", -1);
        String where = "--jmx-password-file " + file + ", line " + number + ": ";
        if (words[0].isEmpty()) {
            throw new IOException(where + "begins with a blank; the JDK would not see the role");
        }
        switch (words.length) {
            case 1 ->
                    throw new IOException(
                            where
                                    + "role '"
                                    + words[0]
                                    + "' has no password\n"
                                    + recipe.passwordFile());
            case CLEAR -> {
                if (words[1].equals(words[0])) {
                    throw new IOException(
                            where
                                    + "the password of role '"
                                    + words[0]
                                    + "' is its name\n"
                                    + recipe.passwordFile());
                }
            }
            case HASHED_WITHOUT_ALGORITHM, HASHED -> {} // the JDK's own hashes
            default ->
                    throw new IOException(
                            where
                                    + "takes a role and a password without blanks, or the JDK's hash of one");
        }
        return words[0];
    }

    private static Map<String, Right> rights(@Nullable Path file) throws IOException {
        if (file == null) {
            return DEFAULT;
        }
        Map<String, Right> rights = new LinkedHashMap<>();
        int number = 0;
        for (String line : OwnFile.text("--jmx-access-file", file).split("\n", -1)) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+", -1);
            String right = words.length == 2 ? words[1].toLowerCase(Locale.ROOT) : "";
            if (!right.equals("readonly") && !right.equals("readwrite")) {
                throw new IOException(
                        ("--jmx-access-file %s, line %d: takes a role and readonly or readwrite,"
                                        + " but is '%s'")
                                .formatted(file, number, line.strip()));
            }
            rights.put(words[0], right.equals("readonly") ? Right.READONLY : Right.READWRITE);
        }
        return rights;
    }
}
