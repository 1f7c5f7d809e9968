package io.trunkline.catalog.definition;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** An operator writes one definition. */
@ApplicationScoped
public class ReviseDefinition {

  @Inject StoreVersion storeVersion;

  /**
   * Checks a body and stores it as a new version, unless it changes nothing.
   *
   * @param id id the path gives
   * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code malformed-json}, {@code
   *     invalid-entry} with every fault, {@code revision-mismatch}
   */
  public Stored revise(
      DefinitionChecks checks, String id, byte[] body, Preconditions preconditions) {
    // Read before the lock is taken: exercises are never removed, so what is known stays known.
    Set<String> exercises = QuarkusTransaction.joiningExisting().call(Definition::exerciseIds);
    if (checks.kind() == Kind.EXERCISE) {
      exercises.add(id);
    }
    Checked checked = checks.check(id, StrictJson.parse(body), exercises);
    if (!checked.faults().isEmpty()) {
      throw Problems.invalid("Nothing was stored; see errors.", checked.faults());
    }
    return storeVersion.store(checked, Author.OPERATOR, preconditions);
  }
}
