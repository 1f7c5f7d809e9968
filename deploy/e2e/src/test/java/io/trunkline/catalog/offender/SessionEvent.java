package io.trunkline.catalog.offender;

/** Deliberate offender: a past-tense fact needs no such suffix. */
public final class SessionEvent {}
