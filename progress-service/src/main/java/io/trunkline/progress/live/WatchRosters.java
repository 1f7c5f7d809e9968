package io.trunkline.progress.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Rounds;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.identity.CoachView.Look;
import io.trunkline.progress.identity.CoachView.Person;
import io.trunkline.progress.live.Watch.News;
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
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells who has a roster open that something in it may have changed: one stream for a page, however
 * many athletes are on it, and one look at the database a second for all of them. A coach is told
 * about athletes whose grant is in force, in the same snapshot, and about nobody else. Nothing is
 * told but that it is time to read again.
 */
@ApplicationScoped
public class WatchRosters {

  private static final int MOST = 200;
  private static final long COMMENT_NANOS = Duration.ofSeconds(20).toNanos();

  private final Database database;
  private final long longestNanos;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final Rounds rounds =
      new Rounds("progress-live-rosters", Duration.ofSeconds(1), this::look);

  WatchRosters(
      Database database, @ConfigProperty(name = "trunkline.stream.longest") Duration longest) {
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

  private static final class Watcher {
    private final String tenant;
    private final String coach;
    private final MultiEmitter<? super News> emitter;
    private final long since = System.nanoTime();
    private long spoke = since;
    private State last;

    Watcher(String tenant, String coach, MultiEmitter<? super News> emitter, State last) {
      this.tenant = tenant;
      this.coach = coach;
      this.emitter = emitter;
      this.last = last;
    }

    void tell(News news) {
      spoke = System.nanoTime();
      emitter.emit(news);
    }
  }

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
    if (watchers.size() >= MOST) {
      throw Problems.tooManyWatch();
    }
    Instant now = Instant.now();
    // Read before the answer begins: nothing that comes after it is missed.
    State state =
        database.snapshotAcrossTenants(
            connection -> {
              Map<String, Map<String, Long>> rosters = rosters(connection, Set.of(tenant));
              Set<Look> looks = coach == null ? Set.of() : looks(connection, tenant, coach, now);
              return state(tenant, coach, rosters, looks, now);
            });
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Watcher watcher = new Watcher(tenant, coach, emitter, state);
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
    Set<String> tenants = new HashSet<>();
    Set<Person> people = new HashSet<>();
    for (Watcher watcher : present) {
      tenants.add(watcher.tenant);
      if (watcher.coach != null) {
        people.add(new Person(watcher.tenant, watcher.coach));
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
    long now = System.nanoTime();
    for (Watcher watcher : present) {
      State state = state(watcher.tenant, watcher.coach, rosters, looks, moment);
      if (!state.equals(watcher.last)) {
        watcher.last = state;
        watcher.tell(new News("roster-changed", null, null));
      } else if (now - watcher.spoke > COMMENT_NANOS) {
        watcher.tell(News.SIGN_OF_LIFE);
      }
      if (now - watcher.since > longestNanos) {
        watcher.emitter.complete();
      }
    }
  }

  private static Set<Look> looks(Connection connection, String tenant, String coach, Instant moment)
      throws SQLException {
    return CoachView.granted(connection, Set.of(new Person(tenant, coach)), moment);
  }

  private static State state(
      String tenant,
      String coach,
      Map<String, Map<String, Long>> rosters,
      Set<Look> looks,
      Instant moment) {
    Map<String, Long> all = rosters.getOrDefault(tenant, Map.of());
    Map<String, Long> seen = new TreeMap<>();
    if (coach == null) {
      seen.putAll(all);
    } else {
      for (Look look : looks) {
        if (look.coach().equals(coach) && look.athlete().tenant().equals(tenant)) {
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
