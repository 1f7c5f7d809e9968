package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Histories.Question;
import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Fact;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Screening;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Histories and answers with one thing changed, for the invariants. */
final class Vary {

  private Vary() {}

  static List<Fact> facts(History h) {
    List<Fact> facts =
        Stream.<List<? extends Fact>>of(
                h.sessions(), h.sensations(), h.clearances(), h.directives())
            .<Fact>flatMap(Collection::stream)
            .collect(Collectors.toCollection(ArrayList::new));
    if (h.screening() != null) {
      facts.add(h.screening());
    }
    return facts;
  }

  private static History of(History h, Collection<Fact> facts) {
    return new History(
        h.athlete(),
        only(facts, Session.class),
        only(facts, Sensation.class),
        only(facts, Clearance.class),
        only(facts, Screening.class).stream().findFirst().orElse(null),
        only(facts, Directive.class));
  }

  /** A report without a region is about every region. */
  static boolean somewhereUnknown(History h) {
    return h.sensations().stream().anyMatch(s -> s.region() == null);
  }

  private static <T> List<T> only(Collection<Fact> facts, Class<T> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static History without(History h, Fact fact) {
    List<Fact> facts = facts(h);
    facts.removeIf(each -> each == fact);
    return of(h, facts);
  }

  static History plus(History h, Fact fact) {
    List<Fact> facts = facts(h);
    facts.add(fact);
    return of(h, facts);
  }

  static History replaced(History h, Sensation old, Sensation by) {
    return plus(without(h, old), by);
  }

  static History sessions(History h, List<Session> sessions) {
    List<Fact> facts = facts(h);
    facts.removeIf(Session.class::isInstance);
    facts.addAll(sessions);
    return of(h, facts);
  }

  static Sensation severity(Sensation s, int severity) {
    return new Sensation(
        s.ref(), s.at(), s.region(), s.kind(), severity, s.exercise(), s.session());
  }

  /** Shuffled, doubled, and with older revisions that say something else. */
  static History disturbed(History h, Random random) {
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : facts(h)) {
      facts.add(fact);
      if (random.nextInt(3) == 0) {
        facts.add(fact);
      }
      if (fact instanceof Session s && random.nextInt(3) == 0) {
        facts.add(new Session(new Ref(s.ref().entry(), 0), s.at().minusDays(3), List.of()));
      }
      if (fact instanceof Sensation s && random.nextInt(3) == 0) {
        Ref stale = new Ref(s.ref().entry(), 0);
        facts.add(
            new Sensation(
                stale, s.at().minusDays(1), s.region(), History.Kind.SHARP, 9, null, null));
      }
    }
    Collections.shuffle(facts, random);
    return of(h, facts);
  }

  /** The same sessions at the same instants, some of them on the other side of the date line. */
  static History travelled(History h, SplittableRandom random) {
    List<Session> sessions = new ArrayList<>();
    for (Session s : h.sessions()) {
      ZoneOffset there = ZoneOffset.ofHours(random.nextInt(-12, 15));
      OffsetDateTime at = random.nextInt(3) == 0 ? s.at().withOffsetSameInstant(there) : s.at();
      sessions.add(new Session(s.ref(), at, s.exercises()));
    }
    return sessions(h, sessions);
  }

  static History shifted(History h, int days) {
    return of(h, facts(h).stream().map(fact -> shifted(fact, days)).toList());
  }

  private static Fact shifted(Fact fact, int days) {
    if (fact instanceof Session s) {
      return new Session(s.ref(), s.at().plusDays(days), s.exercises());
    }
    if (fact instanceof Sensation s) {
      return new Sensation(
          s.ref(), s.at().plusDays(days), s.region(), s.kind(), s.severity(), null, null);
    }
    if (fact instanceof Clearance c) {
      return new Clearance(
          c.ref(),
          c.at().plusDays(days),
          c.by(),
          c.region(),
          c.exercise(),
          later(c.until(), days),
          c.limits());
    }
    if (fact instanceof Directive d) {
      return new Directive(
          d.ref(),
          d.at().plusDays(days),
          d.type(),
          d.exercise(),
          d.region(),
          d.limits(),
          d.report(),
          d.days(),
          later(d.until(), days),
          d.author(),
          d.reason());
    }
    Screening s = (Screening) fact;
    return new Screening(s.ref(), s.at().plusDays(days), s.backHistory(), s.unit());
  }

  private static LocalDate later(LocalDate date, int days) {
    return date == null ? null : date.plusDays(days);
  }

  static boolean positioned(Question q) {
    return q.history().directives().stream().anyMatch(d -> d.type() == Order.POSITION);
  }

  /** Regions of reports that rest or are not cleared for everything in their region. */
  static List<String> avoided(Situation s) {
    return s.reports().stream()
        .filter(r -> r.restsOn(s.today()) || (r.stop() && !cleared(r, s)))
        .map(r -> r.sensation().region())
        .toList();
  }

  private static boolean cleared(Report r, Situation s) {
    return s.facts().clearances.stream()
        .filter(c -> c.exercise() == null && c.at().isAfter(r.sensation().at()))
        .filter(c -> c.region() == null || c.region().equals(r.sensation().region()))
        .anyMatch(c -> c.until() == null || !s.today().isAfter(c.until()));
  }

  static Recommendation withoutInputs(Recommendation r) {
    return copy(r, r.because(), r.alternates().stream().map(Vary::withoutInputs).toList());
  }

  private static Recommendation.Alternate withoutInputs(Recommendation.Alternate a) {
    return new Recommendation.Alternate(
        a.exercise(), a.relation(), a.sharedRegions(), withoutInputs(a.recommendation()));
  }

  static Recommendation withoutAlternates(Recommendation r) {
    return copy(r, r.because(), List.of());
  }

  /** Without the names of the facts, which carry revisions. */
  static Recommendation bare(Recommendation r) {
    return copy(r, List.of(), List.of());
  }

  private static Recommendation copy(
      Recommendation r,
      List<Recommendation.Because> because,
      List<Recommendation.Alternate> others) {
    return new Recommendation(
        r.athlete(),
        r.exercise(),
        r.at(),
        r.advice(),
        r.phase(),
        r.earliest(),
        r.step(),
        r.prescription(),
        r.preview(),
        because,
        r.silent(),
        r.notices(),
        others,
        r.policy(),
        r.catalogue(),
        null);
  }
}
