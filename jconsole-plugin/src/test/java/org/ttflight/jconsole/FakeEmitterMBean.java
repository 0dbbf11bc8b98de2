package org.ttflight.jconsole;

/** A bean that sends notifications. */
public interface FakeEmitterMBean {
    /** Returns how many listen. */
    int getListeners();
}
