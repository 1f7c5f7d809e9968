package io.trunkline.progress.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.identity.CoachView.Look;
import io.trunkline.progress.live.Watchers.Watcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whoever watches that an athlete's entries were applied or that a recommendation changed. It
 * asks the database once a second for all watchers together, so every replica sees what any of them
 * stored. What happens while nobody is connected is not told later: who connects again reads again.
 */
@ApplicationScoped
public class Watch {

  private final Database database;
  private final Watchers<Look, State> watchers;

  Watch(Database database, @ConfigProperty(name = "trunkline.stream.longest") Duration longest) {
    this.database = database;
    this.watchers = new Watchers<>("progress-live", longest, this::look);
  }

  void start(@Observes StartupEvent started) {
    watchers.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    watchers.stop();
  }

  /**
   * Something to tell.
   *
   * @param name null for a sign of life
   * @param exercise null where it is about all
   */
  public record News(String name, String athlete, String exercise) {
    static final News SIGN_OF_LIFE = new News(null, null, null);
  }

  /** How far an athlete's row and decisions are; null before the first. */
  private record State(long written, long decided) {}

  /**
   * News of an athlete from now on; ends by itself after a while, so that a token is asked for
   * again, and for a person as soon as the athlete's grant does.
   *
   * @param coach the person's subject; null for an app
   * @throws io.trunkline.progress.NotNow if as many are watching as may
   */
  public Multi<News> of(Athlete athlete, String coach) {
    return watchers.stream(
        new Look(athlete, coach),
        () ->
            database.snapshot(
                athlete.tenant(), connection -> states(connection, List.of(athlete)).get(athlete)));
  }

  private void look(List<Watcher<Look, State>> present) {
    List<Athlete> watched = present.stream().map(one -> one.what().athlete()).distinct().toList();
    List<Look> looks =
        present.stream().map(Watcher::what).filter(look -> look.coach() != null).toList();
    Map<Athlete, State> states = new HashMap<>();
    Map<Watcher<Look, State>, List<News>> news = new HashMap<>();
    Set<Look> granted = new HashSet<>();
    database.snapshotAcrossTenants(
        connection -> {
          states.putAll(states(connection, watched));
          // In the same snapshot: nothing is told that came after a grant was taken back.
          granted.addAll(CoachView.stillGranted(connection, looks, Instant.now()));
          for (Watcher<Look, State> watcher : present) {
            Athlete athlete = watcher.what().athlete();
            news.put(watcher, news(connection, athlete, watcher.last(), states.get(athlete)));
          }
          return null;
        });
    for (Watcher<Look, State> watcher : present) {
      Look look = watcher.what();
      if (look.coach() != null && !granted.contains(look)) {
        watcher.end();
      } else {
        State state = states.getOrDefault(look.athlete(), watcher.last());
        watcher.hears(state, news.get(watcher));
      }
    }
  }

  private static List<News> news(Connection connection, Athlete athlete, State before, State now)
      throws SQLException {
    if (now == null || now.equals(before)) {
      return List.of();
    }
    List<News> news = new ArrayList<>();
    news.add(new News("entry-applied", athlete.id(), null));
    long decided = before == null ? 0 : before.decided();
    if (now.decided() > decided) {
      for (String exercise : exercises(connection, athlete, decided)) {
        news.add(new News("recommendation-changed", athlete.id(), exercise));
      }
    }
    return news;
  }

  private static Map<Athlete, State> states(Connection connection, List<Athlete> athletes)
      throws SQLException {
    String sql =
        """
        SELECT r.tenant, r.athlete, r.written, coalesce(max(d.number), 0)
        FROM unnest(?::text[], ?::text[]) AS watched (tenant, athlete)
        JOIN roster r ON r.tenant = watched.tenant AND r.athlete = watched.athlete
        LEFT JOIN decision d ON d.tenant = r.tenant AND d.athlete = r.athlete
        GROUP BY r.tenant, r.athlete, r.written
        """;
    Map<Athlete, State> states = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("text", athletes.stream().map(Athlete::tenant).toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", athletes.stream().map(Athlete::id).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          states.put(
              new Athlete(rows.getString(1), rows.getString(2)),
              new State(rows.getLong(3), rows.getLong(4)));
        }
      }
    }
    return states;
  }

  private static List<String> exercises(Connection connection, Athlete athlete, long after)
      throws SQLException {
    String sql =
        """
        SELECT DISTINCT exercise FROM decision WHERE tenant = ? AND athlete = ? AND number > ?
        ORDER BY exercise
        """;
    List<String> exercises = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, athlete.tenant());
      statement.setString(2, athlete.id());
      statement.setLong(3, after);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          exercises.add(rows.getString(1));
        }
      }
    }
    return exercises;
  }
}
