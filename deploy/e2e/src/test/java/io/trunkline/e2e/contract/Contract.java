package io.trunkline.e2e.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A publisher's {@code contract/} folder: schemas as they are now, examples, the schemas as they
 * were released ({@code released/<n>/}), and {@code released.lock} with the SHA-256 of each
 * released file.
 */
record Contract(Path folder) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String SCHEMA = ".schema.json";

  /** What a reader of released files would trip over; empty if nothing. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Map<String, String> lock = lock();
    lock.forEach(
        (file, sha256) -> {
          if (!Files.exists(folder.resolve(file))) {
            faults.add(file + " was released and is gone");
          } else if (!sha256(file).equals(sha256)) {
            faults.add(file + " was released and is changed");
          }
        });
    Stream.concat(files("examples").stream(), releases())
        .filter(file -> !lock.containsKey(file))
        .forEach(file -> faults.add(file + " is not in released.lock"));
    for (String schema : files(".")) {
      if (schema.endsWith(SCHEMA)) {
        compareWithReleases(schema, faults);
      }
    }
    return faults;
  }

  private void compareWithReleases(String schema, List<String> faults) {
    List<String> released = releases().filter(file -> file.endsWith("/" + schema)).toList();
    for (String earlier : released) {
      for (String fault : SchemaChange.faults(json(earlier), json(schema))) {
        faults.add(schema + " against " + earlier + ": " + fault);
      }
    }
    if (released.stream().noneMatch(copy -> sha256(copy).equals(sha256(schema)))) {
      faults.add(schema + " is not released as it stands");
    }
  }

  private Stream<String> releases() {
    return files("released").stream().flatMap(release -> files(release).stream());
  }

  private List<String> files(String below) {
    Path directory = folder.resolve(below);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> folder.relativize(file.normalize()).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** By file; the lines have the form of {@code sha256sum}. */
  private Map<String, String> lock() {
    Map<String, String> lock = new TreeMap<>();
    String text = new String(bytes("released.lock"), StandardCharsets.UTF_8);
    text.lines()
        .map(line -> line.split("  ", 2))
        .forEach(
            line -> {
              if (lock.put(line[1], line[0]) != null) {
                throw new IllegalStateException(line[1] + " stands twice in released.lock");
              }
            });
    return lock;
  }

  private String sha256(String file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(file)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JsonNode json(String file) {
    try {
      return JSON.readTree(bytes(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
