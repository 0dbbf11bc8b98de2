package org.ttflight.jfr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Relational;

/** Marks the ordinal of a device, so that a tool can find all events of one device. */
@MetadataDefinition
@Relational
@Label("Device")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface DeviceRelation {}
