package org.ttflight.jmx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.Descriptor;
import javax.management.DescriptorRead;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * An MXBean whose descriptions are those that {@link Doc} gives. All beans of one interface share
 * one {@link MBeanInfo}: there can be a thousand of them, and it is the biggest part of each.
 */
abstract class DescribedBean extends StandardMBean {
    static final String DOC = "doc";
    static final String IMPACT = "impact";
    static final String ARGUMENT = "argument";

    private static final Map<Class<?>, MBeanInfo> INFOS = new ConcurrentHashMap<>();

    /**
     * @param type the MXBean interface, which the subclass implements
     */
    DescribedBean(Class<?> type) {
        super(type, true);
    }

    @Override
    protected @Nullable MBeanInfo getCachedMBeanInfo() {
        return INFOS.get(getMBeanInterface());
    }

    @Override
    protected void cacheMBeanInfo(@Nullable MBeanInfo info) {
        if (info != null) {
            INFOS.put(getMBeanInterface(), info);
        }
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return text(info, DOC, info.getDescription());
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return text(info, DOC, info.getDescription());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return text(info, DOC, info.getDescription());
    }

    @Override
    protected String getDescription(
            MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return text(parameter, DOC, parameter.getDescription());
    }

    @Override
    protected String getParameterName(
            MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return text(parameter, ARGUMENT, parameter.getName());
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        Object impact = info.getDescriptor().getFieldValue(IMPACT);
        return impact instanceof Integer known ? known : MBeanOperationInfo.INFO;
    }

    private static String text(DescriptorRead info, String field, String otherwise) {
        Descriptor descriptor = info.getDescriptor();
        return descriptor.getFieldValue(field) instanceof String text ? text : otherwise;
    }
}
