package io.trunkline.progress.json;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The fields of one JSON object, asked for by name. What is not asked for is ignored; what is
 * required and missing, or of another type, is {@link Malformed}. JSON null counts as absent.
 * Numbers are exact.
 */
public final class Fields {

  // More digits than anyone enters; without a bound, 1e999999999 would take all memory once it is
  // scaled.
  private static final int MAX_DIGITS = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DIGITS)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** The object that {@code body} is. */
  public static Fields of(byte[] body) throws Malformed {
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (IOException notJson) {
      throw Malformed.notJson();
    }
    if (root.isMissingNode()) {
      throw Malformed.notJson(); // no bytes at all
    }
    return ofObject(root);
  }

  private static Fields ofObject(JsonNode node) throws Malformed {
    if (!node.isObject()) {
      throw Malformed.schema();
    }
    return new Fields(node);
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  private <T> T required(T value) throws Malformed {
    if (value == null) {
      throw Malformed.schema();
    }
    return value;
  }

  public String text(String name) throws Malformed {
    return required(textOrNull(name));
  }

  public String textOrNull(String name) throws Malformed {
    if (!has(name)) {
      return null;
    }
    JsonNode value = object.get(name);
    if (!value.isTextual()) {
      throw Malformed.schema();
    }
    return value.textValue();
  }

  public BigDecimal decimal(String name) throws Malformed {
    return required(decimalOrNull(name));
  }

  public BigDecimal decimalOrNull(String name) throws Malformed {
    if (!has(name)) {
      return null;
    }
    JsonNode value = object.get(name);
    if (!value.isNumber()) {
      throw Malformed.schema();
    }
    BigDecimal decimal = value.decimalValue();
    if (decimal.precision() > MAX_DIGITS || Math.abs((long) decimal.scale()) > MAX_DIGITS) {
      throw Malformed.schema();
    }
    return decimal;
  }

  /** A whole number of at least {@code least}. */
  public int integer(String name, int least) throws Malformed {
    return required(integerOrNull(name, least));
  }

  public Integer integerOrNull(String name, int least) throws Malformed {
    BigDecimal decimal = decimalOrNull(name);
    if (decimal == null) {
      return null;
    }
    try {
      int value = decimal.intValueExact();
      if (value < least) {
        throw Malformed.schema();
      }
      return value;
    } catch (ArithmeticException fractionOrTooLarge) {
      throw Malformed.schema();
    }
  }

  /** A whole number of at least 1. */
  public long number(String name) throws Malformed {
    try {
      long value = decimal(name).longValueExact();
      if (value < 1) {
        throw Malformed.schema();
      }
      return value;
    } catch (ArithmeticException fractionOrTooLarge) {
      throw Malformed.schema();
    }
  }

  public Boolean flagOrNull(String name) throws Malformed {
    if (!has(name)) {
      return null;
    }
    JsonNode value = object.get(name);
    if (!value.isBoolean()) {
      throw Malformed.schema();
    }
    return value.booleanValue();
  }

  /** False when absent. */
  public boolean flag(String name) throws Malformed {
    Boolean value = flagOrNull(name);
    return value != null && value;
  }

  /** RFC 3339 with an offset. */
  public OffsetDateTime time(String name) throws Malformed {
    try {
      return OffsetDateTime.parse(text(name));
    } catch (DateTimeException notATime) {
      throw Malformed.schema();
    }
  }

  /** A calendar day. */
  public LocalDate dayOrNull(String name) throws Malformed {
    String text = textOrNull(name);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException notADay) {
      throw Malformed.schema();
    }
  }

  /** One of an enum's names, in any of the two cases the contracts use. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) throws Malformed {
    try {
      return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw Malformed.schema();
    }
  }

  public Fields object(String name) throws Malformed {
    return required(objectOrNull(name));
  }

  public Fields objectOrNull(String name) throws Malformed {
    return has(name) ? ofObject(object.get(name)) : null;
  }

  public List<Fields> objects(String name) throws Malformed {
    if (!has(name)) {
      throw Malformed.schema();
    }
    return objectsOrNone(name);
  }

  /** Empty when absent. */
  public List<Fields> objectsOrNone(String name) throws Malformed {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode item : array(name)) {
      objects.add(ofObject(item));
    }
    return objects;
  }

  public List<String> texts(String name) throws Malformed {
    if (!has(name)) {
      throw Malformed.schema();
    }
    return textsOrNone(name);
  }

  /** Empty when absent. */
  public List<String> textsOrNone(String name) throws Malformed {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (!item.isTextual()) {
        throw Malformed.schema();
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  private Iterable<JsonNode> array(String name) throws Malformed {
    if (!has(name)) {
      return List.of();
    }
    if (!object.get(name).isArray()) {
      throw Malformed.schema();
    }
    return object.get(name);
  }
}
