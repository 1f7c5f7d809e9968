package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Base.Seen;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Need.Sort;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What about an athlete asks for a person. It decides no dose; what it says follows from the same
 * reports, gates and positions that the doses follow from, and its own numbers are Trunkline's
 * choice.
 */
public final class Attention {

  private static final int DAYS_BEFORE_A_REST_ENDS = 2;
  private static final int DAYS_OF_A_RETURN = 28;
  private static final int DAYS_TO_SPEAK_OF_TOO_MUCH = 6;
  private static final int SESSIONS_OF_A_STALL = 6;
  private static final int DAYS_OF_A_STALL = 28;

  private static final Comparator<Need> ORDER =
      Comparator.comparing(Need::sort)
          .thenComparing(Need::from)
          .thenComparing(need -> Objects.requireNonNullElse(need.fact(), ""))
          .thenComparing(need -> Objects.requireNonNullElse(need.exercise(), ""));

  private final Facts facts;
  private final Policy policy;
  private final List<Report> reports;
  private final List<Situation> trained;
  private final List<Need> needs = new ArrayList<>();

  private Attention(History history, Catalogue catalogue, Policy policy, OffsetDateTime at) {
    this.facts = new Facts(history, at);
    this.policy = policy;
    this.reports = Report.of(facts, policy);
    this.trained =
        Repertoire.of(history, policy, at).stream()
            .flatMap(id -> catalogue.find(id).stream())
            .map(exercise -> Situation.of(facts, reports, exercise, policy))
            .toList();
  }

  /**
   * What is on an athlete's page of the roster.
   *
   * @param lastSession local day, or null before the first
   * @param next first local day on which something the athlete trains may be done; null when only a
   *     professional's word opens it, or nothing is trained
   * @param needs those of {@code at} and of any later day, the weightiest first
   */
  public record Outlook(LocalDate lastSession, LocalDate next, List<Need> needs) {
    public Outlook {
      needs = List.copyOf(needs);
    }
  }

  /** The same facts give an equal outlook; only facts up to {@code at} count. */
  public static Outlook of(History history, Catalogue catalogue, Policy policy, OffsetDateTime at) {
    return new Attention(history, catalogue, policy, at).outlook();
  }

  private Outlook outlook() {
    LocalDate lastSession = facts.sessions.isEmpty() ? null : last().at().toLocalDate();
    reports.stream().filter(Report::stop).forEach(this::stopped);
    aching();
    restAndReturn();
    backHistory();
    trained.forEach(this::stalled);
    if (lastSession != null) {
      tooMuch(last());
      silentSince(lastSession);
    }
    needs.removeIf(need -> need.until() != null && need.until().isBefore(facts.today()));
    needs.sort(ORDER);
    LocalDate next =
        trained.stream()
            .map(Answering::of)
            .map(Answering::day)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new Outlook(lastSession, next, needs);
  }

  private Session last() {
    return facts.sessions.get(facts.sessions.size() - 1);
  }

  /** Open for as long as one exercise it stops has no go-ahead. */
  private void stopped(Report report) {
    List<String> ids =
        trained.stream()
            .map(Situation::exercise)
            .filter(exercise -> report.hits(exercise, policy))
            .map(Exercise::id)
            .toList();
    (ids.isEmpty() ? List.of("") : ids)
        .stream()
            .flatMap(id -> report.opensOn(id, facts, policy).stream())
            .min(Comparator.naturalOrder())
            .ifPresent(from -> add(Sort.STOPPED, from, null, report.day(), report));
  }

  /** Only the newest day: what was reported before has passed. */
  private void aching() {
    reports.stream()
        .filter(report -> report.rest() && report.day().equals(facts.today()))
        .filter(report -> !report.stop())
        .forEach(r -> add(Sort.ACHE, r.day(), r.day(), r.allowedFrom(), r));
  }

  private void restAndReturn() {
    reports.stream()
        .filter(Report::rest)
        .filter(report -> trained.isEmpty() || trained.stream().anyMatch(hit(report)))
        .max(Comparator.comparing(Report::allowedFrom).thenComparing(Report::ref))
        .ifPresent(
            report -> {
              LocalDate back = report.allowedFrom();
              boolean stopped =
                  needs.stream().anyMatch(n -> n.sort() == Sort.STOPPED && !n.from().isAfter(back));
              if (!stopped) {
                LocalDate soon = back.minusDays(DAYS_BEFORE_A_REST_ENDS);
                add(Sort.REST_ENDING, later(soon, report.day().plusDays(1)), back, back, report);
                if (!formSeen(back)) {
                  add(
                      Sort.FORM_CHECK,
                      back.plusDays(1),
                      back.plusDays(DAYS_OF_A_RETURN),
                      back,
                      report);
                }
              }
            });
    trained.forEach(this::badForm);
  }

  private Predicate<Situation> hit(Report report) {
    return situation -> report.hits(situation.exercise(), policy);
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? b : a;
  }

  /** Somebody looked and found it right: said of a set, since that day. */
  private boolean formSeen(LocalDate since) {
    return facts.sessions.stream()
        .filter(session -> !session.at().toLocalDate().isBefore(since))
        .flatMap(session -> session.exercises().stream())
        .flatMap(performed -> performed.sets().stream())
        .anyMatch(set -> Boolean.TRUE.equals(set.formOk()));
  }

  private void badForm(Situation s) {
    Seen last = s.base().last();
    if (last != null && !last.done().formOk()) {
      LocalDate day = last.attempt().day();
      about(s, Sort.FORM_CHECK, day, day.plusDays(DAYS_OF_A_RETURN), day, s.lastRef());
    }
  }

  private void backHistory() {
    if (facts.screening == null) {
      if (!facts.sessions.isEmpty()) {
        LocalDate first = facts.sessions.get(0).at().toLocalDate();
        needs.add(new Need(Sort.SCREENING, first, null, first, null, null, null, null, null));
      }
      return;
    }
    LocalDate answered = facts.screening.at().toLocalDate();
    trained.stream()
        .flatMap(s -> AskForClearance.missingFrom(s).stream())
        .min(Comparator.naturalOrder())
        .ifPresent(
            from ->
                needs.add(
                    new Need(
                        Sort.CLEARANCE,
                        from,
                        null,
                        answered,
                        null,
                        AskForClearance.REGION,
                        null,
                        null,
                        facts.screening.ref().toString())));
  }

  /** At the end of a ladder there is nothing to chase, and a rotation is never pushed. */
  private void stalled(Situation s) {
    List<Seen> seen = s.seen();
    if (!s.axes().strength() || s.base().decidedBy("B-CEILING") || seen.isEmpty()) {
      return;
    }
    LocalDate rested =
        s.hitting().stream()
            .filter(Report::rest)
            .map(Report::allowedFrom)
            .max(Comparator.naturalOrder())
            .orElse(LocalDate.MIN);
    int first = seen.size() - 1;
    while (first > 0
        && !seen.get(first - 1).attempt().day().isBefore(rested)
        && noneBeats(seen.get(first - 1), seen.subList(first, seen.size()))) {
      first--;
    }
    LocalDate since = seen.get(first).attempt().day();
    if (seen.size() - first >= SESSIONS_OF_A_STALL
        && ChronoUnit.DAYS.between(since, s.lastDay()) >= DAYS_OF_A_STALL) {
      about(s, Sort.STALLED, s.lastDay(), null, since, s.lastRef());
    }
  }

  private static boolean noneBeats(Seen one, List<Seen> later) {
    return later.stream().noneMatch(other -> beats(other.done(), one.done()));
  }

  private static boolean beats(Attempt.Done one, Attempt.Done other) {
    return one.sets() > other.sets()
        || one.reps() > other.reps()
        || one.load() > other.load()
        || one.rung() > other.rung()
        || one.hold() > other.hold();
  }

  /** Held against what would have been advised just before. */
  private void tooMuch(Session session) {
    Facts known = facts.before(session.at());
    List<Report> felt = Report.of(known, policy);
    LocalDate day = session.at().toLocalDate();
    for (Situation now : trained) {
      Seen done = now.base().last();
      if (done == null || !done.attempt().ref().equals(session.ref())) {
        continue;
      }
      Situation then = Situation.of(known, felt, now.exercise(), policy);
      Answering told = Answering.of(then);
      boolean against = told.advice() != Advice.TRAIN;
      // Back-off sets do not count towards a dose, but they are more.
      Dose all = now.lastDone().withSets(done.attempt().sets().size());
      if (against || (!then.neverDone() && more(all, told.dose()))) {
        about(
            now,
            Sort.TOO_MUCH,
            day,
            day.plusDays(DAYS_TO_SPEAK_OF_TOO_MUCH),
            day,
            session.ref().toString());
      }
    }
  }

  private static boolean more(Dose done, Dose told) {
    return done.withTimes(told.times()).raises(told);
  }

  private void silentSince(LocalDate lastSession) {
    boolean waits =
        needs.stream().anyMatch(n -> n.sort() == Sort.STOPPED || n.sort() == Sort.CLEARANCE);
    if (!waits) {
      LocalDate free =
          trained.stream()
              .flatMap(s -> s.hitting().stream())
              .filter(Report::rest)
              .map(Report::allowedFrom)
              .max(Comparator.naturalOrder())
              .orElse(lastSession);
      LocalDate from =
          later(lastSession, free).plusDays(policy.layoff().afterDays().get(0)).plusDays(1);
      needs.add(new Need(Sort.SILENT, from, null, lastSession, null, null, null, null, null));
    }
  }

  private void add(Sort sort, LocalDate from, LocalDate until, LocalDate day, Report report) {
    needs.add(
        new Need(
            sort,
            from,
            until,
            day,
            null,
            report.sensation().region(),
            report.sensation().kind(),
            report.sensation().severity(),
            report.ref()));
  }

  private void about(
      Situation s, Sort sort, LocalDate from, LocalDate until, LocalDate day, String fact) {
    needs.add(new Need(sort, from, until, day, s.exercise().id(), null, null, null, fact));
  }

  /** From the last of the days up to which go-aheads hold on; empty where one holds for good. */
  static Optional<LocalDate> lapse(List<History.Clearance> covering, LocalDate otherwise) {
    LocalDate from = otherwise;
    for (History.Clearance clearance : covering) {
      if (clearance.until() == null) {
        return Optional.empty();
      }
      from = later(from, clearance.until().plusDays(1));
    }
    return Optional.of(from);
  }
}
