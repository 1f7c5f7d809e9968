package io.trunkline.progress.recommendation;

import io.quarkus.runtime.Startup;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Recommender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.zone.ZoneRulesProvider;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a decision hangs on besides the athlete's entries and the catalogue, under one name:
 * the policy, the code of this service and the time zone data it runs with.
 *
 * <p>The code is digested, not numbered: a corrected rule, or a corrected reading of an entry, must
 * not go unnoticed because somebody forgot to raise a number. Code that cannot be read keeps the
 * service from starting.
 */
@Startup
@ApplicationScoped
class RunningRules {

  private final Policy policy;
  private final String version;

  @Inject
  RunningRules(Policies policies) {
    this(policies.find(policies.active().version()).orElseThrow());
  }

  /** The running code with that policy. */
  RunningRules(PolicyFile file) {
    policy = file.policy();
    version = file.version() + " " + digest(file);
  }

  Policy policy() {
    return policy;
  }

  /** Equal for equal rules; the policy's name and 16 hex digits. */
  String version() {
    return version;
  }

  private static String digest(PolicyFile file) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(utf8(file.digest()));
      sha.update(utf8(ZoneRulesProvider.getVersions("Europe/Berlin").lastKey()));
      code(sha, Path.of(codeSource()));
      return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    } catch (IOException failure) {
      throw new UncheckedIOException("The code of this service cannot be read.", failure);
    }
  }

  /** Packaged it is one jar; in development and tests a directory. */
  static void code(MessageDigest sha, Path place) throws IOException {
    if (Files.isDirectory(place)) {
      classes(sha, place);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      classes(sha, jar.getPath("/"));
    }
  }

  /** Of a plain class: the beans among them are rewritten and stand elsewhere when packaged. */
  private static URI codeSource() {
    try {
      return Recommender.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("A class comes from a file.", impossible);
    }
  }

  private static void classes(MessageDigest sha, Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root.resolve("io/trunkline/progress"))) {
      files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      sha.update(utf8(root.relativize(file).toString()));
      sha.update(Files.readAllBytes(file));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
