package io.trunkline.catalog.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON and YAML as the catalogue takes it: exact decimals, key order kept, no key twice, nothing
 * behind the document, nothing absurdly large.
 */
public final class StrictJson {

  /** Largest definition: one Kafka record has to hold it together with what the service adds. */
  public static final int DEFINITION_BYTES = 64 * 1024;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(16)
          .maxStringLength(4 * 1024)
          .maxNameLength(256)
          .maxNumberLength(32)
          .build();

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private StrictJson() {}

  /**
   * Reads a request body.
   *
   * @param limit largest number of bytes taken
   * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code too-large} beyond the limit
   */
  public static byte[] bytes(InputStream body, int limit) {
    try {
      byte[] bytes = body == null ? new byte[0] : body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw Problems.tooLarge(limit);
      }
      return bytes;
    } catch (IOException cut) {
      throw Problems.malformedJson("The body ended before it was complete.");
    }
  }

  /**
   * Parses one JSON document.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code malformed-json}, naming line, column
   *     and reason
   */
  public static JsonNode parse(byte[] json) {
    try {
      JsonNode node = JSON.readTree(strictUtf8(json));
      if (node == null || node.isMissingNode()) {
        throw Problems.malformedJson("The body is missing; a JSON document is needed.");
      }
      return node;
    } catch (JsonProcessingException malformed) {
      throw Problems.malformedJson(reason(malformed));
    } catch (CharacterCodingException malformed) {
      throw Problems.malformedJson("The body is not UTF-8.");
    }
  }

  /** Parses a shipped YAML file; the exception names line and column. */
  public static JsonNode parseYaml(byte[] yaml) throws IOException {
    return YAML.readTree(yaml);
  }

  /** One line of JSON, keys in the order they came. */
  public static String write(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Whether two documents say the same: key order and the writing of numbers make no difference.
   */
  public static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.equals(b)
                    || (a.isNumber()
                        && b.isNumber()
                        && a.decimalValue().compareTo(b.decimalValue()) == 0)
                ? 0
                : 1,
        other);
  }

  /**
   * Finds text that cannot be stored or sent, and numbers that would stall arithmetic, and puts
   * null in their places, so that the rest of the document can still be checked.
   */
  public static List<Fault> defuse(JsonNode node) {
    List<Fault> faults = new ArrayList<>();
    defuse(node, "", faults);
    return faults;
  }

  /** A key as a step of a JSON Pointer. */
  public static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static void defuse(JsonNode node, String pointer, List<Fault> faults) {
    if (node instanceof ObjectNode object) {
      Map<String, JsonNode> fields = new LinkedHashMap<>();
      object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      fields.forEach(
          (name, value) -> {
            String place = pointer + "/" + escape(name);
            String wrong = unusable(value);
            if (!storable(name)) {
              object.remove(name);
              faults.add(new Fault(pointer, "holds a field whose name has control characters"));
            } else if (wrong != null) {
              object.set(name, NullNode.instance);
              faults.add(new Fault(place, wrong));
            } else {
              defuse(value, place, faults);
            }
          });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        String place = pointer + "/" + i;
        String wrong = unusable(array.get(i));
        if (wrong != null) {
          array.set(i, NullNode.instance);
          faults.add(new Fault(place, wrong));
        } else {
          defuse(array.get(i), place, faults);
        }
      }
    }
  }

  private static String unusable(JsonNode value) {
    if (value.isTextual() && !storable(value.textValue())) {
      return "contains control characters or half a surrogate pair";
    }
    if (value.isNumber() && !plain(value.decimalValue())) {
      return "is not a plain number: at most 18 digits, 6 of them after the point";
    }
    return null;
  }

  private static boolean plain(BigDecimal number) {
    return number.precision() <= 18 && number.scale() <= 6 && number.scale() >= -18;
  }

  /** PostgreSQL refuses NUL, UTF-8 has no lone surrogates, and no other control helps a reader. */
  static boolean storable(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                (Character.isISOControl(c) && c != '\n' && c != '\t')
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private static String strictUtf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static String reason(JsonProcessingException malformed) {
    String where =
        malformed.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(
                    malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr());
    return "The body is not acceptable JSON: " + malformed.getOriginalMessage() + where + ".";
  }
}
