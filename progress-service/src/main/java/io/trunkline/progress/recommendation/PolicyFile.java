package io.trunkline.progress.recommendation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trunkline.progress.rules.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One version of the policy as its data file says it: each constant with its value and where it
 * comes from. Loading refuses a constant without a mark, a SOURCE without a citation, an EXTERNAL
 * without a reference, a constant the rules do not know, and one the rules miss.
 *
 * @param digest {@code sha256:} of the file, by which a changed file under an old name shows
 * @param articles title by tag
 */
public record PolicyFile(
    String version, String digest, SortedMap<String, String> articles, List<Constant> constants) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Where a constant comes from. */
  public enum Mark {
    SOURCE,
    EXTERNAL,
    CHOICE
  }

  /**
   * One constant.
   *
   * @param value a number, a word, a flag, or a list of these
   * @param cite lines of articles, for a SOURCE
   * @param reference for an EXTERNAL
   */
  public record Constant(
      String name,
      JsonNode value,
      String unit,
      Mark mark,
      List<String> cite,
      String reference,
      String note) {
    public Constant {
      cite = cite == null ? List.of() : List.copyOf(cite);
    }

    private Constant of(JsonNode other) {
      return new Constant(name, other, unit, mark, cite, reference, note);
    }
  }

  private record Content(
      String version, SortedMap<String, String> articles, List<Constant> constants) {}

  /** The version of that name shipped with the service. */
  public static PolicyFile shipped(String version) {
    try (InputStream file =
        PolicyFile.class.getResourceAsStream("/policies/" + version + ".yaml")) {
      if (file == null) {
        throw new IllegalArgumentException("There is no policy version " + version + ".");
      }
      PolicyFile read = read(file.readAllBytes());
      if (!read.version.equals(version)) {
        throw new IllegalArgumentException(
            "The file of policy " + version + " calls itself " + read.version + ".");
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads and checks a file; throws {@link IllegalArgumentException} naming what is wrong. */
  static PolicyFile read(byte[] file) {
    try {
      Content content = YAML.readValue(file, Content.class);
      content.constants().forEach(constant -> check(constant, content.articles()));
      PolicyFile read =
          new PolicyFile(
              content.version(),
              digest(file),
              content.articles(),
              List.copyOf(content.constants()));
      PolicyConstants.policy(read);
      return read;
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a policy file: " + e.getMessage(), e);
    }
  }

  private static void check(Constant constant, SortedMap<String, String> articles) {
    if (constant.name() == null || constant.value() == null || constant.mark() == null) {
      throw new IllegalArgumentException(
          "Constant " + constant.name() + " needs a name, a value and a mark.");
    }
    if (constant.mark() == Mark.SOURCE && constant.cite().isEmpty()) {
      throw new IllegalArgumentException("Source constant " + constant.name() + " needs a cite.");
    }
    boolean referenced = constant.reference() != null && !constant.reference().isBlank();
    if (constant.mark() == Mark.EXTERNAL && !referenced) {
      throw new IllegalArgumentException(
          "External constant " + constant.name() + " needs a reference.");
    }
    for (String cite : constant.cite()) {
      if (!cite.matches("[A-Z]+:[1-9][0-9]*") || !articles.containsKey(cite.split(":", 2)[0])) {
        throw new IllegalArgumentException(
            "Constant " + constant.name() + " cites " + cite + ", which is no line of an article.");
      }
    }
  }

  private static String digest(byte[] file) {
    try {
      String text = new String(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The rules' constants with some values changed, under a name no answer is published by.
   *
   * @param values by constant name
   * @throws IllegalArgumentException naming what the rules cannot take
   */
  public Policy with(Map<String, JsonNode> values) {
    List<Constant> changed =
        constants.stream()
            .map(c -> values.containsKey(c.name()) ? c.of(values.get(c.name())) : c)
            .toList();
    String name = values.isEmpty() ? version : version + "+changes";
    return PolicyConstants.policy(new PolicyFile(name, digest, articles, changed));
  }

  /** The constants as the rules take them. */
  public Policy policy() {
    return PolicyConstants.policy(this);
  }
}
