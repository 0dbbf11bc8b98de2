package org.ttflight.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the JDK is new enough and whole, and what of the environment changes how it runs. */
final class JavaCheck {
    private static final int OLDEST = 17;
    private static final List<String> MODULES =
            List.of("jdk.jfr", "jdk.attach", "jdk.management.agent", "java.management");
    private static final List<String> OPTIONS =
            List.of(
                    "JAVA_TOOL_OPTIONS",
                    "JDK_JAVA_OPTIONS",
                    "TT_FLIGHT_JAVA_OPTIONS",
                    "TT_FLIGHT_CLI_JAVA_OPTIONS");

    private final Findings findings;
    private final Subject subject;
    private final JavaRuntime java;

    JavaCheck(Findings findings, Subject subject) {
        this.findings = findings;
        this.subject = subject;
        this.java = subject.java();
    }

    void run() {
        checkVersion();
        checkModules();
        checkTools();
        checkHome();
        for (String name : OPTIONS) {
            String value = subject.variable(name);
            if (value != null) {
                checkOptions(name, value);
            }
        }
    }

    private String install() {
        return "install a whole JDK: sudo apt-get install openjdk-"
                + Math.max(OLDEST, java.feature())
                + "-jdk (Fedora: java-"
                + Math.max(OLDEST, java.feature())
                + "-openjdk-devel)";
    }

    private void checkVersion() {
        String found = java.version() + " in " + java.home();
        if (java.feature() < OLDEST) {
            findings.error(
                    "java-version",
                    "Java " + java.feature() + " is too old",
                    found,
                    "tt-flight needs " + OLDEST + "; " + install());
        } else {
            findings.ok("java-version", "Java " + java.feature(), found);
        }
    }

    private void checkModules() {
        List<String> missing = new ArrayList<>();
        for (String module : MODULES) {
            if (!java.modules().contains(module)) {
                missing.add(module);
            }
        }
        if (missing.isEmpty()) {
            findings.ok("java-modules", "All modules are there", String.join(", ", MODULES));
        } else {
            findings.add(
                    "java-modules",
                    missing.contains("jdk.jfr") ? Severity.ERROR : Severity.WARNING,
                    "Modules are missing from this Java",
                    String.join(", ", missing)
                            + ": without jdk.jfr no recording, without the others no beans from"
                            + " outside",
                    install());
        }
    }

    private void checkTools() {
        List<String> missing = new ArrayList<>();
        for (String tool : List.of("jcmd", "jfr", "jconsole")) {
            if (!Files.isExecutable(java.home().resolve("bin").resolve(tool))) {
                missing.add(tool);
            }
        }
        if (missing.isEmpty()) {
            findings.ok("java-tools", "The JDK's tools are there", "jcmd, jfr, jconsole");
        } else {
            findings.note(
                    "java-tools",
                    "Tools are missing from this Java",
                    String.join(", ", missing)
                            + ": a JRE has none of them, a headless JDK no jconsole",
                    install());
        }
    }

    private void checkHome() {
        String home = subject.variable("JAVA_HOME");
        Path onPath = java.onPath();
        if (home == null) {
            if (onPath != null && !isSame(onPath, java.home().resolve("bin/java"))) {
                findings.note(
                        "java-home",
                        "This runs on another Java than the one on the path",
                        java.home() + ", on the path: " + onPath,
                        "export JAVA_HOME, so that bin/tt-flight always takes the same");
            }
            return;
        }
        Path its = Path.of(home, "bin/java");
        if (!Files.isExecutable(its)) {
            findings.warning(
                    "java-home",
                    "JAVA_HOME names no Java",
                    "there is no " + its + ", so the java on the path is taken",
                    "unset JAVA_HOME, or set it to " + java.home());
        } else if (onPath != null && !isSame(its, onPath)) {
            findings.note(
                    "java-home",
                    "JAVA_HOME and the path name different Javas",
                    "JAVA_HOME=" + home + ", on the path: " + onPath,
                    "bin/tt-flight takes JAVA_HOME; jcmd and jconsole come from the path");
        } else {
            findings.ok("java-home", "JAVA_HOME names a Java", home);
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toRealPath().equals(other.toRealPath());
        } catch (IOException e) {
            return one.equals(other);
        }
    }

    private void checkOptions(String name, String value) {
        String trouble = trouble(value);
        if (trouble != null) {
            findings.warning(
                    "java-options",
                    name + " stops part of tt-flight",
                    value + ": " + trouble,
                    "unset " + name + ", or take that option out");
        } else if (name.startsWith("TT_FLIGHT")) {
            findings.note("java-options", name + " is set", value, null);
        } else {
            findings.note(
                    "java-options",
                    name + " is set",
                    value
                            + ": every JVM of this shell takes it and prints a line about it on"
                            + " standard error",
                    "unset " + name + " for tt-flight");
        }
    }

    private static @Nullable String trouble(String options) {
        if (options.contains("+DisableAttachMechanism")) {
            return "nobody can attach, so neither jcmd nor jconsole works";
        }
        if (options.contains("jmxremote.port")) {
            return "every JVM of this shell, each command included, tries to listen on that port";
        }
        if (options.contains("jdwp") && options.contains("address=")) {
            return "every JVM of this shell, each command included, tries to open the debug port";
        }
        if (options.contains("-FlightRecorder")) {
            return "without Flight Recorder there is no recording";
        }
        return null;
    }
}
