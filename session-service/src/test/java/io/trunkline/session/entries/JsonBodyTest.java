package io.trunkline.session.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":1,\"a\":2}                     | {\"a\":2,\"b\":1}",
        "{ \"a\" : [ 1 , 2 ] }                 | {\"a\":[1,2]}",
        "{\"a\":null,\"b\":[null]}             | {\"b\":[null]}",
        "{\"a\":20.0}                          | {\"a\":20}",
        "{\"a\":2e1}                           | {\"a\":20}",
        "{\"a\":-0}                            | {\"a\":0}",
        "{\"a\":-0.0}                          | {\"a\":0}",
        "{\"a\":0.10}                          | {\"a\":0.1}",
        "{\"a\":1e-7}                          | {\"a\":0.0000001}",
        "{\"a\":61.235042773811365}            | {\"a\":61.235042773811365}",
        "{\"a\":74.99999999999999}             | {\"a\":74.99999999999999}",
        "{\"a\":0.12345678901234567890123}     | {\"a\":0.12345678901234567890123}",
        "{\"a\":123456789012345678901234567890}| {\"a\":123456789012345678901234567890}",
        "{\"a\":\"\\u0041\\/\\u00e9\"}         | {\"a\":\"A/é\"}",
        "{\"a\":\"\\ud83d\\ude00\"}            | {\"a\":\"😀\"}",
        "{\"a\":\"\\u0008\\u0009\\u000a\\u000c\\u000d\\u001F\\u007f\"} | {\"a\":\"\\b\\t\\n\\f\\r\\u001f\u007f\"}",
        "{\"€\":1,\"😀\":2,\"\uFB33\":3,\"1\":4,\"ö\":5} | {\"1\":4,\"ö\":5,\"€\":1,\"😀\":2,\"\uFB33\":3}",
      })
  void one_content_has_one_form(String sent, String canonical) {
    byte[] once = JsonBody.canonical(JsonBody.read(bytes(sent)));
    assertEquals(canonical, new String(once, StandardCharsets.UTF_8));
    assertThat(JsonBody.canonical(JsonBody.read(once)))
        .as("the canonical form is its own")
        .isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":                  | Line 1, column 6: the body ends too early.",
        "{\"a\":1,                | Line 1, column 8: this is no JSON. Look for a missing comma, quote or bracket just before it.",
        "{\"a\":1,\"a\":2}        | Line 1, column 11: this field stands here twice; keep one.",
        "{\"a\":NaN}              | Line 1, column 9: this is no JSON. Look for a missing comma, quote or bracket just before it.",
        "{\"a\":Infinity}         | Line 1, column 14: this is no JSON. Look for a missing comma, quote or bracket just before it.",
        "{} {}                    | Line 1, column 4: there is something after the end of the body; send one entry at a time.",
        "{}]                      | Line 1, column 3: this is no JSON. Look for a missing comma, quote or bracket just before it.",
        "{'a':1}                  | Line 1, column 2: this is no JSON. Look for a missing comma, quote or bracket just before it.",
        "{\"a\":\"\\ud800\"}      | Line 1, column 6: this text holds half a character (a lone surrogate).",
        "{\"\\udc00\":1}          | Line 1, column 2: this text holds half a character (a lone surrogate).",
        "hello                    | Line 1, column 1: this is no JSON. Look for a missing comma, quote or bracket just before it.",
      })
  void what_is_no_json_is_refused_with_its_place(String sent, String detail) {
    assertMalformed(bytes(sent), detail);
  }

  @Test
  void the_place_counts_lines() {
    assertMalformed(
        bytes("{\n \"a\": 1,\n \"b\" 2}"),
        "Line 3, column 6: this is no JSON. Look for a missing comma, quote or bracket just before it.");
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused_with_their_place() {
    assertMalformed(
        new byte[] {'{', '\n', '"', (byte) 0xff}, "Line 2, column 2: these bytes are not UTF-8.");
    assertMalformed(
        new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
        "Line 1, column 2: these bytes are not UTF-8.");
    assertMalformed(
        new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'},
        "Line 1, column 2: these bytes are not UTF-8.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void no_body_says_so(String sent) {
    HttpProblem problem = refused(bytes(sent));
    assertThat(problem.getStatusCode()).isEqualTo(400);
    assertThat(problem.getTitle()).isEqualTo("The body is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "1e2147483648",
        "1e99999999999999999999",
        "1e-31",
        "123456789012345678901234567890123",
        "-12345678901234567890123456789012",
        "0.0000000000000000000000000000001"
      })
  void a_number_that_takes_33_characters_is_refused(String number) {
    assertThat(faults("{\"a\":[0," + number + "]}"))
        .extracting(Fault::pointer)
        .containsExactly("/a/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e31", "1e-30", "12345678901234567890123456789012", "0e-999999999"})
  void a_number_that_takes_32_characters_is_kept(String number) {
    assertThat(JsonBody.canonical(JsonBody.read(bytes(number))).length).isLessThanOrEqualTo(32);
  }

  @Test
  void a_text_of_4096_characters_is_kept_and_of_4097_refused() {
    assertThat(JsonBody.read(bytes("{\"a\":\"" + "x".repeat(4096) + "\"}")).size()).isEqualTo(1);
    assertThat(faults("{\"a\":\"" + "x".repeat(4097) + "\"}"))
        .extracting(Fault::pointer)
        .containsExactly("/a");
  }

  @Test
  void depth_16_is_kept_and_17_refused() {
    assertThat(JsonBody.read(bytes("[".repeat(16) + "]".repeat(16))).size()).isEqualTo(1);
    assertThat(faults("[".repeat(17) + "]".repeat(17))).hasSize(1);
    assertThat(faults("[".repeat(60000))).as("deep and unfinished").hasSize(1);
  }

  @Test
  void every_place_beyond_the_limits_is_named_at_once() {
    assertThat(faults("{\"a\":\"" + "x".repeat(5000) + "\",\"b\":1e99,\"c/d\":\"\\u0000\"}"))
        .extracting(Fault::pointer)
        .containsExactly("/a", "/b", "/c~1d");
  }

  private static void assertMalformed(byte[] body, String detail) {
    HttpProblem problem = refused(body);
    assertThat(problem.getStatusCode()).isEqualTo(400);
    assertThat(problem.getType()).hasToString("https://trunkline.io/problems/malformed-json");
    assertThat(problem.getDetail()).isEqualTo(detail);
  }

  @SuppressWarnings("unchecked")
  private static List<Fault> faults(String body) {
    HttpProblem problem = refused(bytes(body));
    assertThat(problem.getStatusCode()).isEqualTo(422);
    return (List<Fault>) problem.getParameters().get("errors");
  }

  private static HttpProblem refused(byte[] body) {
    return assertThatExceptionOfType(HttpProblem.class)
        .isThrownBy(() -> JsonBody.read(body))
        .actual();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
