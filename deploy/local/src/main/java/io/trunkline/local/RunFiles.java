package io.trunkline.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * What a running launcher tells others in its run directory: {@code launcher.pid}, and once
 * everything is ready {@code trunkline.json} for programs and {@code ready.txt} for people. All
 * three go when it ends; {@code tokens.json} stays.
 */
final class RunFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CALLERS = List.of("app", "coach", "operator");
  private static final int TOKEN_BYTES = 24;

  private final Path run;

  RunFiles(Path run) {
    this.run = run;
  }

  void launcherRuns() {
    write("launcher.pid", ProcessHandle.current().pid() + "\n");
  }

  /** Writes the addresses; the tokens are made on the first start and kept. */
  void stackIsReady(LocalStack stack, String forPeople) {
    ObjectNode addresses = JSON.createObjectNode();
    for (App app : App.values()) {
      addresses.put(app.shortName(), stack.address(app).toString());
    }
    addresses.put("kafka", stack.bootstrapServers());
    addresses.set("tokens", tokens());
    addresses.put("tenant", "local");
    write("trunkline.json", addresses + "\n");
    write("ready.txt", forPeople);
  }

  void launcherEnds() {
    try {
      for (String name : List.of("ready.txt", "trunkline.json", "launcher.pid")) {
        Files.deleteIfExists(run.resolve(name));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private ObjectNode tokens() {
    Path file = run.resolve("tokens.json");
    try {
      if (!Files.exists(file)) {
        ObjectNode made = JSON.createObjectNode();
        SecureRandom random = new SecureRandom();
        for (String caller : CALLERS) {
          byte[] token = new byte[TOKEN_BYTES];
          random.nextBytes(token);
          made.put(caller, HexFormat.of().formatHex(token));
        }
        write("tokens.json", made.toString());
      }
      return (ObjectNode) JSON.readTree(file.toFile());
    } catch (IOException failed) {
      throw new UncheckedIOException("The tokens in " + file + " cannot be read.", failed);
    }
  }

  /**
   * Readers see the old file or the whole new one, and only the owner sees either: two of them hold
   * tokens.
   */
  private void write(String name, String text) {
    try {
      Path draft =
          Files.createTempFile(
              run,
              name,
              ".draft",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, text);
      Files.move(draft, run.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new UncheckedIOException(name + " cannot be written in " + run + ".", failed);
    }
  }
}
