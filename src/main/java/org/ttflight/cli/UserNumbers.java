package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;

/** Takes the numbers of users for their names, which is what documents have. */
final class UserNumbers {
    private UserNumbers() {}

    /** Returns the selection with the names of users that it has by number. */
    static Selection named(Selection selection, SnapshotDocument document) {
        List<UserPrincipal> wanted = new ArrayList<>();
        for (String user : selection.users()) {
            UserPrincipal principal = isNumber(user) ? principal(user) : null;
            if (principal != null) {
                wanted.add(principal);
            }
        }
        if (wanted.isEmpty()) {
            return selection;
        }
        Set<String> seen = new LinkedHashSet<>();
        for (ProcessState process : document.processes()) {
            String user = process.user();
            if (user != null) {
                seen.add(user);
            }
        }
        Set<String> users = new LinkedHashSet<>(selection.users());
        for (String user : seen) {
            // Equal if they have the same number, whatever they are called.
            if (wanted.contains(principal(user))) {
                users.add(user);
            }
        }
        return selection.withUsers(new ArrayList<>(users));
    }

    private static boolean isNumber(String user) {
        for (int at = 0; at < user.length(); at++) {
            if (user.charAt(at) < '0' || user.charAt(at) > '9') {
                return false;
            }
        }
        return !user.isEmpty();
    }

    private static @Nullable UserPrincipal principal(String user) {
        try {
            UserPrincipalLookupService users =
                    FileSystems.getDefault().getUserPrincipalLookupService();
            return users.lookupPrincipalByName(user);
        } catch (IOException | UnsupportedOperationException e) {
            return null; // nobody is called so
        }
    }
}
