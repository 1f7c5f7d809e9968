package io.trunkline.progress.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.trunkline.progress.exercises.ExerciseReading;
import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.recommendation.PolicyFile;
import io.trunkline.progress.rules.WorkedScenariosTest.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Versions stand side by side, and an old one answers as it always did. Its answers to the worked
 * scenarios, over the catalogue of that day, are kept as the bytes they were: whoever changes one
 * owes a new version.
 */
class PolicyVersionsTest {

  private static final JsonMapper WIRE =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final Policy OLD = PolicyFile.shipped("sources-1").policy();
  private static final Policy NEW = PolicyFile.shipped("longer-rest").policy();

  private static List<String> kept(String name) throws IOException {
    try (InputStream file =
        PolicyVersionsTest.class.getResourceAsStream("/rules/golden/" + name + ".ndjson")) {
      return new String(file.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static Catalogue catalogueOfThatDay() throws IOException, Malformed {
    List<Exercise> exercises = new ArrayList<>();
    for (String line : kept("catalogue")) {
      exercises.add(ExerciseReading.read(line.getBytes(UTF_8), false).exercise());
    }
    return Catalogue.of(17, exercises);
  }

  private static String answer(Scenario scenario, Catalogue catalogue, Policy policy)
      throws IOException {
    return WIRE.writeValueAsString(
        Recommender.recommend(
            WorkedScenariosTest.story(scenario).history(),
            catalogue,
            policy,
            scenario.exercise(),
            Story.evening(scenario.day())));
  }

  @Test
  void an_old_version_gives_its_old_answers_byte_for_byte_beside_a_new_one()
      throws IOException, Malformed {
    Catalogue catalogue = catalogueOfThatDay();
    List<String> old = new ArrayList<>();
    List<String> other = new ArrayList<>();
    for (Scenario scenario : WorkedScenariosTest.scenarios()) {
      other.add(answer(scenario, catalogue, NEW));
      old.add(answer(scenario, catalogue, OLD));
    }

    assertThat(old).containsExactlyElementsOf(kept("sources-1"));
    assertThat(other).allSatisfy(answer -> assertThat(answer).contains("\"longer-rest\""));
    assertThat(other).anySatisfy(answer -> assertThat(answer).contains("10 whole days"));
    assertThat(old).noneSatisfy(answer -> assertThat(answer).contains("10 whole days"));
  }

  @Test
  void every_policy_file_is_shipped_and_found_by_its_name() throws IOException {
    Policies policies = new Policies();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/policies"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file -> {
                String version = file.getFileName().toString().replace(".yaml", "");
                assertThat(policies.find(version)).isPresent();
              });
    }
    assertThat(policies.find("longer-rest")).isEmpty();
  }
}
