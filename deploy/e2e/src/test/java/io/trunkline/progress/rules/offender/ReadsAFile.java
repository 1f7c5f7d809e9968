package io.trunkline.progress.rules.offender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Deliberate offender: a rule that reads a file. */
public final class ReadsAFile {

  /** Another answer on another machine. */
  public String policy() throws IOException {
    return Files.readString(Path.of("policy"));
  }
}
