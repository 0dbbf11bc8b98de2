package org.ttflight.jfr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Relational;

/** Marks the id of a buffer, so that a tool can lead from its allocation to its release. */
@MetadataDefinition
@Relational
@Label("Buffer Id")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface BufferIdRelation {}
