package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Role;
import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Sensation;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A sensation that matters, read by the policy: whether it stops, rests or only holds, and for how
 * long. Pump, tiredness and severity 0 never become a report.
 *
 * @param stop needs a professional's word
 * @param rest needs days off; every stop does too
 * @param hold soreness
 * @param days whole days of rest, 0 without rest
 * @param allowedFrom first local day after the rest; the day of the report without rest
 */
record Report(
    Sensation sensation,
    boolean stop,
    boolean rest,
    boolean hold,
    int days,
    LocalDate allowedFrom) {

  /** Every report among the facts, in their order. */
  static List<Report> of(Facts facts, Policy policy) {
    List<Sensation> resting =
        facts.sensations.stream().filter(s -> stops(s, policy) || rests(s, policy)).toList();
    return facts.sensations.stream()
        .filter(s -> !IgnorePump.ignores(s, policy))
        .map(s -> read(s, resting, facts, policy))
        .toList();
  }

  private static Report read(Sensation s, List<Sensation> resting, Facts facts, Policy policy) {
    boolean stop = stops(s, policy);
    boolean rest = stop || rests(s, policy);
    int days = rest ? days(s, stop, resting, facts, policy) : 0;
    int whole = rest && policy.rest().countWholeDays() ? 1 : 0;
    return new Report(
        s,
        stop,
        rest,
        policy.feeling().hold().contains(s.kind()),
        days,
        s.at().toLocalDate().plusDays(days + whole));
  }

  private static boolean stops(Sensation s, Policy policy) {
    if (IgnorePump.ignores(s, policy)) {
      return false;
    }
    boolean severe = s.severity() != null && s.severity() >= policy.stop().minSeverity();
    return policy.stop().kinds().contains(s.kind())
        || (severe && policy.rest().kinds().contains(s.kind()));
  }

  private static boolean rests(Sensation s, Policy policy) {
    return !IgnorePump.ignores(s, policy) && policy.rest().kinds().contains(s.kind());
  }

  private static int days(
      Sensation s, boolean stop, List<Sensation> resting, Facts facts, Policy policy) {
    Policy.Rest rest = policy.rest();
    if (stop) {
      return rest.longDays();
    }
    Integer directed = directed(s, facts, rest);
    if (directed != null) {
      return directed;
    }
    if (s.severity() == null) {
      return rest.unknownSeverityDays();
    }
    boolean mild = s.severity() <= rest.shortMaxSeverity();
    return mild && resting.stream().noneMatch(other -> precedes(other, s, rest))
        ? rest.shortDays()
        : rest.longDays();
  }

  private static boolean precedes(Sensation other, Sensation s, Policy.Rest rest) {
    long daysBefore = ChronoUnit.DAYS.between(other.at().toLocalDate(), s.at().toLocalDate());
    return sameRegion(other.region(), s.region())
        && daysBefore >= rest.recurrenceFromDays()
        && daysBefore <= rest.recurrenceToDays();
  }

  /** No region named is every region. */
  private static boolean sameRegion(String a, String b) {
    return a == null || b == null || a.equals(b);
  }

  /** The latest coach's word on how long this ache rests, kept within the two lengths there are. */
  private static Integer directed(Sensation s, Facts facts, Policy.Rest rest) {
    return facts.directives.stream()
        .filter(d -> d.type() == Order.REST && d.days() != null && !d.at().isBefore(s.at()))
        .filter(d -> meant(d, s))
        .reduce((earlier, later) -> later)
        .map(d -> Math.max(rest.shortDays(), Math.min(d.days(), rest.longDays())))
        .orElse(null);
  }

  private static boolean meant(Directive directive, Sensation s) {
    return directive.report() != null
        ? directive.report().equals(s.ref().entry())
        : directive.region() != null && directive.region().equals(s.region());
  }

  LocalDate day() {
    return sensation.at().toLocalDate();
  }

  String ref() {
    return sensation.ref().toString();
  }

  boolean restsOn(LocalDate date) {
    return rest && date.isBefore(allowedFrom);
  }

  /** The strongest role of the felt region in an exercise; everything, where either is unknown. */
  private Role role(Exercise exercise) {
    return exercise.regions().isEmpty() || sensation.region() == null
        ? Role.PRIMARY
        : exercise.regions().get(sensation.region());
  }

  /** Whether the exercise loads what was reported enough to stop, rest or hold for it. */
  boolean hits(Exercise exercise, Policy policy) {
    Role role = role(exercise);
    if (role == Role.STABILISER && rest) {
      Integer severity = sensation.severity();
      return stop || severity == null || severity >= policy.rest().stabiliserMinSeverity();
    }
    return role == Role.PRIMARY || role == Role.SECONDARY;
  }

  /**
   * Whether the exercise only steadies a mildly aching region, which earns a remark and no rest.
   */
  boolean onlyTouches(Exercise exercise, Policy policy) {
    return rest && role(exercise) == Role.STABILISER && !hits(exercise, policy);
  }

  /** Whether a professional has lifted this report for {@code exerciseId} by now. */
  boolean clearedFor(String exerciseId, Facts facts, Policy policy) {
    return clearedFor(exerciseId, facts.at, facts, policy);
  }

  /** Whether a professional had lifted this report for {@code exerciseId} at that moment. */
  boolean clearedFor(String exerciseId, OffsetDateTime moment, Facts facts, Policy policy) {
    return facts.clearances.stream()
        .filter(c -> later(c) && !c.at().isAfter(moment))
        .filter(c -> inForce(c, moment.toLocalDate()) && mayClear(c, policy))
        .anyMatch(c -> covers(c, exerciseId));
  }

  /** Whether the go-ahead names this very exercise, as decision 5 asks of a rotation. */
  boolean exerciseClearedFor(String exerciseId, Facts facts, Policy policy) {
    return facts.clearances.stream()
        .filter(c -> later(c) && inForce(c, facts.today()) && mayClear(c, policy))
        .anyMatch(c -> exerciseId.equals(c.exercise()) && covers(c, exerciseId));
  }

  /**
   * The first day, by what is known now, on which a stop has no go-ahead for {@code exerciseId};
   * empty where one holds for good.
   */
  Optional<LocalDate> opensOn(String exerciseId, Facts facts, Policy policy) {
    List<Clearance> covering =
        facts.clearances.stream()
            .filter(c -> later(c) && mayClear(c, policy) && covers(c, exerciseId))
            .toList();
    return Attention.lapse(covering, day());
  }

  /** The day of the first go-ahead for {@code exerciseId} after this report, or null. */
  LocalDate clearedOn(String exerciseId, Facts facts, Policy policy) {
    return facts.clearances.stream()
        .filter(c -> later(c) && mayClear(c, policy) && covers(c, exerciseId))
        .findFirst()
        .map(c -> c.at().toLocalDate())
        .orElse(null);
  }

  private boolean later(Clearance clearance) {
    return clearance.at().isAfter(sensation.at());
  }

  private boolean covers(Clearance clearance, String exerciseId) {
    return (clearance.region() == null || clearance.region().equals(sensation.region()))
        && (clearance.exercise() == null || clearance.exercise().equals(exerciseId));
  }

  static boolean inForce(Clearance clearance, LocalDate today) {
    return clearance.until() == null || !today.isAfter(clearance.until());
  }

  static boolean mayClear(Clearance clearance, Policy policy) {
    return policy.stop().clearedBy().contains(clearance.by());
  }

  /** The region, or words for the lack of one. */
  String where() {
    return Objects.requireNonNullElse(sensation.region(), "body");
  }
}
