package io.trunkline.security.audit;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

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
   * Returns once it is kept, a row for each athlete; nothing for an app.
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
    List<Deed> deeds =
        athletes.stream()
            .map(athlete -> new Deed(tenant, who, trail.pseudonym(tenant, athlete), action, ""))
            .toList();
    trail.inTransaction(
        connection -> {
          AuditTrail.add(connection, deeds);
          return null;
        });
  }
}
