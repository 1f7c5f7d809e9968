package io.trunkline.progress.recommendation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.exercises.KnownCatalogue;
import io.trunkline.progress.journal.AthleteJournal;
import io.trunkline.progress.projection.Consequences;
import io.trunkline.progress.projection.Quarantine;
import io.trunkline.progress.recommendation.DecisionLog.Head;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommender;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides anew for an athlete whose entries changed, or who trains by a catalogue that changed. A
 * pure function of the entries and the catalogue: no clock, so that a redelivery, a rebuild or
 * another replica comes to the same decision and adds none.
 */
@ApplicationScoped
class DecideDoses implements Consequences {

  private final KnownCatalogue catalogue;
  private final Policies policies;
  private final ObjectMapper json;

  DecideDoses(KnownCatalogue catalogue, Policies policies, ObjectMapper json) {
    this.catalogue = catalogue;
    this.policies = policies;
    this.json = json;
  }

  @Override
  public void draw(Connection connection, Athlete athlete) throws SQLException {
    DecisionLog log = new DecisionLog(connection, athlete);
    // Before the exercises: a change between the two reads is then decided for once more.
    long state = catalogue.state(connection);
    OffsetDateTime recorded = log.lastRecorded();
    // An incomplete athlete is decided for with the good copy that ends it: that comes here again.
    if (recorded != null && !Quarantine.holds(connection, athlete.tenant(), athlete.id())) {
      AthleteJournal journal = AthleteJournal.of(connection, athlete.tenant(), athlete.id());
      OffsetDateTime at = recorded.atZoneSameInstant(journal.zone()).toOffsetDateTime();
      decide(log, journal.history(), catalogue.exercises(connection), at);
    }
    log.restsOn(state);
  }

  private void decide(DecisionLog log, History history, Catalogue known, OffsetDateTime at)
      throws SQLException {
    Map<String, Head> heads = log.heads();
    SortedSet<String> exercises = trained(history, at);
    exercises.addAll(heads.keySet());
    for (String exercise : exercises) {
      Recommendation answer =
          Recommender.recommend(history, known, policies.active(), exercise, at);
      String content = sha256(bytes(Decision.content(answer)));
      Head stands = heads.get(exercise);
      if (stands == null) {
        Decision first = new Decision(1, null, answer);
        log.append(first, bytes(first), content);
      } else if (!content.equals(stands.contentSha256())) {
        Decision next =
            new Decision(
                stands.revision() + 1,
                new Decision.Supersedes(stands.revision(), stands.inputs()),
                answer);
        log.append(next, bytes(next), content);
      }
    }
  }

  /** An id outside the alphabet is no exercise's; it would spoil the key of the record. */
  private static SortedSet<String> trained(History history, OffsetDateTime at) {
    SortedSet<String> exercises = new TreeSet<>();
    for (History.Session session : history.sessions()) {
      if (!session.at().isAfter(at)) {
        session.exercises().forEach(performed -> exercises.add(performed.exercise()));
      }
    }
    exercises.removeIf(exercise -> !Identifier.valid(exercise));
    return exercises;
  }

  private byte[] bytes(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Answers can be written.", impossible);
    }
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }
}
