package io.trunkline.progress.recommendation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.exercises.KnownCatalogue;
import io.trunkline.progress.journal.AthleteJournal;
import io.trunkline.progress.journal.NewerKind;
import io.trunkline.progress.projection.AwaitRevisions;
import io.trunkline.progress.projection.Consequences;
import io.trunkline.progress.projection.Quarantine;
import io.trunkline.progress.projection.Reason;
import io.trunkline.progress.recommendation.DecisionLog.Head;
import io.trunkline.progress.recommendation.DecisionLog.Written;
import io.trunkline.progress.roster.KeepRoster;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Fact;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommender;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides anew for an athlete whose entries changed, or who trains by a catalogue or by rules that
 * changed. A pure function of the entries, the catalogue and the rules, so that a redelivery, a
 * rebuild or another replica comes to the same decision and adds none. The clock only says which
 * entries dated ahead of their recording have come to count; the moment decided for is theirs.
 */
@ApplicationScoped
class DecideDoses implements Consequences {

  private final KnownCatalogue catalogue;
  private final RunningRules rules;
  private final KeepRoster roster;
  private final ObjectMapper json;
  private final MeterRegistry metrics;
  private final long above;

  /**
   * @param above after the database was lost or restored: as high as any revision it had given,
   *     since readers of the topic never hear of a lower one
   */
  DecideDoses(
      KnownCatalogue catalogue,
      RunningRules rules,
      KeepRoster roster,
      ObjectMapper json,
      MeterRegistry metrics,
      @ConfigProperty(name = "trunkline.decisions.above") long above) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.roster = roster;
    this.json = json;
    this.metrics = metrics;
    this.above = above;
  }

  @Override
  public void draw(Connection connection, Athlete athlete) throws SQLException {
    DecisionLog log = new DecisionLog(connection, athlete);
    // Before the exercises: a change between the two reads is then decided for once more.
    long state = catalogue.state(connection);
    DecisionLog.Times times = log.times();
    OffsetDateTime due = null;
    // An incomplete athlete is decided for with the good copy that ends it: that comes here again.
    if (times.recorded() != null && !Quarantine.holds(connection, athlete.tenant(), athlete.id())) {
      try {
        AthleteJournal journal = AthleteJournal.of(connection, athlete.tenant(), athlete.id());
        List<Fact> facts = facts(journal.history());
        OffsetDateTime last = lastThatCame(facts, times);
        OffsetDateTime at = last.atZoneSameInstant(journal.zone()).toOffsetDateTime();
        Catalogue known = catalogue.exercises(connection);
        decide(log, journal.history(), facts, known, at);
        roster.write(connection, athlete, journal, known, rules.policy(), at);
        due = firstAhead(facts, last);
      } catch (NewerKind unread) {
        Quarantine.put(
            connection,
            athlete,
            unread.kind(),
            unread.entryId(),
            unread.revision(),
            Reason.UNKNOWN_TYPE);
      }
    }
    log.restsOn(state, rules.version(), due);
  }

  /** {@link DecideAgain} takes it from there. */
  @Override
  public void drawSoon(Connection connection, SortedSet<Athlete> athletes) throws SQLException {
    String sql =
        """
        UPDATE athlete SET decided_for = %d FROM unnest(?, ?) AS stored (tenant, athlete)
        WHERE athlete.tenant = stored.tenant AND athlete.athlete = stored.athlete
        """
            .formatted(AwaitRevisions.ENTRIES_TO_DECIDE_ON);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("text", athletes.stream().map(Athlete::tenant).toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", athletes.stream().map(Athlete::id).toArray()));
      statement.executeUpdate();
    }
  }

  private static List<Fact> facts(History history) {
    List<Fact> facts = new ArrayList<>();
    Stream.of(history.sessions(), history.sensations(), history.clearances(), history.directives())
        .forEach(facts::addAll);
    if (history.screening() != null) {
      facts.add(history.screening());
    }
    return facts;
  }

  /**
   * When the newest entry was recorded, or the later moment an entry is dated, once that has come.
   * A telephone's clock may be ahead: an ache must not stay unseen until the next entry.
   */
  private static OffsetDateTime lastThatCame(Collection<Fact> facts, DecisionLog.Times times) {
    return Stream.concat(
            Stream.of(times.recorded()),
            facts.stream().map(Fact::at).filter(at -> !at.isAfter(times.now())))
        .max(OffsetDateTime.timeLineOrder())
        .orElseThrow();
  }

  private static OffsetDateTime firstAhead(Collection<Fact> facts, OffsetDateTime last) {
    return facts.stream()
        .map(Fact::at)
        .filter(at -> at.isAfter(last))
        .min(OffsetDateTime.timeLineOrder())
        .orElse(null);
  }

  private void decide(
      DecisionLog log, History history, List<Fact> facts, Catalogue known, OffsetDateTime at)
      throws SQLException {
    Map<String, Head> heads = log.heads();
    SortedSet<String> exercises = trained(history, at);
    exercises.addAll(heads.keySet());
    SortedMap<String, Answer> changed = new TreeMap<>();
    for (String exercise : exercises) {
      Recommendation told = Recommender.recommend(history, known, rules.policy(), exercise, at);
      Answer answer = new Answer(told, sha256(text(Decision.content(told))));
      Head stands = heads.get(exercise);
      if (stands == null || !stands.contentSha256().equals(answer.contentSha256())) {
        changed.put(exercise, answer);
      }
    }
    Map<String, byte[]> before = log.bodies(changed.keySet());
    Map<String, Long> current = current(facts);
    List<Written> next = new ArrayList<>();
    changed.forEach(
        (exercise, answer) -> {
          Decision decision =
              next(answer.told(), heads.get(exercise), before.get(exercise), current);
          next.add(new Written(decision, text(decision), answer.contentSha256()));
          count(answer.told());
        });
    log.append(next, rules.version());
  }

  /** What an exercise's rules say now, and the digest by which it differs from what stands. */
  private record Answer(Recommendation told, String contentSha256) {}

  /**
   * The decision that follows.
   *
   * @param stands null for the first
   * @param body of the one that stands
   */
  private Decision next(Recommendation told, Head stands, byte[] body, Map<String, Long> current) {
    return stands == null
        ? new Decision(above + 1, null, told)
        : new Decision(
            Math.max(stands.revision(), above) + 1,
            Decision.Supersedes.of(stands.revision(), stands.inputs(), named(body), current),
            told);
  }

  /** How often doses are given, withheld and stopped; a transaction tried again counts again. */
  private void count(Recommendation answer) {
    metrics.counter("trunkline.decisions", "advice", answer.advice().name()).increment();
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

  /** Every fact a decision names, its alternates' too. */
  private List<String> named(byte[] body) {
    try {
      List<String> named = new ArrayList<>();
      for (JsonNode facts : json.readTree(body).findValues("facts")) {
        facts.forEach(fact -> named.add(fact.textValue()));
      }
      return named;
    } catch (IOException impossible) {
      throw new IllegalStateException("Decisions are kept as they were written.", impossible);
    }
  }

  private static Map<String, Long> current(List<Fact> facts) {
    return facts.stream()
        .collect(Collectors.toMap(fact -> fact.ref().entry(), fact -> fact.ref().revision()));
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Answers can be written.", impossible);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }
}
