package io.trunkline.catalog.publishing;

import io.trunkline.catalog.definition.Kind;

/** The topic and the event types of one kind; the names are wire contract, see asyncapi.yaml. */
enum Stream {
  EXERCISES("catalog.exercises", "catalog.exercise-published.v1", "catalog.exercise-retired.v1"),
  PROGRAMS("catalog.programs", "catalog.program-published.v1", "catalog.program-withdrawn.v1");

  final String topic;
  private final String published;
  private final String retired;

  Stream(String topic, String published, String retired) {
    this.topic = topic;
    this.published = published;
    this.retired = retired;
  }

  static Stream of(Kind kind) {
    return switch (kind) {
      case EXERCISE -> EXERCISES;
      case PROGRAM -> PROGRAMS;
    };
  }

  String eventType(boolean isRetired) {
    return isRetired ? retired : published;
  }
}
