package org.ttflight.jfr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Relational;

/** Marks the number of a snapshot, so that a tool can find all its rows. */
@MetadataDefinition
@Relational
@Label("Snapshot")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface SnapshotRelation {}
