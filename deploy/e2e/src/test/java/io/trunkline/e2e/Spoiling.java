package io.trunkline.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The ways in which the body of a request goes wrong. */
enum Spoiling {
  NOT_AT_ALL,
  RANDOM_BYTES,
  TRUNCATED,
  A_LINE_OF_A_MEBIBYTE,
  DEEP_NESTING,
  DUPLICATE_KEY,
  NOT_A_NUMBER,
  A_HUGE_NUMBER,
  A_LONE_SURROGATE,
  ANOTHER_CHARSET,
  BROKEN_UTF_8,
  ANOTHER_CONTENT_TYPE,
  NO_CONTENT_TYPE,
  NO_BODY;

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "text/plain",
          "application/xml",
          "application/x-ndjson",
          "text/csv",
          "nonsense",
          "a/b/c",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/json; charset",
          "multipart/form-data",
          "application/x-www-form-urlencoded",
          "*/*",
          "application/json, text/plain",
          ";",
          "");

  /** A body and what it claims to be; null to claim nothing. */
  static final class Body {
    private final byte[] bytes;
    private final String contentType;

    Body(byte[] bytes, String contentType) {
      this.bytes = bytes;
      this.contentType = contentType;
    }

    byte[] bytes() {
      return bytes;
    }

    String contentType() {
      return contentType;
    }
  }

  Body spoil(String body, String contentType, SplittableRandom random) {
    byte[] bytes = body.getBytes(UTF_8);
    return switch (this) {
      case NOT_AT_ALL -> new Body(bytes, contentType);
      case RANDOM_BYTES -> new Body(randomBytes(random), contentType);
      case TRUNCATED ->
          new Body(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)), contentType);
      case A_LINE_OF_A_MEBIBYTE ->
          text("{\"" + "x".repeat(1 << 20) + "\":\"" + body + "\"}", contentType);
      case DEEP_NESTING ->
          text(
              (random.nextBoolean() ? "[" : "{\"a\":").repeat(1 + random.nextInt(20_000)),
              contentType);
      case DUPLICATE_KEY ->
          text(
              body.startsWith("{") && body.length() > 2
                  ? body.substring(0, body.length() - 1) + "," + body.substring(1)
                  : "{\"a\":1,\"a\":2}",
              contentType);
      case NOT_A_NUMBER ->
          text(
              body.replaceFirst(
                  "-?[0-9]+(\\.[0-9]+)?(?=[,}\\]])",
                  pick(List.of("NaN", "-Infinity", "0x1f", "01", "1.", "+1"), random)),
              contentType);
      case A_HUGE_NUMBER ->
          text(
              body.replaceFirst(
                  "-?[0-9]+(\\.[0-9]+)?(?=[,}\\]])",
                  pick(
                      List.of("1e400", "-1e400", "1e2147483648", "1e-999999999", "9".repeat(5000)),
                      random)),
              contentType);
      case A_LONE_SURROGATE ->
          text(
              body.replaceFirst(
                  "\"([^\"]*)\"(?=[,}\\]])",
                  pick(List.of("\"\\\\ud800\"", "\"\\\\udc00x\""), random)),
              contentType);
      case ANOTHER_CHARSET ->
          new Body(body.getBytes(random.nextBoolean() ? UTF_16 : ISO_8859_1), contentType);
      case BROKEN_UTF_8 -> new Body(broken(bytes, random), contentType);
      case ANOTHER_CONTENT_TYPE -> new Body(bytes, pick(CONTENT_TYPES, random));
      case NO_CONTENT_TYPE -> new Body(bytes, null);
      case NO_BODY -> new Body(new byte[0], contentType);
    };
  }

  private static Body text(String text, String contentType) {
    return new Body(text.getBytes(UTF_8), contentType);
  }

  private static byte[] randomBytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(3000)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] broken(byte[] bytes, SplittableRandom random) {
    byte[] broken = bytes.length == 0 ? new byte[1] : bytes.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      broken[random.nextInt(broken.length)] = (byte) (0x80 | random.nextInt(128));
    }
    return broken;
  }

  private static String pick(List<String> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }
}
