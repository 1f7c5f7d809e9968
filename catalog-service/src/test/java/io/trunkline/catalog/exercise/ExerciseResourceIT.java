package io.trunkline.catalog.exercise;

import static io.restassured.RestAssured.given;
import static io.trunkline.catalog.Http.get;
import static io.trunkline.catalog.Http.json;
import static io.trunkline.catalog.Http.problem;
import static io.trunkline.catalog.Http.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.catalog.RealParts;
import io.trunkline.catalog.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class ExerciseResourceIT {

  /** Every sample refers to it. */
  @BeforeEach
  void sample_lift_is_there() {
    put("/v1/exercises/sample-lift", Sample.exercise("sample-lift"));
  }

  @Test
  void an_exercise_is_created_revised_and_unchanged() {
    ObjectNode body = Sample.exercise("revised");
    Response created = put("/v1/exercises/revised", body);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    JsonNode first = json(created, 201);
    assertThat(first.get("version").intValue()).isEqualTo(1);
    assertThat(first.get("retired").booleanValue()).isFalse();
    assertThat(first.at("/articles/BE/publisher").textValue()).isEqualTo("StrengthLog");

    Response same = put("/v1/exercises/revised", body);
    assertThat(json(same, 200)).isEqualTo(first);

    Response revised = put("/v1/exercises/revised", body.put("name", "Revised"));
    assertThat(revised.header("ETag")).isEqualTo("\"2\"");
    assertThat(json(revised, 200).get("catalogue").longValue())
        .isGreaterThan(first.get("catalogue").longValue());
    assertThat(get("/v1/exercises/revised")).isEqualTo(json(revised, 200));
  }

  @Test
  void what_was_read_can_be_edited_and_sent_back() {
    put("/v1/exercises/round-trip", Sample.exercise("round-trip"));
    ObjectNode read = (ObjectNode) get("/v1/exercises/round-trip");
    assertThat(json(put("/v1/exercises/round-trip", read), 200)).isEqualTo(read);
    JsonNode edited = json(put("/v1/exercises/round-trip", read.put("name", "Edited")), 200);
    assertThat(edited.get("version").intValue()).isEqualTo(2);
  }

  @Test
  void every_version_stays_readable_for_ever() {
    ObjectNode body = Sample.exercise("versions");
    JsonNode first = json(put("/v1/exercises/versions", body), 201);
    JsonNode second = json(put("/v1/exercises/versions", body.put("name", "Second")), 200);
    given().delete("/v1/exercises/versions").then().statusCode(204);
    assertThat(get("/v1/exercises/versions/versions/1")).isEqualTo(first);
    assertThat(get("/v1/exercises/versions/versions/2")).isEqualTo(second);
    assertThat(get("/v1/exercises/versions/versions/3").get("retired").booleanValue()).isTrue();
    for (String unknown : List.of("4", "0", "-1", "x", "99999999999", "1.0")) {
      problem(given().get("/v1/exercises/versions/versions/" + unknown), 404, "not-found");
    }
  }

  @Test
  void a_retired_exercise_answers_says_so_and_can_return() {
    ObjectNode body = Sample.exercise("retiring");
    put("/v1/exercises/retiring", body);
    given().delete("/v1/exercises/retiring").then().statusCode(204).header("ETag", "\"2\"");
    given().delete("/v1/exercises/retiring").then().statusCode(204).header("ETag", "\"2\"");
    assertThat(get("/v1/exercises/retiring").get("retired").booleanValue()).isTrue();
    assertThat(ids("q=retiring")).isEmpty();
    JsonNode back = json(put("/v1/exercises/retiring", body), 200);
    assertThat(back.get("retired").booleanValue()).isFalse();
    assertThat(back.get("version").intValue()).isEqualTo(3);
    assertThat(ids("q=retiring")).containsExactly("retiring");
  }

  @Test
  void if_match_refuses_what_is_not_current_unless_nothing_would_change() {
    ObjectNode body = Sample.exercise("guarded");
    problem(
        put(given().header("If-Match", "\"1\""), "/v1/exercises/guarded", body),
        412,
        "revision-mismatch");
    json(put(given().header("If-None-Match", "*"), "/v1/exercises/guarded", body), 201);
    ObjectNode changed = body.deepCopy().put("name", "Changed");
    for (String stale : List.of("\"2\"", "W/\"1\"", "1", "nonsense")) {
      Response refused = put(given().header("If-Match", stale), "/v1/exercises/guarded", changed);
      problem(refused, 412, "revision-mismatch");
      assertThat(refused.header("ETag")).isEqualTo("\"1\"");
    }
    problem(
        put(given().header("If-None-Match", "*"), "/v1/exercises/guarded", changed),
        412,
        "revision-mismatch");
    json(put(given().header("If-Match", "\"7\", \"1\""), "/v1/exercises/guarded", changed), 200);
    json(put(given().header("If-Match", "\"1\""), "/v1/exercises/guarded", changed), 200);
    problem(
        given().header("If-Match", "\"1\"").delete("/v1/exercises/guarded"),
        412,
        "revision-mismatch");
    given().header("If-Match", "\"2\"").delete("/v1/exercises/guarded").then().statusCode(204);
  }

  @Test
  void of_many_writers_with_one_if_match_exactly_one_wins() {
    put("/v1/exercises/raced", Sample.exercise("raced"));
    List<CompletableFuture<Integer>> writers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            put(
                                    given().header("If-Match", "\"1\""),
                                    "/v1/exercises/raced",
                                    Sample.exercise("raced").put("name", "Writer " + i))
                                .statusCode()))
            .toList();
    assertThat(writers.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412, 412, 412);
    assertThat(get("/v1/exercises/raced").get("version").intValue()).isEqualTo(2);
  }

  @Test
  void every_change_has_a_catalogue_number_of_its_own() {
    List<CompletableFuture<JsonNode>> writers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            json(
                                put("/v1/exercises/number-" + i, Sample.exercise("number-" + i)),
                                201)))
            .toList();
    List<Long> numbers =
        writers.stream().map(w -> w.join().get("catalogue").longValue()).sorted().toList();
    assertThat(numbers).doesNotHaveDuplicates().hasSize(8);
    assertThat(numbers.get(7) - numbers.get(0)).isEqualTo(7);
  }

  @Test
  void filters_narrow_each_other() {
    assertThat(ids("muscle=erector-spinae")).contains("back-extension", "trunk-lift");
    assertThat(ids("region=lower-back&family=MOBILITY"))
        .contains("trunk-rotation", "lower-trunk-rotation")
        .doesNotContain("back-extension");
    ObjectNode filtered = Sample.exercise("filtered");
    ((ObjectNode) filtered.at("/alsoKnownAs/0")).put("name", "Rare Alias");
    put("/v1/exercises/filtered", filtered);
    assertThat(ids("equipment=sample-bench&q=FILTERED")).containsExactly("filtered");
    assertThat(ids("equipment=sample-bench&q=rare%20alias")).containsExactly("filtered");
    assertThat(ids("equipment=sample-bench&family=BARBELL&q=filtered")).isEmpty();
    assertThat(ids("q=back%20ext")).contains("back-extension");
    assertThat(ids("q=%25")).isEmpty();
    assertThat(ids("muscle=no-such-muscle")).isEmpty();
  }

  @Test
  void a_revision_is_found_by_its_new_facts_only() {
    ObjectNode body = Sample.exercise("refiled");
    put("/v1/exercises/refiled", body);
    ((ObjectNode) body.at("/muscles/0")).put("muscle", "other-muscle");
    put("/v1/exercises/refiled", body);
    assertThat(ids("muscle=other-muscle")).containsExactly("refiled");
    assertThat(ids("muscle=sample-muscle&q=refiled")).isEmpty();
  }

  @Test
  void pages_follow_each_other_without_gap_or_double() {
    List<String> whole = ids("region=lower-back");
    assertThat(whole).hasSizeGreaterThan(5).isSorted();
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get("/v1/exercises?limit=2&region=lower-back" + cursor);
      page.get("items").forEach(item -> paged.add(item.get("id").textValue()));
      assertThat(page.get("items").size()).isLessThanOrEqualTo(2);
      cursor = page.has("next") ? "&cursor=" + page.get("next").textValue() : null;
    } while (cursor != null);
    assertThat(paged).isEqualTo(whole);
  }

  @Test
  void a_bad_parameter_is_named() {
    for (String bad :
        List.of(
            "limit=0",
            "limit=101",
            "limit=x",
            "limit=99999999999",
            "limit=-1",
            "cursor=*",
            "cursor=%00",
            "cursor=AAAA",
            "family=HEAVY",
            "muscle=%00",
            "muscle=A",
            "region=a%20b",
            "equipment=" + "x".repeat(65),
            "q=%00",
            "q=" + "x".repeat(101))) {
      Response answer = given().urlEncodingEnabled(false).get("/v1/exercises?" + bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      problem(answer, 400, "bad-parameter");
      assertThat(json(answer, 400).get("detail").textValue())
          .startsWith(bad.substring(0, bad.indexOf('=')));
    }
  }

  @Test
  void what_is_not_there_is_not_found() {
    for (String path :
        List.of(
            "/v1/exercises/nothing",
            "/v1/exercises/" + "x".repeat(500),
            "/v1/programs/nothing",
            "/v1/nothing",
            "/v1/exercises/a/b",
            "/")) {
      problem(given().urlEncodingEnabled(false).get(path), 404, "not-found");
    }
    problem(given().delete("/v1/exercises/nothing"), 404, "not-found");
  }

  private static List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    json(given().urlEncodingEnabled(false).get("/v1/exercises?" + query + "&limit=100"), 200)
        .get("items")
        .forEach(item -> ids.add(item.get("id").textValue()));
    return ids;
  }
}
