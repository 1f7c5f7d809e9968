package io.trunkline.progress.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.recommendation.PolicyFile;
import io.trunkline.progress.rules.Replay.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One constant changed, over the real history of the caller's athletes: what would be different.
 */
@ApplicationScoped
public class TryOnRoster {

  /** More would keep a core busy for longer than anybody looks at a page. */
  public static final int MOST = 1_000;

  private final RunBacktest run;
  private final Policies policies;

  TryOnRoster(RunBacktest run, Policies policies) {
    this.run = run;
    this.policies = policies;
  }

  /** Whether one may run: they keep a core busy, so it is one at a time. */
  public boolean isFree() {
    return run.isFree();
  }

  /** The value that the rules work with today. */
  public int today(TriedConstant constant) {
    return file().constants().stream()
        .filter(one -> one.name().equals(constant.constant()))
        .map(PolicyFile.Constant::value)
        .mapToInt(JsonNode::intValue)
        .findFirst()
        .orElseThrow();
  }

  /**
   * What came of it.
   *
   * @param changed athletes who would have been told something else, the most changed first
   * @param incomplete athletes left out because facts are known to be missing
   */
  public record Comparison(
      int athletes,
      long incomplete,
      Told today,
      Told tried,
      long liftedGrams,
      List<Changed> changed) {

    public Comparison {
      changed = List.copyOf(changed);
    }
  }

  /** How often each outcome came, and the load advised in all. */
  public record Told(Map<Outcome, Long> outcomes, long advisedGrams) {

    public Told {
      outcomes = Map.copyOf(outcomes);
    }

    private static Told of(Line.Sums sums) {
      return new Told(sums.outcomes(), sums.advisedGrams());
    }

    /** How often it came. */
    public long of(Outcome outcome) {
      return outcomes.getOrDefault(outcome, 0L);
    }
  }

  /** An athlete who would have been told something else in so many sessions. */
  public record Changed(
      String athlete, long sessions, Told today, Told tried, long liftedGrams, First first) {}

  /** The earliest session that would have been another. */
  public record First(String exercise, OffsetDateTime at, Outcome today, Outcome tried) {}

  /** A trial that may begin. */
  public final class Prepared {
    private final Trial trial;
    private final List<String> athletes;

    private Prepared(Trial trial, List<String> athletes) {
      this.trial = trial;
      this.athletes = athletes;
    }

    /** How many athletes it is about. */
    public int athletes() {
      return athletes.size();
    }

    /** Runs to its end, telling how many athletes are done. */
    public Comparison run(Consumer<Integer> done) {
      Gathering gathering = new Gathering(done);
      if (!athletes.isEmpty()) {
        run.of(trial, null, gathering);
      }
      return gathering.comparison(athletes.size());
    }
  }

  /**
   * Looks up whose history it will be, which is noted.
   *
   * @param value within the bounds of the constant
   * @throws io.trunkline.progress.NotNow for a person, while it is not known what was taken back
   */
  public Prepared prepare(TriedConstant constant, int value) {
    List<String> athletes = run.athletes("BacktestPages.backtest");
    Map<String, JsonNode> change = Map.of(constant.constant(), IntNode.valueOf(value));
    return new Prepared(new Trial(file().with(change), athletes, null, null, null), athletes);
  }

  private PolicyFile file() {
    return policies.find(policies.active().version()).orElseThrow();
  }

  /** Keeps of each athlete the sums and the first session that differs. */
  private static final class Gathering implements Consumer<Line> {
    private final Consumer<Integer> done;
    private final List<Changed> changed = new ArrayList<>();
    private First first;
    private int athletes;
    private Line.Summary summary;

    Gathering(Consumer<Integer> done) {
      this.done = done;
    }

    @Override
    public void accept(Line line) {
      if (line instanceof Line.Session session) {
        if (session.differs() && (first == null || session.at().isBefore(first.at()))) {
          first =
              new First(
                  session.exercise(),
                  session.at(),
                  session.active().outcome(),
                  session.tried().outcome());
        }
      } else if (line instanceof Line.Athlete athlete) {
        if (first != null) {
          changed.add(
              new Changed(
                  athlete.athlete(),
                  athlete.differing(),
                  Told.of(athlete.active()),
                  Told.of(athlete.tried()),
                  athlete.liftedGrams(),
                  first));
        }
        first = null;
        done.accept(++athletes);
      } else if (line instanceof Line.Summary sums) {
        summary = sums;
      }
    }

    Comparison comparison(int asked) {
      changed.sort(
          Comparator.comparingLong(Changed::sessions).reversed().thenComparing(Changed::athlete));
      Line.Sums none = Line.Sums.none();
      return new Comparison(
          asked,
          summary == null ? 0 : summary.incomplete(),
          Told.of(summary == null ? none : summary.active()),
          Told.of(summary == null ? none : summary.tried()),
          summary == null ? 0 : summary.liftedGrams(),
          changed);
    }
  }
}
