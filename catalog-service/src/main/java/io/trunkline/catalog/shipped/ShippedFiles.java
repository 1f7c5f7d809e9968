package io.trunkline.catalog.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.runtime.util.ClassPathUtils;
import io.trunkline.catalog.definition.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The data files of one folder on the class path: {@code exercises/<id>.yaml} and {@code
 * programs/<id>.yaml}.
 *
 * @param exercises content by id (the file's name)
 * @param programs content by id (the file's name)
 */
public record ShippedFiles(
    SortedMap<String, JsonNode> exercises, SortedMap<String, JsonNode> programs) {

  private static final String SUFFIX = ".yaml";

  /** Reads a folder; an unreadable file stands as text that says why, which no check accepts. */
  public static ShippedFiles read(String folder) {
    return new ShippedFiles(yamlIn(folder + "/exercises"), yamlIn(folder + "/programs"));
  }

  private static SortedMap<String, JsonNode> yamlIn(String folder) {
    SortedMap<String, JsonNode> found = new TreeMap<>();
    try {
      ClassPathUtils.consumeAsPaths(
          ShippedFiles.class.getClassLoader(), folder, path -> yamlIn(path, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static void yamlIn(Path folder, SortedMap<String, JsonNode> found) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> yaml = files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
      for (Path file : yaml) {
        String name = file.getFileName().toString();
        found.put(name.substring(0, name.length() - SUFFIX.length()), parse(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(Path file) throws IOException {
    byte[] yaml = Files.readAllBytes(file);
    try {
      return StrictJson.parseYaml(yaml);
    } catch (IOException malformed) {
      return TextNode.valueOf(malformed.getMessage());
    }
  }
}
