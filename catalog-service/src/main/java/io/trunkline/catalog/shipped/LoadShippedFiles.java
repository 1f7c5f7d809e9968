package io.trunkline.catalog.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.catalog.definition.Author;
import io.trunkline.catalog.definition.Checked;
import io.trunkline.catalog.definition.Definition;
import io.trunkline.catalog.definition.DefinitionChecks;
import io.trunkline.catalog.definition.DefinitionVersion;
import io.trunkline.catalog.definition.Preconditions;
import io.trunkline.catalog.definition.StoreVersion;
import io.trunkline.catalog.definition.StrictJson;
import io.trunkline.catalog.exercise.ExerciseChecks;
import io.trunkline.catalog.program.ProgramChecks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Brings the shipped definitions into the database when the service starts, before it serves.
 *
 * <p>All files are checked before any is stored; they are stored in one transaction under the
 * catalogue's lock: two replicas that start together load once. A file that changed since it was
 * last loaded becomes a new version, unless an operator has changed that definition meanwhile; then
 * it is left alone and logged.
 */
@ApplicationScoped
public class LoadShippedFiles {

  /** Requests have much less; nobody waits for a service that starts, perhaps on a busy machine. */
  private static final int LONGEST_SECONDS = 60;

  @Inject ExerciseChecks exerciseChecks;
  @Inject ProgramChecks programChecks;
  @Inject StoreVersion storeVersion;

  /** A file that may be stored, with the hash of its content. */
  private record Accepted(Checked checked, String sha256) {}

  void atStart(@Observes StartupEvent start) {
    load(ShippedFiles.read("catalog"));
  }

  /**
   * Loads the files; loading the same files again changes nothing.
   *
   * @throws IllegalStateException naming every fault of every file; nothing was stored
   */
  void load(ShippedFiles files) {
    // Checked before: it takes longer than a transaction may on a machine where everything starts.
    List<Accepted> accepted = check(files);
    QuarkusTransaction.requiringNew()
        .timeout(LONGEST_SECONDS)
        .run(
            () -> {
              Definition.lockCatalogueFor(Duration.ofSeconds(LONGEST_SECONDS));
              accepted.forEach(this::store);
            });
  }

  private List<Accepted> check(ShippedFiles files) {
    Set<String> exercises = QuarkusTransaction.requiringNew().call(Definition::exerciseIds);
    exercises.addAll(files.exercises().keySet());
    List<String> faults = new ArrayList<>();
    List<Accepted> accepted = new ArrayList<>();
    check(files.exercises(), "exercises/", exerciseChecks, exercises, accepted, faults);
    check(files.programs(), "programs/", programChecks, exercises, accepted, faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "The shipped catalogue has faults:\n" + String.join("\n", faults));
    }
    return accepted;
  }

  private static void check(
      SortedMap<String, JsonNode> files,
      String folder,
      DefinitionChecks checks,
      Set<String> exercises,
      List<Accepted> accepted,
      List<String> faults) {
    files.forEach(
        (id, content) -> {
          Checked checked = checks.check(id, content, exercises);
          checked
              .faults()
              .forEach(
                  fault ->
                      faults.add(folder + id + ".yaml " + fault.pointer() + " " + fault.detail()));
          accepted.add(new Accepted(checked, sha256(content)));
        });
  }

  private void store(Accepted file) {
    Checked checked = file.checked();
    Definition known = Definition.lookUp(checked.kind(), checked.id()).orElse(null);
    if (known != null && file.sha256().equals(known.shippedSha256)) {
      return;
    }
    if (known != null && isAnOperators(known, checked)) {
      Log.warnf(
          "The shipped %s %s differs from what an operator made of it; version %d of the operator"
              + " stays. PUT the shipped content to return to it.",
          known.kind.word(), known.id, known.version);
      return;
    }
    storeVersion.store(checked, Author.SHIPPED, Preconditions.NONE);
    Definition.lookUp(checked.kind(), checked.id()).orElseThrow().shippedSha256 = file.sha256();
  }

  private static boolean isAnOperators(Definition known, Checked file) {
    DefinitionVersion current = DefinitionVersion.current(known.kind, known.id).orElseThrow();
    return current.author == Author.OPERATOR && !current.says(file.body());
  }

  private static String sha256(JsonNode content) {
    try {
      byte[] text = StrictJson.write(content).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
