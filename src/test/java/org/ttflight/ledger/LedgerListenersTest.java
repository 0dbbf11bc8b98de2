package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LedgerListenersTest {
    private final List<String> heard = new ArrayList<>();

    private static LedgerListener listener(InvocationHandler handler) {
        return (LedgerListener)
                Proxy.newProxyInstance(
                        LedgerListener.class.getClassLoader(),
                        new Class<?>[] {LedgerListener.class},
                        handler);
    }

    private LedgerListener recording(String name) {
        return listener(
                (proxy, method, arguments) -> {
                    heard.add(name + " " + method.getName() + Arrays.toString(arguments));
                    return null;
                });
    }

    private LedgerListener failing() {
        return listener(
                (proxy, method, arguments) -> {
                    heard.add("failing " + method.getName() + Arrays.toString(arguments));
                    throw new IllegalStateException("a bug, made by a test");
                });
    }

    private static List<Method> calls() {
        return Arrays.stream(LedgerListener.class.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .toList();
    }

    /** Different numbers, so that two of them cannot change places unnoticed. */
    private static Object[] argumentsOf(Method method) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            if (types[i] == int.class) {
                arguments[i] = i + 1;
            } else if (types[i] == long.class) {
                arguments[i] = i + 1L;
            } else if (types[i].isEnum()) {
                arguments[i] = types[i].getEnumConstants()[1];
            } else if (types[i] == ProcessIdentity.class) {
                arguments[i] = new ProcessIdentity(i + 1, 2, 3, 4, 0);
            }
        }
        return arguments;
    }

    @Test
    void shouldPassOnEveryCallToAllInTheirOrder() throws ReflectiveOperationException {
        LedgerListeners listeners =
                new LedgerListeners(List.of(recording("first"), recording("second")), List.of());
        assertTrue(calls().size() >= 10, () -> "calls: " + calls());
        for (Method call : calls()) {
            Object[] arguments = argumentsOf(call);
            call.invoke(listeners, arguments);
            String told = call.getName() + Arrays.toString(arguments);
            assertEquals(List.of("first " + told, "second " + told), heard);
            heard.clear();
        }
    }

    @Test
    void shouldSpareListenersOfProcessesTheSingleBuffers() throws ReflectiveOperationException {
        LedgerListeners listeners = new LedgerListeners(List.of(), List.of(recording("processes")));
        for (Method call : calls()) {
            call.invoke(listeners, argumentsOf(call));
        }
        assertEquals(
                Set.of("processAttached", "processExited", "anomaly", "thresholdReached"),
                heard.stream()
                        .map(told -> told.substring("processes ".length(), told.indexOf('[')))
                        .collect(Collectors.toSet()));
    }

    @Test
    void shouldNotMindOneThatFails() throws ReflectiveOperationException {
        LedgerListeners listeners =
                new LedgerListeners(List.of(failing(), recording("second")), List.of());
        for (Method call : calls()) {
            Object[] arguments = argumentsOf(call);
            call.invoke(listeners, arguments);
            String told = call.getName() + Arrays.toString(arguments);
            assertEquals(List.of("failing " + told, "second " + told), heard);
            heard.clear();
        }
    }

    @Test
    void shouldDoWithoutListeners() throws ReflectiveOperationException {
        LedgerListeners listeners = new LedgerListeners(List.of(), List.of());
        for (Method call : calls()) {
            call.invoke(listeners, argumentsOf(call));
        }
        assertEquals(List.of(), heard);
    }
}
