package org.ttflight.jfr;

import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/*
 * Why a superclass: JFR numbers the settings of one class once in the order of the class file and
 * once in the order of Class.getDeclaredMethods(), which need not agree. Where they do not, it
 * passes one setting's control to the other's method, and commit() throws ClassCastException (seen
 * on 17 and 25). A class with a single setting cannot be mixed up, and those of a subclass are
 * judged before those of its superclass: so a minimum size in the subclass comes first.
 */

/** An event of which only one in N may be recorded, among those that a subclass lets through. */
abstract class SampledEvent extends Event {
    @Label("One In")
    @Description("Only every n-th of the buffers that are large enough; 1 for all")
    @Name("oneIn")
    @SettingDefinition
    boolean oneIn(OneIn setting) {
        return setting.accepts();
    }
}
