package io.trunkline.security.audit;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Notes what a person is about to see of several athletes at once; of one, NoteCalls does. */
@Singleton
public class NoteLooks {

  private final Instance<Trail> trails;
  private final CurrentActor actor;

  NoteLooks(Instance<Trail> trails, CurrentActor actor) {
    this.trails = trails;
    this.actor = actor;
  }

  /**
   * Returns once it is kept, as one row that names them all: a coach of a thousand who looks at the
   * roster twenty times would else add twenty thousand. Nothing for an app.
   *
   * @param action the operation, for example {@code RosterResource.roster}
   */
  public void at(Collection<String> athletes, String action) {
    if (athletes.isEmpty() || !actor.isCoach()) {
      return;
    }
    Trail trail = trails.get();
    String tenant = trail.tenant();
    Actor who = actor.get();
    String pseudonyms =
        athletes.stream()
            .map(athlete -> trail.pseudonym(tenant, athlete))
            .collect(Collectors.joining(" "));
    List<Deed> deeds = List.of(new Deed(tenant, who, pseudonyms, action, ""));
    trail.inTransaction(
        connection -> {
          AuditTrail.add(connection, deeds);
          return null;
        });
  }
}
