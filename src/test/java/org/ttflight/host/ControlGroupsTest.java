package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers and pods, as the runtimes name their control groups. */
class ControlGroupsTest {
    private static final String ID =
            "4f1a0b7c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccdde";
    private static final String OTHER =
            "0000000000000000000000000000000000000000000000000000000000000001";
    private static final String UID = "0a1b2c3d-1111-2222-3333-444455556666";

    private static String text(String pattern) {
        return pattern.replace("OTHER", OTHER)
                .replace("ID", ID)
                .replace("POD_", UID.replace('-', '_'))
                .replace("POD", UID)
                .replace("|", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::/system.slice/docker-ID.scope|",
                "0::/docker/ID",
                "0::/docker/ID/init.scope",
                "0::/../ID",
                "0::/user.slice/user-1000.slice/user@1000.service/user.slice/docker-ID.scope",
                "0::/machine.slice/libpod-ID.scope/container",
                "0::/machine.slice/libpod-ID.scope",
                "0::/system.slice/nerdctl-ID.scope",
                "0::/docker/OTHER/docker/ID",
                "12:pids:/|11:memory:/docker/ID|1:name=systemd:/docker/ID|0::/system.slice",
                "3:cpu,cpuacct:/docker/ID|2:memory:/docker/OTHER",
                "no line|0::/docker/ID",
            })
    void shouldFindTheContainer(String pattern) {
        assertEquals(new ControlGroups(ID, null), ControlGroups.parse(text(pattern)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podPOD_.slice"
                        + "/cri-containerd-ID.scope",
                "0::/kubepods.slice/kubepods-podPOD_.slice/cri-containerd-ID.scope",
                "0::/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podPOD_.slice"
                        + "/crio-ID.scope/container",
                "0::/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-podPOD_.slice"
                        + "/docker-ID.scope",
                "0::/kubepods/burstable/podPOD/ID",
                "0::/kubepods/podPOD/ID",
                "9:memory:/kubepods/besteffort/podPOD/ID|0::/",
                "0::/../../kubepods-podPOD_.slice/cri-containerd-ID.scope",
                "0::/system.slice/containerd.service/kubepods-burstable-podPOD_.slice"
                        + ":cri-containerd:ID",
            })
    void shouldFindThePod(String pattern) {
        assertEquals(new ControlGroups(ID, UID), ControlGroups.parse(text(pattern)));
    }

    @Test
    void shouldFindAPodThatTheNodeMadeFromAFile() {
        String uid = "f6a0b1c2d3e4f5061728394a5b6c7d8e";
        assertEquals(
                new ControlGroups(ID, uid),
                ControlGroups.parse("0::/kubepods/burstable/pod" + uid + "/" + ID));
    }

    @Test
    void shouldFindAPodWithoutItsContainer() {
        assertEquals(
                new ControlGroups(null, UID),
                ControlGroups.parse(
                        text("0::/kubepods.slice/kubepods-podPOD_.slice/crio-conmon-ID.scope")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "0::/",
                "0::",
                "nonsense",
                "0:/docker/ID",
                "0::/user.slice/user-1000.slice/session-2.scope|",
                "0::/system.slice/docker.service",
                "0::/machine.slice/libpod-conmon-ID.scope",
                "0::/docker/IDa", // 65 digits
                "0::/docker/xID",
                "0::/system.slice/podman-1234.scope",
                "0::/podPOD/x", // not Kubernetes
                "0::/kubepods/podPODx",
                "0::/kubepods/pod",
                "0::/kubepods.slice/pod.slice",
            })
    void shouldFindNothing(String pattern) {
        assertSame(ControlGroups.NONE, ControlGroups.parse(text(pattern)));
    }

    @ParameterizedTest
    @CsvSource({"63", "65"})
    void shouldCountDigits(int length) {
        assertSame(ControlGroups.NONE, ControlGroups.parse("0::/docker/" + "a".repeat(length)));
    }
}
