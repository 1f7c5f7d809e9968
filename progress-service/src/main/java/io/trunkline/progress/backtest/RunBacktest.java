package io.trunkline.progress.backtest;

import io.trunkline.progress.Database;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.backtest.Line.Sums;
import io.trunkline.progress.exercises.KnownCatalogue;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.journal.AthleteJournal;
import io.trunkline.progress.journal.NewerKind;
import io.trunkline.progress.projection.Quarantine;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.History;
import io.trunkline.security.audit.NoteLooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Runs a trial over real history, one athlete in memory at a time. */
@ApplicationScoped
class RunBacktest {

  private static final int PAGE = 200;

  // A run keeps a core busy; a second one would be felt by everybody who asks for a dose.
  private final Semaphore one = new Semaphore(1);

  private final Database database;
  private final Tenant tenant;
  private final CoachView coaches;
  private final NoteLooks looks;
  private final KnownCatalogue catalogue;
  private final Policies policies;

  RunBacktest(
      CoachView coaches,
      NoteLooks looks,
      Database database,
      Tenant tenant,
      KnownCatalogue catalogue,
      Policies policies) {
    this.database = database;
    this.tenant = tenant;
    this.coaches = coaches;
    this.looks = looks;
    this.catalogue = catalogue;
    this.policies = policies;
  }

  /** Whether no other one runs. */
  boolean isFree() {
    return one.availablePermits() > 0;
  }

  /**
   * Every athlete the caller may ask about; for a person that is noted.
   *
   * @param action what it is noted as
   * @throws io.trunkline.progress.NotNow for a person, while it is not known what was taken back
   */
  List<String> athletes(String action) {
    if (coaches.isPerson()) {
      List<String> granted =
          List.copyOf(coaches.athletes(tenant.current(), Instant.now()).keySet());
      looks.at(granted, action);
      return granted;
    }
    List<String> all = new ArrayList<>();
    for (List<String> page = after(""); !page.isEmpty(); page = after(page.get(page.size() - 1))) {
      all.addAll(page);
    }
    return all;
  }

  /**
   * Whom the caller may ask about, which is noted; null for an app, whose are all.
   *
   * @throws io.trunkline.progress.NotNow for a person, while it is not known what was taken back
   */
  Set<String> granted(Trial trial) {
    if (!coaches.isPerson()) {
      return null;
    }
    Set<String> granted = coaches.athletes(tenant.current(), Instant.now()).keySet();
    looks.at(
        granted.stream()
            .filter(athlete -> trial.athletes() == null || trial.athletes().contains(athlete))
            .toList(),
        "BacktestResource.backtest");
    return granted;
  }

  /**
   * Says every session of every athlete, then each athlete's sums, and a summary at the end. Two
   * who both found it free take turns; taken earlier, a caller who leaves would keep it.
   *
   * @param granted as {@link #granted} says, before the answer begins
   */
  void of(Trial trial, Set<String> granted, Consumer<Line> out) {
    one.acquireUninterruptibly();
    try {
      alone(trial, granted, out);
    } finally {
      one.release();
    }
  }

  private void alone(Trial trial, Set<String> granted, Consumer<Line> out) {
    Catalogue exercises = database.snapshot(tenant.current(), catalogue::exercises);
    Total total = new Total();
    if (granted != null) {
      ofGranted(granted, exercises, trial, total, out);
    } else if (trial.athletes() != null) {
      trial.athletes().forEach(athlete -> total.add(athlete(athlete, exercises, trial, out), out));
    } else {
      for (List<String> page = after("");
          !page.isEmpty();
          page = after(page.get(page.size() - 1))) {
        page.forEach(athlete -> total.add(athlete(athlete, exercises, trial, out), out));
      }
    }
    out.accept(total.summary(trial.policy().version(), policies.active().version()));
  }

  /** A coach's own athletes; of others the answer is that of an athlete without entries. */
  private void ofGranted(
      Set<String> granted, Catalogue exercises, Trial trial, Total total, Consumer<Line> out) {
    for (String athlete : trial.athletes() == null ? granted : trial.athletes()) {
      Line.Athlete line =
          granted.contains(athlete)
              ? athlete(athlete, exercises, trial, out)
              : new Season(nobody(athlete), exercises, trial, policies.active()).tell(out);
      total.add(line, out);
    }
  }

  private static History nobody(String athlete) {
    return new History(athlete, List.of(), List.of(), List.of(), null, List.of());
  }

  private Line.Athlete athlete(
      String athlete, Catalogue exercises, Trial trial, Consumer<Line> out) {
    Optional<History> history =
        database.snapshot(tenant.current(), connection -> complete(connection, athlete));
    return history.isEmpty()
        ? new Line.Athlete(athlete, "athlete-incomplete", 0, 0, Sums.none(), Sums.none(), List.of())
        : new Season(history.get(), exercises, trial, policies.active()).tell(out);
  }

  private Optional<History> complete(Connection connection, String athlete) throws SQLException {
    if (Quarantine.holds(connection, tenant.current(), athlete)) {
      return Optional.empty();
    }
    try {
      return Optional.of(AthleteJournal.of(connection, tenant.current(), athlete).history());
    } catch (NewerKind unread) {
      return Optional.empty();
    }
  }

  /** The next athletes of the roster, in the order of their ids. */
  private List<String> after(String last) {
    return database.snapshot(tenant.current(), connection -> page(connection, last));
  }

  private List<String> page(Connection connection, String last) throws SQLException {
    String sql =
        """
        SELECT DISTINCT athlete FROM log_entry WHERE tenant = ? AND athlete > ?
        ORDER BY athlete LIMIT ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant.current());
      statement.setString(2, last);
      statement.setInt(3, PAGE);
      List<String> athletes = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          athletes.add(rows.getString(1));
        }
      }
      return athletes;
    }
  }

  /** The sums of all athletes so far. */
  private static final class Total {
    private long athletes;
    private long incomplete;
    private long differing;
    private long liftedGrams;
    private Sums tried = Sums.none();
    private Sums active = Sums.none();

    void add(Line.Athlete one, Consumer<Line> out) {
      out.accept(one);
      athletes++;
      incomplete += one.problem() == null ? 0 : 1;
      differing += one.differing();
      liftedGrams += one.liftedGrams();
      tried = tried.plus(one.tried());
      active = active.plus(one.active());
    }

    Line.Summary summary(String policy, String against) {
      return new Line.Summary(
          policy, against, athletes, incomplete, differing, liftedGrams, tried, active);
    }
  }
}
