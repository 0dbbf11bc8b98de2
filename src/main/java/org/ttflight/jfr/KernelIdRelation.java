package org.ttflight.jfr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Relational;

/** Marks the id of a kernel, so that a tool can lead from its load to its unload. */
@MetadataDefinition
@Relational
@Label("Kernel Id")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface KernelIdRelation {}
