package org.ttflight.host;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The container and the Kubernetes pod that the paths in {@code /proc/PID/cgroup} name.
 *
 * <pre>
 * 0::/system.slice/docker-ID.scope                                docker, systemd
 * 12:memory:/docker/ID                                            docker, version 1
 * 0::/machine.slice/libpod-ID.scope/container                     podman
 * …/kubepods-burstable-podUID.slice/cri-containerd-ID.scope       containerd, systemd; _ for -
 * …/kubepods-burstable-podUID.slice/crio-ID.scope                 CRI-O; crio-conmon-ID is no part
 * …/kubepods/burstable/podUID/ID                                  without systemd
 * …/containerd.service/kubepods-…-podUID.slice:cri-containerd:ID  containerd, mixed drivers
 * </pre>
 *
 * <p>An ID has 64 hexadecimal digits. The innermost one counts. A UID has the usual form with
 * dashes, or 32 digits for a pod that its node made from a file.
 *
 * @param container null if none is named
 * @param pod null if none is named
 */
record ControlGroups(@Nullable String container, @Nullable String pod) {
    /** No container, or it cannot be seen from here. */
    static final ControlGroups NONE = new ControlGroups(null, null);

    private static final int ID_LENGTH = 64;
    private static final Pattern SEPARATORS = Pattern.compile("[/:]");

    /** Reads the file's text; of several hierarchies the first that names something counts. */
    static ControlGroups parse(String text) {
        String container = null;
        String pod = null;
        for (String line : text.split("\n", -1)) {
            int path = line.indexOf(':', line.indexOf(':') + 1) + 1;
            if (path == 0) {
                continue;
            }
            boolean isKubernetes = line.indexOf("kubepods", path) >= 0;
            String innermost = null;
            String podHere = null;
            for (String part : SEPARATORS.split(line.substring(path), -1)) {
                String id = containerOf(part);
                innermost = id == null ? innermost : id;
                String uid = isKubernetes ? podOf(part) : null;
                podHere = uid == null ? podHere : uid;
            }
            container = container == null ? innermost : container;
            pod = pod == null ? podHere : pod;
        }
        return container == null && pod == null ? NONE : new ControlGroups(container, pod);
    }

    private static @Nullable String containerOf(String part) {
        String name = without(part, ".scope");
        int start = name.length() - ID_LENGTH;
        if (start < 0 || !isHex(name, start, false)) {
            return null;
        }
        boolean isWhole = start == 0;
        boolean isNamed = !isWhole && name.charAt(start - 1) == '-';
        return isWhole || (isNamed && !name.startsWith("conmon-", start - 7))
                ? name.substring(start)
                : null;
    }

    private static @Nullable String podOf(String part) {
        String name = without(part, ".slice");
        int start = name.startsWith("pod") ? 3 : name.lastIndexOf("-pod") + 4;
        if (start < 4 && !name.startsWith("pod")) {
            return null;
        }
        String uid = name.substring(start).replace('_', '-');
        boolean hasLength = uid.length() == 36 || uid.length() == 32;
        return hasLength && isHex(uid, 0, true) ? uid : null;
    }

    private static String without(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    private static boolean isHex(String text, int from, boolean dashes) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (!isDigit && !(dashes && c == '-')) {
                return false;
            }
        }
        return true;
    }
}
