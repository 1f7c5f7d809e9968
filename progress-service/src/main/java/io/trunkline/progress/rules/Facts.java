package io.trunkline.progress.rules;

import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Fact;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Screening;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts that count at one moment: one revision per entry, nothing later than the moment, in one
 * order whatever the order of delivery: by instant, then by entry.
 */
final class Facts {

  static final Comparator<Fact> ORDER =
      Comparator.comparing(Fact::at, OffsetDateTime.timeLineOrder())
          .thenComparing(fact -> fact.ref().entry());

  final String athlete;
  final OffsetDateTime at;
  final List<Session> sessions;
  final List<Sensation> sensations;
  final List<Clearance> clearances;
  final Screening screening;
  final List<Directive> directives;

  /** Made when first asked for, as every answer about these facts carries the same. */
  private String digest;

  Facts(History history, OffsetDateTime at) {
    this.athlete = history.athlete();
    this.at = at;
    this.sessions = current(history.sessions());
    this.sensations = current(history.sensations());
    this.clearances = current(history.clearances());
    this.directives = current(history.directives());
    Screening answered = history.screening();
    this.screening = answered == null || answered.at().isAfter(at) ? null : answered;
  }

  private Facts(Facts all, OffsetDateTime moment) {
    this.athlete = all.athlete;
    this.at = moment;
    this.sessions = before(all.sessions, moment);
    this.sensations = before(all.sensations, moment);
    this.clearances = before(all.clearances, moment);
    this.directives = before(all.directives, moment);
    boolean answered = all.screening != null && all.screening.at().isBefore(moment);
    this.screening = answered ? all.screening : null;
  }

  /** Those of these facts that are strictly earlier: what was known when something began. */
  Facts before(OffsetDateTime moment) {
    return new Facts(this, moment);
  }

  private static <T extends Fact> List<T> before(List<T> facts, OffsetDateTime moment) {
    return facts.subList(0, Moments.before(facts, Fact::at, moment));
  }

  /**
   * The newest revision is chosen before the moment is looked at: a correction that moves an entry
   * into the future hides it, and must not bring its older revision back.
   */
  private <T extends Fact> List<T> current(List<T> facts) {
    // In the order of arrival, which mostly is the order of time, so that sorting has little to do.
    Map<String, T> newest = new LinkedHashMap<>(facts.size() * 2);
    for (T fact : facts) {
      newest.merge(
          fact.ref().entry(), fact, (a, b) -> a.ref().revision() >= b.ref().revision() ? a : b);
    }
    List<T> ordered = new ArrayList<>(newest.values());
    ordered.sort(ORDER);
    return List.copyOf(ordered.subList(0, Moments.until(ordered, Fact::at, at)));
  }

  LocalDate today() {
    return at.toLocalDate();
  }

  /**
   * The unit to answer in: the one the athlete asked for, else that of the latest loaded set of the
   * exercise, else of any exercise, else kilograms. Without a load axis it never shows.
   */
  Unit unit(Exercise exercise) {
    if (exercise.load() == null) {
      return Unit.KG;
    }
    if (screening != null && screening.unit() != null) {
      return screening.unit();
    }
    Unit any = null;
    for (int i = sessions.size() - 1; i >= 0; i--) {
      for (Performed performed : sessions.get(i).exercises()) {
        Unit unit = lastUnit(performed.sets());
        if (unit != null && performed.exercise().equals(exercise.id())) {
          return unit;
        }
        any = any == null ? unit : any;
      }
    }
    return any == null ? Unit.KG : any;
  }

  private static Unit lastUnit(List<PerformedSet> sets) {
    for (int i = sets.size() - 1; i >= 0; i--) {
      if (sets.get(i).load() != null) {
        return sets.get(i).load().unit();
      }
    }
    return null;
  }

  /**
   * {@code sha256:} over the entries and revisions in canonical order. An entry's revision fixes
   * its content, so naming it is enough.
   */
  String digest() {
    if (digest == null) {
      digest = digested();
    }
    return digest;
  }

  private String digested() {
    List<String> lines = new ArrayList<>(sessions.size() + sensations.size());
    for (List<? extends Fact> kind : List.of(sessions, sensations, clearances, directives)) {
      for (Fact fact : kind) {
        lines.add(fact.ref().toString());
      }
    }
    Collections.sort(lines);
    String screened = screening == null ? "" : screening.ref().toString();
    byte[] text = (String.join("\n", lines) + "\n" + screened).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
