package io.trunkline.progress.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.trunkline.progress.Problems.Fault;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.recommendation.PolicyFile;
import io.trunkline.progress.recommendation.PolicyFile.Constant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialReadingTest {

  private static final Policies POLICIES = new Policies();

  private static Trial read(String body) {
    return TrialReading.read(body.getBytes(StandardCharsets.UTF_8), POLICIES);
  }

  private static List<Fault> faults(String body) {
    HttpProblem problem = catchThrowableOfType(HttpProblem.class, () -> read(body));
    assertThat(problem.getStatusCode()).isEqualTo(422);
    return ((List<?>) problem.getParameters().get("errors"))
        .stream().map(Fault.class::cast).toList();
  }

  @Test
  void an_empty_object_tries_todays_policy_over_everything() {
    Trial trial = read("{}");

    assertThat(trial.policy()).isEqualTo(POLICIES.active());
    assertThat(trial.athletes()).isNull();
    assertThat(trial.asksFor("anything")).isTrue();
  }

  @Test
  void changes_are_laid_over_the_named_version_under_another_name() {
    Trial trial = read("{\"policy\":\"sources-1\",\"changes\":{\"rest.shortDays\":10}}");

    assertThat(trial.policy().rest().shortDays()).isEqualTo(10);
    assertThat(trial.policy().rest().longDays()).isEqualTo(14);
    assertThat(trial.policy().version()).isEqualTo("sources-1+changes");
  }

  @Test
  void a_policy_may_be_given_as_its_constants() {
    Trial trial =
        read(
            "{\"policy\":{\"version\":\"mine\",\"constants\":"
                + "[{\"name\":\"step.spacingDays\",\"value\":14,\"unit\":\"days\"}]}}");

    assertThat(trial.policy().step().spacingDays()).isEqualTo(14);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rest.shortDays | 6 | must be a whole number from 7 to 28",
        "rest.shortDays | 29 | must be a whole number from 7 to 28",
        "rest.shortDays | 10.5 | must be a whole number from 7 to 28",
        "rest.shortDays | \"ten\" | must be a whole number from 7 to 28",
        "rest.shortDays | 15 | must not be above rest.longDays, which is 14",
        "freq.strengthPer7Days | 0 | must be a whole number from 1 to 7",
        "return.fractions | [50, 40, 60, 70] | must not fall from one item to the next",
        "return.fractions | [50, 101] | must be a list of 1 to 10 whole numbers from 0 to 100",
        "freq.rotationPerDay | [1] | must be a list of 2 whole numbers from 1 to 6",
        "stop.clearedBy | [\"coach\"] | must be a list of words out of [physician, physiotherapist]",
        "clear.unansweredAction | \"maybe\" | must be prescribe or hold",
        "increment.kg | 0 | must be a number from 0.1 to 20"
      })
  void a_constant_out_of_bounds_is_named(String name, String value, String wish) {
    assertThat(faults("{\"changes\":{\"" + name + "\":" + value + "}}"))
        .containsExactly(new Fault("/changes/" + name, name + " " + wish));
  }

  @Test
  void an_unknown_constant_comes_with_the_nearest_name() {
    assertThat(faults("{\"changes\":{\"rest.shortDay\":10}}"))
        .containsExactly(
            new Fault(
                "/changes/rest.shortDay",
                "is no constant of the policy; the nearest known name is rest.shortDays"));
  }

  @Test
  void all_faults_are_named_at_once() {
    assertThat(
            faults(
                "{\"athlets\":[],\"policy\":\"sources-0\",\"athletes\":[\"a b\",\"c\",\"c\"],"
                    + "\"exercises\":[],\"from\":\"2026-02-30\"}"))
        .extracting(Fault::pointer)
        .containsExactly(
            "/athlets", "/policy", "/athletes/0", "/athletes/2", "/exercises", "/from");
    assertThat(faults("{\"from\":\"2026-02-02\",\"to\":\"2026-02-01\"}"))
        .extracting(Fault::pointer)
        .containsExactly("/to");
    assertThat(
            faults(
                "{\"policy\":{\"constants\":[{\"name\":\"hard.days\",\"value\":0},{\"name\":\"x\"}]}}"))
        .extracting(Fault::pointer)
        .containsExactly("/policy/constants/0/value", "/policy/constants/1/name");
  }

  @Test
  void lists_that_belong_together_must_be_of_one_length() {
    assertThat(faults("{\"changes\":{\"return.fractions\":[50,80]}}"))
        .singleElement()
        .satisfies(fault -> assertThat(fault.detail()).contains("return.assistIncrements"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{} {}", "{\"policy\":1,\"policy\":2}"})
  void what_is_no_object_is_malformed(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            HttpProblem.class, problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
  }

  @Test
  void every_shipped_constant_has_bounds_and_lies_within_them() {
    JsonMapper json = JsonMapper.builder().build();
    for (Constant constant : PolicyFile.shipped("sources-1").constants()) {
      assertThat(SaneBounds.knows(constant.name())).as(constant.name()).isTrue();
      JsonNode value = json.valueToTree(constant.value());
      assertThat(SaneBounds.wish(constant.name(), value)).as(constant.name()).isNull();
    }
    assertThat(SaneBounds.names()).hasSameSizeAs(PolicyFile.shipped("sources-1").constants());
  }
}
