package io.trunkline.progress.rules.offender;

import com.fasterxml.jackson.databind.JsonNode;

/** Deliberate offender: a rule that needs a library. */
public final class UsesALibrary {

  /** The outside world's shape inside a rule. */
  public int sets(JsonNode dose) {
    return dose.path("sets").asInt();
  }
}
