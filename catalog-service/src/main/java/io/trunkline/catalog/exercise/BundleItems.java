package io.trunkline.catalog.exercise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trunkline.catalog.definition.Problems;
import io.trunkline.catalog.definition.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a bundle into its definitions without building it in memory: 16 MiB of JSON as one tree
 * would not fit the heap of a small installation.
 */
final class BundleItems {

  /** Most definitions of one bundle: they are stored in one transaction of a few seconds. */
  static final int MOST = 500;

  // Only for UTF-8 does the parser know at which byte it is.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

  private BundleItems() {}

  /** The elements of one JSON array, as bytes. */
  static List<byte[]> ofArray(byte[] body) {
    List<byte[]> items = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw Problems.malformedJson("A bundle is one JSON array of definitions, or NDJSON.");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        add(items, body, start, (int) parser.currentLocation().getByteOffset());
      }
      if (parser.nextToken() != null) {
        throw Problems.malformedJson("Something stands behind the end of the array.");
      }
    } catch (IOException malformed) {
      throw Problems.malformedJson(
          "The bundle is not a complete JSON array; it breaks off in item %d."
              .formatted(items.size()));
    }
    return nonEmpty(items);
  }

  /** The lines of an NDJSON body, as bytes; empty lines are skipped. */
  static List<byte[]> ofLines(byte[] body) {
    List<byte[]> items = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= body.length; end++) {
      if (end == body.length || body[end] == '\n') {
        if (!new String(body, start, end - start, StandardCharsets.ISO_8859_1).isBlank()) {
          add(items, body, start, end);
        }
        start = end + 1;
      }
    }
    return nonEmpty(items);
  }

  private static void add(List<byte[]> items, byte[] body, int start, int end) {
    if (items.size() == MOST) {
      throw Problems.invalid(
          "A bundle holds at most " + MOST + " definitions; send several.", List.of());
    }
    if (end - start > StrictJson.DEFINITION_BYTES) {
      throw Problems.tooLarge(StrictJson.DEFINITION_BYTES);
    }
    items.add(Arrays.copyOfRange(body, start, end));
  }

  private static List<byte[]> nonEmpty(List<byte[]> items) {
    if (items.isEmpty()) {
      throw Problems.malformedJson("The bundle holds no definition.");
    }
    return items;
  }
}
