package io.trunkline.catalog.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.catalog.Sample;
import io.trunkline.catalog.exercise.ExerciseChecks;
import io.trunkline.catalog.program.ProgramChecks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionChecksTest {

  private static final Set<String> KNOWN = Set.of("sample-lift", "lift");
  private final ExerciseChecks exercises = new ExerciseChecks();
  private final ProgramChecks programs = new ProgramChecks();

  @Test
  void the_samples_have_no_fault() {
    assertThat(exercises.check("lift", Sample.exercise("lift"), KNOWN).faults()).isEmpty();
    assertThat(programs.check("day", Sample.program("day", "lift"), KNOWN).faults()).isEmpty();
  }

  /** Each line breaks one place of a valid exercise; exactly that place is named. */
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/name                     | 5                     | string expected",
        "/name                     | null                  | string expected",
        "/name                     | \"\"                  | 1 character",
        "/family                   | \"HEAVY\"             | LOADED",
        "/kinds                    | []                    | at least 1",
        "/dose/sets/min            | 4                     | above max 3",
        "/dose/sets/min            | 2.5                   | integer",
        "/dose/sets/min            | 0                     | minimum",
        "/dose/sets/max            | 1e30                  | plain number",
        "/dose/frequency/per       | \"MONTH\"             | WEEK",
        "/dose/reps/source/0       | \"BE:179\"            | has only 178 lines",
        "/dose/reps/source/0       | \"TR:18\"             | has only 17 lines",
        "/dose/reps/source/0       | \"XX:1\"              | the articles are [BE, LTR, TL, TR]",
        "/dose/reps/source/0       | \"BE:0\"              | pattern",
        "/dose/reps/source/0       | \"BE 114\"            | pattern",
        "/load/increments/kg       | 0                     | exclusive",
        "/load/start/unit          | \"stone\"             | kg",
        "/variations/1/difficulty  | 1                     | distinct and ascend",
        "/variations/0/id          | \"Easy Peasy\"        | pattern",
        "/variations               | []                    | at least 1 items",
        "/regions                  | []                    | at least 1",
        "/relations/0/to           | \"sample-lif\"        | nearest known name is sample-lift",
        "/summary/text             | \"a\\u0000b\"         | control characters",
        "/summary/text             | \"a\\ud800b\"         | surrogate",
        "/retired                  | true                  | DELETE retires",
        "/id                       | \"other\"             | the address says lift",
        "/id                       | \"Lift\"              | pattern",
      })
  void a_fault_is_named_by_its_place(String pointer, String value, String detail) {
    ObjectNode body = Sample.exercise("lift");
    set(body, pointer, json(value));
    List<Fault> faults = exercises.check("lift", body, KNOWN).faults();
    assertThat(faults).extracting(Fault::pointer).containsExactly(pointer);
    assertThat(faults.get(0).detail()).contains(detail);
  }

  @Test
  void two_variations_of_one_difficulty_are_refused() {
    ObjectNode body = Sample.exercise("lift");
    set(body, "/variations/0/difficulty", json("2"));
    assertThat(exercises.check("lift", body, KNOWN).faults())
        .extracting(Fault::pointer)
        .containsExactly("/variations/1/difficulty");
  }

  @Test
  void a_fact_without_source_external_or_choice_is_one_fault_at_the_fact() {
    ObjectNode body = Sample.exercise("lift");
    ((ObjectNode) body.at("/summary")).remove("choice");
    assertThat(exercises.check("lift", body, KNOWN).faults())
        .containsExactly(new Fault("/summary", "needs at least one of source, external, choice"));
  }

  @Test
  void an_empty_source_is_no_source() {
    ObjectNode body = Sample.exercise("lift");
    ((ObjectNode) body.at("/dose/reps")).putArray("source");
    assertThat(exercises.check("lift", body, KNOWN).faults())
        .extracting(Fault::pointer)
        .containsExactly("/dose/reps/source");
  }

  @Test
  void an_unknown_field_is_named_with_the_nearest_known_one() {
    ObjectNode body = Sample.exercise("lift");
    ((ObjectNode) body.at("/dose/reps")).put("perside", true);
    body.put("alsoknownas", "x");
    assertThat(exercises.check("lift", body, KNOWN).faults())
        .containsExactlyInAnyOrder(
            new Fault("/dose/reps/perside", "is not known here; the nearest known name is perSide"),
            new Fault("/alsoknownas", "is not known here; the nearest known name is alsoKnownAs"));
  }

  @Test
  void all_faults_come_in_one_answer() {
    ObjectNode body = Sample.exercise("lift");
    body.remove("name");
    set(body, "/dose/sets/min", json("9"));
    set(body, "/dose/reps/source/0", json("\"BE:999\""));
    set(body, "/relations/0/to", json("\"nowhere\""));
    set(body, "/summary/text", json("\"\\u0001\""));
    assertThat(exercises.check("lift", body, KNOWN).faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/name", "/dose/sets/min", "/dose/reps/source/0", "/relations/0/to", "/summary/text");
  }

  @Test
  void two_defaults_and_a_variation_twice_are_refused() {
    ObjectNode body = Sample.exercise("lift");
    set(body, "/variations/0/default", json("true"));
    set(body, "/variations/2/id", json("\"easy\""));
    assertThat(exercises.check("lift", body, KNOWN).faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/variations", "/variations/2/id");
  }

  @Test
  void what_the_service_added_may_be_sent_back() {
    ObjectNode body = Sample.exercise("lift");
    body.put("version", 7).put("catalogue", 9).put("retired", false).putObject("articles");
    Checked checked = exercises.check("lift", body, KNOWN);
    assertThat(checked.faults()).isEmpty();
    assertThat(checked.body()).isEqualTo(Sample.exercise("lift"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[]", "\"text\"", "5", "null", "true"})
  void a_body_that_is_no_object_is_refused(String body) {
    assertThat(exercises.check("lift", json(body), KNOWN).faults())
        .containsExactly(new Fault("", "must be a JSON object"));
  }

  @Test
  void a_programme_with_an_unknown_exercise_is_refused() {
    ObjectNode body = Sample.program("day", "lifd");
    set(body, "/items/0/substitutes/0/exercise", json("\"nowhere\""));
    assertThat(programs.check("day", body, KNOWN).faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/items/0/exercise", "/items/0/substitutes/0/exercise");
  }

  @Test
  void an_exercise_is_found_by_family_muscle_region_equipment_and_names() {
    Checked checked = exercises.check("lift", Sample.exercise("lift"), KNOWN);
    assertThat(checked.tags())
        .containsExactly(
            "equipment:sample-bench",
            "family:LOADED",
            "muscle:sample-muscle",
            "region:sample-region");
    assertThat(checked.words()).isEqualTo("lift\nsample lift\ntrial raise");
  }

  @Test
  void key_order_and_the_writing_of_numbers_make_no_difference() {
    assertThat(StrictJson.same(json("{\"a\":2.5,\"b\":[1]}"), json("{\"b\":[1.0],\"a\":2.50}")))
        .isTrue();
    assertThat(StrictJson.same(json("{\"a\":2.5}"), json("{\"a\":\"2.5\"}"))).isFalse();
    assertThat(StrictJson.same(json("{\"a\":2.5}"), json("{\"a\":2.51}"))).isFalse();
  }

  @Test
  void every_field_of_the_schemas_says_what_it_means() {
    for (String kind : List.of("exercise", "program")) {
      JsonNode schema = Sample.yaml("contract/catalog." + kind + "-published.v1.schema.json");
      assertThat(undescribed(schema, schema)).isEmpty();
    }
  }

  private static Stream<String> undescribed(JsonNode schema, JsonNode node) {
    return node.properties().stream()
        .flatMap(
            entry ->
                Stream.concat(
                    entry.getKey().equals("properties")
                        ? entry.getValue().properties().stream()
                            .filter(field -> !described(schema, field.getValue()))
                            .map(Map.Entry::getKey)
                        : Stream.empty(),
                    undescribed(schema, entry.getValue())));
  }

  private static boolean described(JsonNode schema, JsonNode field) {
    JsonNode target =
        field.has("$ref") ? schema.at(field.get("$ref").asText().substring(1)) : field;
    return target.path("description").asText().length() >= 10;
  }

  private static JsonNode json(String text) {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void set(ObjectNode body, String pointer, JsonNode value) {
    int slash = pointer.lastIndexOf('/');
    JsonNode holder = body.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1);
    if (holder.isArray()) {
      ((ArrayNode) holder).set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) holder).set(last, value);
    }
  }
}
