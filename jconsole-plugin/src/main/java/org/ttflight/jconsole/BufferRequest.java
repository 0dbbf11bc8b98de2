package org.ttflight.jconsole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Which buffers are asked for. */
record BufferRequest(ProcessKey process, Order order) {
    /** The most buffers that are shown. */
    static final int LIMIT = 500;

    /** More beans than this that claim one pid are not asked. */
    private static final int MOST_BEANS = 16;

    /** Which buffers come first, where there are more than are shown. */
    enum Order {
        LARGEST("Largest first", "largest", "listBuffers"),
        OLDEST("Oldest first", "oldest", "oldestBuffers");

        private final String label;
        private final String word;
        private final String operation;

        Order(String label, String word, String operation) {
            this.label = label;
            this.word = word;
            this.operation = operation;
        }

        @Override
        public String toString() {
            return label;
        }

        String word() {
            return word;
        }

        private Comparator<BufferReading> comparator() {
            return this == LARGEST
                    ? Comparator.comparing(
                            BufferReading::bytes,
                            Comparator.nullsLast(Comparator.<Long>reverseOrder()))
                    : Comparator.comparing(BufferReading::allocated);
        }
    }

    /**
     * What the daemon answers.
     *
     * @param buffers in the order asked for, {@link #LIMIT} at most
     * @param hasMore whether the process holds more than these
     * @param why there is none, in a sentence; empty if there are some
     */
    record Answer(List<BufferReading> buffers, boolean hasMore, String why) {
        static Answer none(String why) {
            return new Answer(List.of(), false, why);
        }
    }

    /** Asks the bean of the process. Waits; whatever goes wrong becomes an answer. */
    Answer ask(MBeanServerConnection connection) {
        try {
            return read(connection);
        } catch (InstanceNotFoundException e) {
            return gone();
        } catch (IOException e) {
            return Answer.none("The connection is broken: " + e.getMessage());
        } catch (JMException | RuntimeException e) {
            return Answer.none("The buffers cannot be read: " + e.getMessage());
        }
    }

    private Answer gone() {
        return Answer.none("Process " + process.pid() + " is gone.");
    }

    private Answer read(MBeanServerConnection connection) throws IOException, JMException {
        List<ObjectName> beans = beans(connection);
        if (beans.isEmpty()) {
            return gone();
        }
        List<BufferReading> buffers = new ArrayList<>();
        for (ObjectName bean : beans) {
            Object answer =
                    connection.invoke(
                            bean,
                            order.operation,
                            new Object[] {LIMIT + 1},
                            new String[] {int.class.getName()});
            if (answer instanceof CompositeData[] rows) {
                for (CompositeData row : rows) {
                    buffers.add(BufferReading.of(new Row(row)));
                }
            }
        }
        if (buffers.isEmpty()) {
            return Answer.none(whyNone(connection, beans.get(0)));
        }
        buffers.sort(order.comparator());
        return new Answer(
                List.copyOf(buffers.subList(0, Math.min(LIMIT, buffers.size()))),
                buffers.size() > LIMIT,
                "");
    }

    /** A verified process has a bean of just this name; of others, several may claim the pid. */
    private List<ObjectName> beans(MBeanServerConnection connection)
            throws IOException, JMException {
        String name = "tenstorrent:type=Process,pid=" + process.pid();
        if (process.verified()) {
            return List.of(new ObjectName(name));
        }
        return connection.queryNames(new ObjectName(name + ",*"), null).stream()
                .filter(bean -> bean.getKeyPropertyList().size() > 2)
                .sorted()
                .limit(MOST_BEANS)
                .toList();
    }

    private static String whyNone(MBeanServerConnection connection, ObjectName bean)
            throws IOException, JMException {
        if (connection.getAttribute(bean, "Buffers") != null) {
            return "It holds no buffers now.";
        }
        Object reason = connection.getAttribute(bean, "TrackingDescription");
        return "Its buffers are not known one by one: "
                + Objects.requireNonNullElse(reason, "it does not report them")
                + ".";
    }
}
