package io.trunkline.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trunkline.progress.exercises.ExerciseReading;
import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.recommendation.PolicyFile;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The catalogue and the policy as they are shipped. */
public final class Shipped {

  /** From this module's directory, which is where tests and scripts run. */
  private static final Path EXERCISES =
      Path.of("../../catalog-service/src/main/resources/catalog/exercises");

  private static final long CATALOGUE_NUMBER = 1;

  private Shipped() {}

  /** The policy that answers are given by. */
  public static Policy policy() {
    return PolicyFile.shipped("sources-1").policy();
  }

  /** Every exercise of catalog-service's data files, numbered as on its first start. */
  public static Catalogue catalogue() {
    try (Stream<Path> files = Files.list(EXERCISES)) {
      List<Exercise> exercises = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        exercises.add(exercise(file));
      }
      return Catalogue.of(CATALOGUE_NUMBER, exercises);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exercise exercise(Path file) throws IOException {
    ObjectNode definition = (ObjectNode) new YAMLMapper().readTree(Files.readAllBytes(file));
    definition.put("catalogue", CATALOGUE_NUMBER);
    byte[] published = JsonMapper.builder().build().writeValueAsBytes(definition);
    try {
      return ExerciseReading.read(published, false).exercise();
    } catch (Malformed e) {
      throw new IllegalStateException(file + " is no definition of an exercise", e);
    }
  }
}
