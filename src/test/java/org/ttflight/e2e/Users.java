package org.ttflight.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;

/** Who runs what, where the test may choose. */
final class Users {
    private Users() {}

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Returns what has a command run without the rights of root: nothing, if nobody is root. */
    static List<String> ordinary() throws Exception {
        return new ArrayList<>(isRoot() ? nobody() : List.of());
    }

    /** Returns what has a command run as nobody; passes over the test where that cannot be. */
    static List<String> nobody() throws Exception {
        List<String> words =
                List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups");
        assumeTrue(isRoot(), "only root can become nobody");
        assumeTrue(works(words, "true"), "setpriv does not work here");
        // A checkout in a home directory, say.
        String launcher = Command.HOME.resolve("bin/tt-flight").toString();
        assumeTrue(works(words, "test", "-r", launcher), "nobody cannot read the checkout");
        return words;
    }

    /** Returns what has a command run in a pid namespace of its own. */
    static List<String> newPidNamespace() throws Exception {
        List<String> words = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
        assumeTrue(works(words, "true"), "no pid namespaces for us here");
        return words;
    }

    private static boolean works(List<String> wrapper, String... command) throws Exception {
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(List.of(command));
        try {
            return Command.run(words).code() == 0;
        } catch (java.io.IOException e) {
            return false; // there is no such program
        }
    }
}
