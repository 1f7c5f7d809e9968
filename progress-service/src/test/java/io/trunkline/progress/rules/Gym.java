package io.trunkline.progress.rules;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trunkline.progress.exercises.ExerciseReading;
import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.recommendation.PolicyFile;
import io.trunkline.progress.rules.Exercise.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shipped catalogue and policy, read as data, and one entry nobody mapped to regions. */
final class Gym {

  private static final Path SHIPPED =
      Path.of("../catalog-service/src/main/resources/catalog/exercises");

  static final Policy POLICY = PolicyFile.shipped("sources-1").policy();

  static final String UNMAPPED = "unmapped-machine";

  static final Catalogue CATALOGUE = Catalogue.of(17, exercises());

  private Gym() {}

  static Exercise exercise(String id) {
    return CATALOGUE.find(id).orElseThrow();
  }

  private static List<Exercise> exercises() {
    List<Exercise> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(SHIPPED)) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .forEach(f -> all.add(read(f)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Exercise pulldown =
        all.stream().filter(e -> e.id().equals("lat-pulldown")).findFirst().orElseThrow();
    all.add(unmapped(pulldown));
    return all;
  }

  private static Exercise read(Path file) {
    try {
      ObjectNode definition = (ObjectNode) new YAMLMapper().readTree(Files.readAllBytes(file));
      definition.put("catalogue", 17);
      byte[] wire = JsonMapper.builder().build().writeValueAsBytes(definition);
      return ExerciseReading.read(wire, false).exercise();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Malformed e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static Exercise unmapped(Exercise e) {
    return new Exercise(
        UNMAPPED,
        "Unmapped",
        e.origin(),
        e.family(),
        null,
        e.sets(),
        e.reps(),
        e.perSide(),
        e.holdSeconds(),
        e.frequency(),
        e.start(),
        e.load(),
        e.variations(),
        new TreeMap<>(),
        List.of(),
        null,
        false);
  }

  /** The shipped policy but for what stops and who may lift it, under another name. */
  static Policy policy(Policy.Stop stop) {
    Policy p = POLICY;
    return new Policy(
        "other",
        p.articles(),
        p.rest(),
        stop,
        p.feeling(),
        p.clear(),
        p.freq(),
        p.hard(),
        p.sets(),
        p.step(),
        p.increment(),
        p.rotation(),
        p.returning(),
        p.layoff(),
        p.reduce(),
        p.regain(),
        p.quality(),
        p.sides(),
        p.ceiling());
  }

  /** A copy of an exercise with one region more, or in another role. */
  static Exercise with(Exercise e, String region, Role role) {
    TreeMap<String, Role> regions = new TreeMap<>(e.regions());
    regions.put(region, role);
    return new Exercise(
        e.id(),
        e.name(),
        e.origin(),
        e.family(),
        e.kin(),
        e.sets(),
        e.reps(),
        e.perSide(),
        e.holdSeconds(),
        e.frequency(),
        e.start(),
        e.load(),
        e.variations(),
        regions,
        e.relations(),
        e.goAheadForEveryone(),
        e.retired());
  }
}
