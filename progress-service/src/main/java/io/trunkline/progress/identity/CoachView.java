package io.trunkline.progress.identity;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.json.Malformed;
import io.trunkline.security.audit.CurrentActor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the caller may see of whom. A token with the scope {@code coach} is a person's, who needs an
 * athlete's grant; an app sees its tenant's athletes. A grant may have been taken back where this
 * projection is behind, so without word from the journal for a minute persons are shown nothing.
 */
@ApplicationScoped
public class CoachView {

  private static final Duration OLDEST = Duration.ofSeconds(60);

  private final Database database;
  private final CurrentActor caller;

  CoachView(Database database, CurrentActor caller) {
    this.database = database;
    this.caller = caller;
  }

  /**
   * A leave to look.
   *
   * @param seesHealth aches, clearances and the screening, and the reasons that rest on them, too
   */
  public record View(boolean seesHealth) {

    private static final View EVERYTHING = new View(true);

    private View and(View other) {
      return new View(seesHealth || other.seesHealth);
    }
  }

  /** Whether the caller needs grants. */
  public boolean isPerson() {
    return caller.isCoach();
  }

  /**
   * What the caller may see of this athlete then; empty for a person without a grant, who is to be
   * answered as if there were no such athlete.
   *
   * @throws io.trunkline.progress.NotNow for a person, while it is not known what was taken back
   */
  public Optional<View> of(String tenant, String athlete, Instant moment) {
    return isPerson()
        ? Optional.ofNullable(granted(tenant, athlete, moment).get(athlete))
        : Optional.of(View.EVERYTHING);
  }

  /**
   * Every athlete who lets the calling person look then, by id.
   *
   * @throws io.trunkline.progress.NotNow while it is not known of one what was taken back
   */
  public SortedMap<String, View> athletes(String tenant, Instant moment) {
    return granted(tenant, null, moment);
  }

  /** Whether the calling person sees this athlete's health now; an app always does. */
  public boolean seesHealth(String tenant, String athlete) {
    return of(tenant, athlete, Instant.now()).filter(View::seesHealth).isPresent();
  }

  /** The subject of the calling person; null for an app, which needs no grant. */
  public String personOrNull() {
    return isPerson() ? caller.get().name() : null;
  }

  /** A coach's look at an athlete that lasts. */
  public record Look(Athlete athlete, String coach) {}

  /**
   * Those that may go on, asked together, of any tenants: not where a grant was taken back, has
   * ended, or may have been taken back without word of it.
   */
  public static Set<Look> stillGranted(
      Connection connection, Collection<Look> looks, Instant moment) throws SQLException {
    if (looks.isEmpty()) {
      return Set.of();
    }
    String sql =
        """
        SELECT l.tenant, l.athlete, l.body
        FROM unnest(?::text[], ?::text[], ?::integer[]) AS watched (tenant, athlete, partition)
        JOIN partition_progress p
          ON p.topic_partition = watched.partition AND p.complete_until >= ?
        JOIN log_entry l
          ON l.tenant = watched.tenant AND l.athlete = watched.athlete
            AND l.kind = 'coach-grant' AND NOT l.deleted
        """;
    List<Athlete> athletes = looks.stream().map(Look::athlete).distinct().toList();
    Set<Look> granted = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, column(connection, "text", athletes, Athlete::tenant));
      statement.setArray(2, column(connection, "text", athletes, Athlete::id));
      statement.setArray(3, column(connection, "integer", athletes, Athlete::partition));
      statement.setObject(4, moment.minus(OLDEST).atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          CoachGrant grant = CoachGrant.read(rows.getBytes(3));
          if (grant.holdsFor(grant.coach(), moment)) {
            granted.add(new Look(new Athlete(rows.getString(1), rows.getString(2)), grant.coach()));
          }
        }
      }
    } catch (Malformed impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
    granted.retainAll(looks);
    return granted;
  }

  /** Somebody who looks at all their athletes. */
  public record Person(String tenant, String coach) {}

  /**
   * Every look that these people may have, asked together: not where a grant was taken back, has
   * ended, or may have been taken back without word of it.
   */
  public static Set<Look> granted(Connection connection, Set<Person> people, Instant moment)
      throws SQLException {
    Set<Look> granted = new HashSet<>();
    if (people.isEmpty()) {
      return granted;
    }
    Set<Integer> fresh = fresh(connection, moment);
    String sql =
        """
        SELECT tenant, athlete, body FROM log_entry
        WHERE tenant = ANY (?) AND kind = 'coach-grant' AND NOT deleted
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "text", people.stream().map(Person::tenant).distinct().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          CoachGrant grant = CoachGrant.read(rows.getBytes(3));
          Athlete athlete = new Athlete(rows.getString(1), rows.getString(2));
          if (people.contains(new Person(athlete.tenant(), grant.coach()))
              && grant.holdsFor(grant.coach(), moment)
              && fresh.contains(athlete.partition())) {
            granted.add(new Look(athlete, grant.coach()));
          }
        }
      }
    } catch (Malformed impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
    return granted;
  }

  /**
   * The partitions of which it is known what was taken back: the watermark says up to when every
   * change is here, so every revocation.
   */
  private static Set<Integer> fresh(Connection connection, Instant moment) throws SQLException {
    String sql = "SELECT topic_partition FROM partition_progress WHERE complete_until >= ?";
    Set<Integer> fresh = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, moment.minus(OLDEST).atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          fresh.add(rows.getInt(1));
        }
      }
    }
    return fresh;
  }

  private static Array column(
      Connection connection, String type, List<Athlete> athletes, Function<Athlete, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, athletes.stream().map(value).toArray());
  }

  private SortedMap<String, View> granted(String tenant, String athlete, Instant moment) {
    String coach = caller.get().name();
    return database.snapshot(
        tenant,
        connection -> {
          Set<Integer> fresh = fresh(connection, moment);
          SortedMap<String, View> views = views(connection, tenant, athlete, coach, moment);
          // Also of one without a grant: perhaps it has not arrived.
          Stream.concat(Stream.ofNullable(athlete), views.keySet().stream())
              .map(each -> new Athlete(tenant, each).partition())
              .forEach(partition -> requireFresh(fresh, partition));
          return views;
        });
  }

  private static SortedMap<String, View> views(
      Connection connection, String tenant, String athlete, String coach, Instant moment)
      throws SQLException {
    String sql =
        """
        SELECT athlete, body FROM log_entry
        WHERE tenant = ? AND kind = 'coach-grant' AND NOT deleted AND (?::text IS NULL OR athlete = ?)
        """;
    SortedMap<String, View> views = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, athlete);
      statement.setString(3, athlete);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          CoachGrant grant = CoachGrant.read(rows.getBytes(2));
          if (grant.holdsFor(coach, moment)) {
            views.merge(rows.getString(1), new View(grant.health()), View::and);
          }
        }
      }
    } catch (Malformed impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
    return views;
  }

  private static void requireFresh(Set<Integer> fresh, int partition) {
    if (!fresh.contains(partition)) {
      throw Problems.grantsNotKnown();
    }
  }
}
