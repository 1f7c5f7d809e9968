package io.trunkline.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.catalog.definition.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Definitions for tests: small, valid, and belonging to no shipped exercise. */
public final class Sample {

  private Sample() {}

  /** A valid exercise with this id; two calls give equal, independent trees. */
  public static ObjectNode exercise(String id) {
    ObjectNode exercise = (ObjectNode) yaml("sample/exercises/sample-lift.yaml");
    exercise.put("id", id);
    return exercise;
  }

  /** A valid programme with this id that holds this exercise. */
  public static ObjectNode program(String id, String exercise) {
    ObjectNode program = (ObjectNode) yaml("sample/programs/sample-day.yaml");
    program.put("id", id);
    ((ObjectNode) program.at("/items/0")).put("exercise", exercise);
    return program;
  }

  public static JsonNode yaml(String resource) {
    try (InputStream stream = Sample.class.getClassLoader().getResourceAsStream(resource)) {
      return StrictJson.parseYaml(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
