package io.trunkline.session.entries;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a body under limits and writes it in its one canonical form: RFC 8785 (keys in the order of
 * their UTF-16 code units, no white space, its escapes), except that numbers stay exact decimals in
 * plain notation without trailing zeros. RFC 8785 would push them through IEEE doubles and lose
 * digits the athlete entered. A field with the value null is a field left out.
 */
public final class JsonBody {

  public static final int MAX_BYTES = 64 * 1024;

  /** A line names athlete and entry besides. */
  static final int MAX_LINE = MAX_BYTES + 256;

  private static final int MAX_DEPTH = 16;
  private static final int MAX_STRING = 4096;
  private static final int MAX_NUMBER = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Our own limits come first and name every place; this is the wall behind them.
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH + 1)
                          .maxStringLength(MAX_LINE)
                          .maxNumberLength(MAX_LINE)
                          .maxDocumentLength(MAX_LINE)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(JsonNodeFeature.READ_NULL_PROPERTIES)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  /** For what {@link #beyondLimits} has seen, which finds fields that stand twice. */
  private static final ObjectReader TREES =
      MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private JsonBody() {}

  /**
   * Reads one JSON value.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code malformed-json} with the place, or
   *     {@code invalid-entry} with every text and number beyond the limits
   */
  public static JsonNode read(byte[] body) {
    return read(body, 1);
  }

  /**
   * Reads one JSON value that begins on a later line of something longer.
   *
   * @param line from 1
   */
  static JsonNode read(byte[] body, long line) {
    if (body.length == 0) {
      throw Problems.missingBody();
    }
    String text = decode(body, line);
    List<Fault> faults = beyondLimits(text, line);
    if (!faults.isEmpty()) {
      throw Problems.invalidEntry(faults);
    }
    try {
      return TREES.readTree(text);
    } catch (JsonProcessingException e) {
      throw malformed(e, line);
    }
  }

  /** The canonical form in UTF-8. */
  static byte[] canonical(JsonNode body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decode(byte[] body, long firstLine) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException e) {
      String before =
          StandardCharsets.UTF_8.decode(ByteBuffer.wrap(body, 0, bytes.position())).toString();
      long line = before.chars().filter(character -> character == '\n').count() + firstLine;
      int column = before.length() - before.lastIndexOf('\n');
      throw Problems.malformedJson(line, column, "these bytes are not UTF-8.");
    }
  }

  /** Looks at every token once and names every place beyond the limits. */
  private static List<Fault> beyondLimits(String text, long line) {
    List<Fault> faults = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw Problems.missingBody();
      }
      while (token != null) {
        switch (token) {
          case START_OBJECT, START_ARRAY -> {
            if (parser.getParsingContext().getNestingDepth() > MAX_DEPTH) {
              faults.add(
                  fault(parser, "is nested deeper than " + MAX_DEPTH + " levels; flatten it"));
              return faults;
            }
          }
          case FIELD_NAME -> checkText(parser, parser.currentName(), line, faults);
          case VALUE_STRING -> checkText(parser, parser.getText(), line, faults);
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
            if (!isShortInPlainNotation(parser.getText())) {
              faults.add(
                  fault(
                      parser,
                      "takes more than " + MAX_NUMBER + " characters to write out; round it"));
            }
          }
          default -> {}
        }
        boolean complete = parser.getParsingContext().inRoot();
        token = parser.nextToken();
        if (complete && token != null) {
          throw malformed(
              parser.currentTokenLocation(),
              "there is something after the end of the body; send one entry at a time.",
              line);
        }
      }
      return faults;
    } catch (JsonProcessingException e) {
      throw malformed(e, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkText(JsonParser parser, String text, long line, List<Fault> faults) {
    if (holdsLoneSurrogate(text)) {
      throw malformed(
          parser.currentTokenLocation(),
          "this text holds half a character (a lone surrogate).",
          line);
    }
    if (text.length() > MAX_STRING) {
      faults.add(fault(parser, "is longer than " + MAX_STRING + " characters; shorten it"));
    } else if (text.indexOf('\0') >= 0) {
      faults.add(fault(parser, "holds the character U+0000; leave it out"));
    }
  }

  private static boolean holdsLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** Without writing it out: 1e999999999 would fill the memory. */
  private static boolean isShortInPlainNotation(String number) {
    if (number.length() > MAX_NUMBER) {
      return false;
    }
    try {
      BigDecimal exact = new BigDecimal(number).stripTrailingZeros();
      long scale = exact.scale();
      long digits =
          scale <= 0 ? exact.precision() - scale : Math.max(exact.precision(), scale + 1) + 1;
      return digits + (exact.signum() < 0 ? 1 : 0) <= MAX_NUMBER;
    } catch (NumberFormatException exponentTooLarge) {
      return false;
    }
  }

  private static Fault fault(JsonParser parser, String detail) {
    return new Fault(parser.getParsingContext().pathAsPointer().toString(), detail);
  }

  private static RuntimeException malformed(JsonProcessingException e, long line) {
    String what;
    if (e instanceof StreamConstraintsException) {
      what = "this is beyond what an entry may hold.";
    } else if (e instanceof JsonEOFException) {
      what = "the body ends too early.";
    } else if (e.getOriginalMessage().startsWith("Duplicate field")) {
      what = "this field stands here twice; keep one.";
    } else {
      what = "this is no JSON. Look for a missing comma, quote or bracket just before it.";
    }
    return malformed(e.getLocation(), what, line);
  }

  private static RuntimeException malformed(JsonLocation place, String what, long line) {
    return Problems.malformedJson(place.getLineNr() + line - 1, place.getColumnNr(), what);
  }
}
