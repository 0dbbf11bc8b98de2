package org.ttflight.jmx;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/**
 * Says what a bean, an attribute or an operation is, for whoever looks at it in a management
 * client. {@link DescribedBean} makes it the description.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Doc {
    /** Returns one or two sentences, the last without a full stop. */
    @DescriptorKey(DescribedBean.DOC)
    String value();

    /** In what a number counts; written as JConsole shows it. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Units {
        /** Returns the plural of the unit. */
        @DescriptorKey("units")
        String value();
    }

    /** Marks an operation that does more than tell something. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Impact {
        /** Returns one of the constants of {@link javax.management.MBeanOperationInfo}. */
        @DescriptorKey(DescribedBean.IMPACT)
        int value();
    }

    /** Names and explains a parameter of an operation. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Argument {
        /** Returns the name. */
        @DescriptorKey(DescribedBean.ARGUMENT)
        String value();

        /** Returns what it means, with its range. */
        @DescriptorKey(DescribedBean.DOC)
        String doc();
    }
}
