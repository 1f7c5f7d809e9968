package io.trunkline.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What a running launcher tells others in its run directory: {@code launcher.pid}, and once
 * everything is ready {@code trunkline.json} for programs and {@code ready.txt} for people. All
 * three go when it ends.
 */
final class RunFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path run;

  RunFiles(Path run) {
    this.run = run;
  }

  void launcherRuns() {
    write("launcher.pid", ProcessHandle.current().pid() + "\n");
  }

  /** Writes the addresses and the tokens. */
  void stackIsReady(LocalStack stack, String forPeople) {
    ObjectNode addresses = JSON.createObjectNode();
    for (App app : App.values()) {
      addresses.put(app.shortName(), stack.address(app).toString());
    }
    addresses.put("kafka", stack.bootstrapServers());
    ObjectNode tokens = addresses.putObject("tokens");
    stack.tokens().forEach(tokens::put);
    addresses.put("tenant", LocalIdentity.TENANT);
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
