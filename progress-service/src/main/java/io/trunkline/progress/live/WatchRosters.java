package io.trunkline.progress.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.trunkline.progress.Database;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.identity.CoachView.Look;
import io.trunkline.progress.identity.CoachView.Person;
import io.trunkline.progress.live.Watch.News;
import io.trunkline.progress.live.Watchers.Watcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells who has a roster open that something in it may have changed: one stream for a page, however
 * many athletes are on it, and one look at the database a second for all of them. A coach is told
 * about athletes whose grant is in force, in the same snapshot, and about nobody else. Nothing is
 * told but that it is time to read again.
 */
@ApplicationScoped
public class WatchRosters {

  private static final List<News> CHANGED = List.of(new News("roster-changed", null, null));

  private final Database database;
  private final Watchers<Whose, State> watchers;

  WatchRosters(
      Database database, @ConfigProperty(name = "trunkline.stream.longest") Duration longest) {
    this.database = database;
    this.watchers = new Watchers<>("progress-live-rosters", longest, this::look);
  }

  void start(@Observes StartupEvent started) {
    watchers.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    watchers.stop();
  }

  /**
   * Whose roster.
   *
   * @param coach null for an app, whose are all athletes
   */
  private record Whose(String tenant, String coach) {}

  /**
   * What a roster is made of.
   *
   * @param written of each athlete; a grant that came or went shows as an athlete that did
   * @param hour because days begin without an entry
   */
  private record State(Map<String, Long> written, Instant hour) {}

  /**
   * Something changed, again and again until the stream ends by itself, so that a token is asked
   * for again.
   *
   * @param coach the person's subject; null for an app, whose are all athletes
   * @throws io.trunkline.progress.NotNow if as many are watching as may
   */
  public Multi<News> of(String tenant, String coach) {
    Whose whose = new Whose(tenant, coach);
    Instant now = Instant.now();
    return watchers.stream(
        whose,
        () ->
            database.snapshotAcrossTenants(
                connection ->
                    state(
                        whose,
                        rosters(connection, Set.of(tenant)),
                        coach == null ? Set.of() : looks(connection, tenant, coach, now),
                        now)));
  }

  private void look(List<Watcher<Whose, State>> present) {
    Set<String> tenants = new HashSet<>();
    Set<Person> people = new HashSet<>();
    for (Watcher<Whose, State> watcher : present) {
      Whose whose = watcher.what();
      tenants.add(whose.tenant());
      if (whose.coach() != null) {
        people.add(new Person(whose.tenant(), whose.coach()));
      }
    }
    Instant moment = Instant.now();
    Map<String, Map<String, Long>> rosters = new HashMap<>();
    Set<Look> looks = new HashSet<>();
    database.snapshotAcrossTenants(
        connection -> {
          rosters.putAll(rosters(connection, tenants));
          looks.addAll(CoachView.granted(connection, people, moment));
          return null;
        });
    for (Watcher<Whose, State> watcher : present) {
      State state = state(watcher.what(), rosters, looks, moment);
      watcher.hears(state, state.equals(watcher.last()) ? List.of() : CHANGED);
    }
  }

  private static Set<Look> looks(Connection connection, String tenant, String coach, Instant moment)
      throws SQLException {
    return CoachView.granted(connection, Set.of(new Person(tenant, coach)), moment);
  }

  private static State state(
      Whose whose, Map<String, Map<String, Long>> rosters, Set<Look> looks, Instant moment) {
    Map<String, Long> all = rosters.getOrDefault(whose.tenant(), Map.of());
    Map<String, Long> seen = new TreeMap<>();
    if (whose.coach() == null) {
      seen.putAll(all);
    } else {
      for (Look look : looks) {
        if (look.coach().equals(whose.coach()) && look.athlete().tenant().equals(whose.tenant())) {
          // A grant for somebody without an entry yet.
          seen.put(look.athlete().id(), all.getOrDefault(look.athlete().id(), 0L));
        }
      }
    }
    return new State(seen, moment.truncatedTo(ChronoUnit.HOURS));
  }

  private static Map<String, Map<String, Long>> rosters(Connection connection, Set<String> tenants)
      throws SQLException {
    String sql = "SELECT tenant, athlete, written FROM roster WHERE tenant = ANY (?)";
    Map<String, Map<String, Long>> rosters = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", tenants.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          rosters
              .computeIfAbsent(rows.getString(1), tenant -> new HashMap<>())
              .put(rows.getString(2), rows.getLong(3));
        }
      }
    }
    return rosters;
  }
}
