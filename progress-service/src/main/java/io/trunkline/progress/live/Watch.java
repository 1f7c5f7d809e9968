package io.trunkline.progress.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Rounds;
import io.trunkline.progress.identity.CoachView;
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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whoever watches that an athlete's entries were applied or that a recommendation changed. It
 * asks the database once a second for all watchers together, so every replica sees what any of them
 * stored. What happens while nobody is connected is not told later: who connects again reads again.
 */
@ApplicationScoped
public class Watch {

  private static final int MOST = 200;
  private static final long COMMENT_NANOS = Duration.ofSeconds(20).toNanos();

  private final Database database;
  private final long longestNanos;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final Rounds rounds = new Rounds("progress-live", Duration.ofSeconds(1), this::look);

  Watch(Database database, @ConfigProperty(name = "trunkline.stream.longest") Duration longest) {
    this.database = database;
    this.longestNanos = longest.toNanos();
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
    watchers.forEach(watcher -> watcher.emitter.complete());
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

  private static final class Watcher {
    private final Athlete athlete;
    private final CoachView.Look look;
    private final MultiEmitter<? super News> emitter;
    private final long since = System.nanoTime();
    private long spoke = since;
    private State last;

    Watcher(Athlete athlete, String coach, MultiEmitter<? super News> emitter, State last) {
      this.athlete = athlete;
      this.look = coach == null ? null : new CoachView.Look(athlete, coach);
      this.emitter = emitter;
      this.last = last;
    }

    void tell(News news) {
      spoke = System.nanoTime();
      emitter.emit(news);
    }
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
    if (watchers.size() >= MOST) {
      throw Problems.tooManyWatch();
    }
    // Read before the answer begins: nothing that comes after it is missed.
    State now =
        database.snapshot(
            athlete.tenant(), connection -> states(connection, List.of(athlete)).get(athlete));
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Watcher watcher = new Watcher(athlete, coach, emitter, now);
              watchers.add(watcher);
              emitter.onTermination(() -> watchers.remove(watcher));
              watcher.tell(News.SIGN_OF_LIFE);
            });
  }

  private void look() {
    if (watchers.isEmpty()) {
      return;
    }
    List<Watcher> present = List.copyOf(watchers);
    List<Athlete> watched = present.stream().map(watcher -> watcher.athlete).distinct().toList();
    Map<Athlete, State> states = new HashMap<>();
    Map<Athlete, List<String>> changed = new HashMap<>();
    List<CoachView.Look> looks =
        present.stream().map(watcher -> watcher.look).filter(Objects::nonNull).toList();
    Set<CoachView.Look> granted = new HashSet<>();
    database.snapshotAcrossTenants(
        connection -> {
          states.putAll(states(connection, watched));
          // In the same snapshot: nothing is told that came after a grant was taken back.
          granted.addAll(CoachView.stillGranted(connection, looks, Instant.now()));
          for (Watcher watcher : present) {
            State state = states.get(watcher.athlete);
            if (state != null
                && (watcher.last == null || state.decided() > watcher.last.decided())) {
              changed.put(
                  watcher.athlete,
                  exercises(
                      connection,
                      watcher.athlete,
                      watcher.last == null ? 0 : watcher.last.decided()));
            }
          }
          return null;
        });
    long now = System.nanoTime();
    for (Watcher watcher : present) {
      if (watcher.look != null && !granted.contains(watcher.look)) {
        watcher.emitter.complete();
        continue;
      }
      State state = states.get(watcher.athlete);
      if (state != null && !state.equals(watcher.last)) {
        watcher.tell(new News("entry-applied", watcher.athlete.id(), null));
        if (watcher.last == null || state.decided() > watcher.last.decided()) {
          for (String exercise : changed.getOrDefault(watcher.athlete, List.of())) {
            watcher.tell(new News("recommendation-changed", watcher.athlete.id(), exercise));
          }
        }
        watcher.last = state;
      } else if (now - watcher.spoke > COMMENT_NANOS) {
        watcher.tell(News.SIGN_OF_LIFE);
      }
      if (now - watcher.since > longestNanos) {
        watcher.emitter.complete();
      }
    }
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
